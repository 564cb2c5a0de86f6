import type { FetchNode } from '@apollo/query-planner';
import { inSpan } from '@bazaar/runtime/tracing';
import type { Awaitable, FetchAnswer } from '../engine/compiled/run.ts';
import type { RequestScope } from '../engine/request-scope.ts';

/** Runs a fetch in a client span. It is named after the subgraph and tells the fetch's operation; it counts as failed when no data came at all. */
export function traceFetch(
  subgraph: string,
  { operationName, operationKind }: FetchNode,
  scope: Pick<RequestScope, 'isAbandoned'>,
  fetch: () => Awaitable<FetchAnswer>,
): Awaitable<FetchAnswer> {
  const attributes = {
    'bazaar.subgraph': subgraph,
    'graphql.operation.name': operationName,
    'graphql.operation.type': operationKind,
  };
  return inSpan({ name: `fetch ${subgraph}`, kind: 'client', attributes }, fetch, ({ data, errors }) => ({
    failure: data == null ? (scope.isAbandoned ? 'ABANDONED' : codeOf(errors?.[0]?.extensions)) : undefined,
  }));
}

function codeOf(extensions: Readonly<Record<string, unknown>> | null | undefined): string {
  const code = extensions?.['code'];
  return typeof code === 'string' ? code : 'INTERNAL';
}
