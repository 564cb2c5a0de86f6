import type { FormattedExecutionResult } from 'graphql';
import type { Answer } from '../engine/engine.ts';
import { answerText } from '../pipeline/answer-text.ts';

/** `data` that is JSON text already, on its way through Apollo Server, which does not look inside. */
export class SerializedData {
  readonly json: string;
  readonly extensions: Answer['extensions'];

  constructor(json: string, extensions: Answer['extensions']) {
    this.json = json;
    this.extensions = extensions;
  }
}

/** Apollo Server's `stringifyResult`. */
export function stringifyResult(result: FormattedExecutionResult): string {
  // The data of executed operations is always of this class; that of refused ones is missing.
  const data: unknown = result.data;
  return data instanceof SerializedData
    ? answerText(data.json, result.errors, data.extensions)
    : JSON.stringify(result);
}
