import type { RawResponse, SubgraphDoor } from '@bazaar/runtime/subgraph-door';
import type { SubgraphContext } from './context.ts';
import type { AnySubgraph } from './define-subgraph.ts';

/** Serves the pass-through paths of a subgraph; any other path or method answers 404. */
export function createRawDoor(
  routes: AnySubgraph['rawRoutes'],
  createContext: () => SubgraphContext,
): SubgraphDoor['serveRaw'] {
  const byPath = new Map(Object.entries(routes));
  return async (request) => {
    const route = byPath.get(`${request.method} ${request.path}`);
    return route ? route(createContext(), request) : NOT_FOUND;
  };
}

const NOT_FOUND: RawResponse = {
  status: 404,
  headers: { 'content-type': 'application/json' },
  body: JSON.stringify({ errors: [{ message: 'There is nothing here.', extensions: { code: 'NOT_FOUND' } }] }),
};
