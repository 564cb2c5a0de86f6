import type { GraphQLFormattedError } from 'graphql';

/** The body of an answer, keys in the order Apollo Server gives them. */
export function answerText(
  data: string | undefined,
  errors: readonly GraphQLFormattedError[] | undefined,
  extensions?: Readonly<Record<string, unknown>>,
): string {
  const told = extensions ? `,"extensions":${JSON.stringify(extensions)}` : '';
  if (!errors?.length) return `{"data":${data ?? 'null'}${told}}`;
  const wrong = `{"errors":${JSON.stringify(errors)}`;
  return data === undefined ? `${wrong}${told}}` : `${wrong},"data":${data}${told}}`;
}
