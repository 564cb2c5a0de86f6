import { createHash } from 'node:crypto';
import type { DocumentNode } from 'graphql';
import { Kind } from 'graphql';
import type { CallerClaims } from '@bazaar/runtime/subgraph-door';

/** A subscription as far as its events depend on it. */
export interface SubscriptionRequest {
  readonly caller: CallerClaims | null;
  /** Headers that subgraphs get to see: they may say who asks. */
  readonly forwarded?: Readonly<Record<string, string>> | undefined;
  readonly query: string;
  readonly operationName: string | null | undefined;
  readonly document: DocumentNode;
  readonly variables: Readonly<Record<string, unknown>>;
}

/**
 * Tells subscriptions apart: those with the same key get the same events and may share them. Every claim of the caller counts, so that two users never
 * share, nor two sessions of one, and every forwarded header; variables that the operation does not declare do not. Null when the variables are too
 * deep to be written down.
 */
export function subscriptionKey({
  caller,
  forwarded,
  query,
  operationName,
  document,
  variables,
}: SubscriptionRequest): string | null {
  const scope = caller && [
    caller.sub,
    caller.sid,
    caller.roles,
    caller.vendors.map(({ id, role }) => [id, role]),
    caller.scopes ?? null,
  ];
  const used = [...declaredVariables(document)].map((name) => [name, variables[name]]);
  try {
    const text = JSON.stringify([scope, forwarded ?? null, operationName ?? null, query, used], sortKeys);
    return createHash('sha256').update(text).digest('base64');
  } catch (error) {
    if (error instanceof RangeError) return null;
    throw error;
  }
}

function declaredVariables({ definitions }: DocumentNode): string[] {
  return definitions
    .flatMap((definition) =>
      definition.kind === Kind.OPERATION_DEFINITION ? (definition.variableDefinitions ?? []) : [],
    )
    .map(({ variable }) => variable.name.value)
    .toSorted();
}

/** For `JSON.stringify`: objects that differ in the order of their keys alone become the same text. */
function sortKeys(_key: string, value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  return Object.fromEntries(Object.entries(value).toSorted(([a], [b]) => (a < b ? -1 : 1)));
}
