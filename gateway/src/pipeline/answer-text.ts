import type { GraphQLFormattedError } from 'graphql';

/** The body of an answer, keys in the order Apollo Server gives them. */
export function answerText(data: string | undefined, errors: readonly GraphQLFormattedError[] | undefined): string {
  if (!errors?.length) return `{"data":${data ?? 'null'}}`;
  const told = `{"errors":${JSON.stringify(errors)}`;
  return data === undefined ? `${told}}` : `${told},"data":${data}}`;
}
