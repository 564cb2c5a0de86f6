import type { FormattedExecutionResult, GraphQLFormattedError } from 'graphql';

/** `data` that is JSON text already, on its way through Apollo Server, which does not look inside. */
export class SerializedData {
  readonly json: string;

  constructor(json: string) {
    this.json = json;
  }
}

/** The body of an answer, keys in the order Apollo Server gives them. */
export function answerText(data: string | undefined, errors: readonly GraphQLFormattedError[] | undefined): string {
  if (!errors?.length) return `{"data":${data ?? 'null'}}`;
  const told = `{"errors":${JSON.stringify(errors)}`;
  return data === undefined ? `${told}}` : `${told},"data":${data}}`;
}

/** Apollo Server's `stringifyResult`. */
export function stringifyResult(result: FormattedExecutionResult): string {
  // The data of executed operations is always of this class; that of refused ones is missing.
  const data: unknown = result.data;
  return data instanceof SerializedData ? answerText(data.json, result.errors) : JSON.stringify(result);
}
