import { GraphQLError } from 'graphql';
import type { RefusalReason } from './refusal-reason.ts';

/** Why an operation is not run, fit for clients: every error has a code. */
export interface Refusal {
  readonly refused: readonly GraphQLError[];
  /** For metrics, where the code alone does not tell what stood against it. */
  readonly reason?: RefusalReason;
  /** What a whole HTTP answer says of it; by default what the first error's code stands for. */
  readonly http?: { readonly status?: number; readonly headers?: Readonly<Record<string, string>> };
}

/** @param reason where the code alone does not tell it. */
export function refuse(code: string, errors: readonly GraphQLError[], reason?: RefusalReason): Refusal {
  return { refused: errors.map((error) => withCode(code, error)), ...(reason && { reason }) };
}

function withCode(code: string, { message, nodes, source, positions, path }: GraphQLError): GraphQLError {
  return new GraphQLError(message, { nodes, source, positions, path, extensions: { code } });
}

/** Of its first error. */
export function codeOf({ refused: [first] }: Refusal): string {
  const code = first?.extensions['code'];
  return typeof code === 'string' ? code : 'INTERNAL';
}
