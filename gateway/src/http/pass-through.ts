import type { IncomingMessage, ServerResponse } from 'node:http';
import { readBody, sendRaw } from '@bazaar/runtime/http-server';
import type { SubgraphDoor } from '@bazaar/runtime/subgraph-door';

/** A path whose requests reach a subgraph as raw bytes. */
export interface PassThrough {
  readonly method: string;
  readonly path: string;
  readonly subgraph: string;
  /** The path at the subgraph, when it is another one. */
  readonly to?: string;
}

/** What a subgraph gets to see. Everything else, identity headers of clients above all, ends here. */
const HEADERS = ['content-type', 'content-encoding', 'stripe-signature', 'user-agent', 'if-none-match'] as const;

/** Serves the routes of `routes`; answers false when none matches. Bodies larger than `limitBytes` are refused. */
export function createPassThrough(options: {
  routes: readonly PassThrough[];
  door: (name: string) => SubgraphDoor;
  limitBytes: number;
}) {
  const routes = new Map(options.routes.map((route) => [`${route.method} ${route.path}`, route]));
  return async (
    request: IncomingMessage,
    response: ServerResponse,
    path: string,
    requestId: string,
  ): Promise<boolean> => {
    const route = routes.get(`${request.method === 'HEAD' ? 'GET' : request.method} ${path}`);
    if (!route) return false;
    const body = await readBody(request, options.limitBytes);
    const headers = Object.fromEntries(HEADERS.map((name) => [name, request.headers[name]]));
    const answer = await options
      .door(route.subgraph)
      .serveRaw({ method: route.method, path: route.to ?? route.path, headers, body, requestId });
    if (!response.destroyed) sendRaw(response, answer);
    return true;
  };
}
