import type { VerifyInternalToken } from '@bazaar/identity/internal-tokens';
import type { Health } from '@bazaar/runtime/health';
import { startHttpServer, type HttpServerOptions, type RunningHttpServer } from '@bazaar/runtime/http-server';
import type { Lifecycle } from '@bazaar/runtime/lifecycle';
import type { Logger } from '@bazaar/runtime/log';
import type { Metrics } from '@bazaar/runtime/metrics';
import { continueTrace } from '@bazaar/runtime/tracing';
import type { RunningSubgraph } from '../start-subgraph.ts';
import { createInternalRoutes } from './internal-routes.ts';
import { createPublicRoutes } from './public-routes.ts';
import { serveSubscriptions } from './subscriptions.ts';

/** Serves a subgraph's doors over HTTP until `lifecycle` stops: the public port for the gateway, the internal one for neighbours. */
export async function serveDoors(
  lifecycle: Lifecycle,
  options: {
    readonly subgraph: RunningSubgraph;
    readonly verify: VerifyInternalToken;
    readonly health: Health;
    readonly metrics?: Metrics | undefined;
    readonly host: string;
    readonly port: number;
    readonly internalPort: number;
    readonly log: Logger;
  },
): Promise<{ readonly port: RunningHttpServer; readonly internalPort: RunningHttpServer }> {
  const { subgraph, verify, health, metrics, host, log } = options;
  const internal = traced(createInternalRoutes({ internal: subgraph.internal, verify, health, metrics }));
  const internalPort = lifecycle.add(
    'internal port',
    await startHttpServer({ host, port: options.internalPort, log, handle: internal }),
  );
  const routes = traced(createPublicRoutes({ door: subgraph.door, verify, health, log }));
  const port = lifecycle.add('port', await startHttpServer({ host, port: options.port, log, handle: routes }));
  lifecycle.add('subscriptions', serveSubscriptions(port.server, subgraph.door, verify));
  return { port, internalPort };
}

/** Whatever the routes answer belongs to the trace that the caller's `traceparent` names. */
function traced(handle: HttpServerOptions['handle']): HttpServerOptions['handle'] {
  return (request, response) => continueTrace(request.headers, () => handle(request, response));
}
