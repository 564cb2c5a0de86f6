import type { FormattedExecutionResult } from 'graphql';
import { answerText } from '../pipeline/answer-text.ts';

/** `data` that is JSON text already, on its way through Apollo Server, which does not look inside. */
export class SerializedData {
  readonly json: string;

  constructor(json: string) {
    this.json = json;
  }
}

/** Apollo Server's `stringifyResult`. */
export function stringifyResult(result: FormattedExecutionResult): string {
  // The data of executed operations is always of this class; that of refused ones is missing.
  const data: unknown = result.data;
  return data instanceof SerializedData ? answerText(data.json, result.errors) : JSON.stringify(result);
}
