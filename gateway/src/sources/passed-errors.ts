import type { GraphQLFormattedError } from 'graphql';

/** Whether clients see what a subgraph says of its errors: `message`, or nothing but the codes that are known: `masked`. */
export type SubgraphErrors = 'masked' | 'message';

/** No answer of a subgraph can hold it, and none to a client shows it. */
const PASSED_ON = Symbol('passed on');

/** Lets messages and codes of these errors through to clients, by whichever executor they go. What has no code gets `INTERNAL`. */
export function passOn(errors: readonly GraphQLFormattedError[]): GraphQLFormattedError[] {
  return errors.map((error) => {
    const code = error.extensions?.['code'];
    const known = { ...error.extensions, code: typeof code === 'string' ? code : 'INTERNAL' };
    return { ...error, extensions: stillPassedOn(known) };
  });
}

export function isPassedOn(extensions: Readonly<Record<string, unknown>> | null | undefined): boolean {
  return extensions != null && PASSED_ON in extensions;
}

/** Extensions that other masks let through, too. */
export function stillPassedOn(extensions: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return { ...extensions, [PASSED_ON]: true };
}
