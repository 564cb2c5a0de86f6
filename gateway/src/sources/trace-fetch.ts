import type { FetchNode } from '@apollo/query-planner';
import { inSpan } from '@bazaar/runtime/tracing';
import type { Awaitable, FetchAnswer } from '../engine/compiled/run.ts';

/** Runs a fetch in a client span. It is named after the subgraph and tells the fetch's operation; it counts as failed when no data came at all. */
export function traceFetch(
  subgraph: string,
  { operationName, operationKind }: FetchNode,
  fetch: () => Awaitable<FetchAnswer>,
): Awaitable<FetchAnswer> {
  const attributes = {
    'bazaar.subgraph': subgraph,
    'graphql.operation.name': operationName,
    'graphql.operation.type': operationKind,
  };
  return inSpan({ name: `fetch ${subgraph}`, kind: 'client', attributes }, fetch, ({ data, errors }) => ({
    failure: data == null ? codeOf(errors?.[0]?.extensions) : undefined,
  }));
}

function codeOf(extensions: Readonly<Record<string, unknown>> | null | undefined): string {
  const code = extensions?.['code'];
  return typeof code === 'string' ? code : 'INTERNAL';
}
