import type { IncomingMessage, ServerResponse } from 'node:http';
import { Fault } from '@bazaar/runtime/faults';
import type { Health } from '@bazaar/runtime/health';
import { pathOf, sendFault, sendRaw } from '@bazaar/runtime/http-server';
import { withoutRedaction, type Logger } from '@bazaar/runtime/log';
import type { Place } from '../contracts/contract-paths.ts';
import { reasonOfFault } from '../pipeline/refusal-reason.ts';
import { logRequest } from '../telemetry/log-request.ts';
import type { GatewayMetrics } from '../telemetry/gateway-metrics.ts';
import { traceRequest } from '../telemetry/trace-request.ts';
import { createCommonHeaders, setHeaders, type CommonHeaders } from './common-headers.ts';
import { createPreflight, type AllowedOrigins } from './cors.ts';
import { sendGraphqlFault, type createGraphqlRoute } from './graphql-route.ts';
import type { createPassThrough } from './pass-through.ts';
import { PLAN_HEADER } from './plan-request.ts';
import { requestIdOf } from './request-id.ts';

export interface Routes {
  readonly graphql: ReturnType<typeof createGraphqlRoute>;
  readonly passThrough: ReturnType<typeof createPassThrough>;
  readonly health: Health;
  /** Answers the playground's page and assets; false for every other path. Absent in production. */
  readonly playground?: (request: IncomingMessage, response: ServerResponse, place: Place) => Promise<boolean>;
}

export interface HandleRequestOptions {
  readonly routes: Routes;
  /** Into which contract a path leads. */
  readonly placeOf: (path: string) => Place;
  readonly allowedOrigins: AllowedOrigins;
  /** Whether those pages may send cookies. */
  readonly allowCredentials: boolean;
  /** What pages may send beside the headers that every gateway reads. */
  readonly allowHeaders: readonly string[];
  readonly production: boolean;
  readonly metrics?: Pick<GatewayMetrics, 'requested' | 'refused'> | undefined;
  readonly log: Logger;
}

/** The way of every HTTP request, in order. */
export function createRequestHandler(options: HandleRequestOptions) {
  const { routes, placeOf, allowedOrigins, allowHeaders, production, metrics, log } = options;
  const requestLog = withoutRedaction(log);
  const answerPreflight = createPreflight(production ? allowHeaders : [...allowHeaders, PLAN_HEADER]);
  const commonHeaders = createCommonHeaders(production, allowedOrigins, options.allowCredentials);

  async function route(
    request: IncomingMessage,
    response: ServerResponse,
    { path, place, requestId, headers }: { path: string; place: Place; requestId: string; headers: CommonHeaders },
  ): Promise<void> {
    const name = place.path === '/graphql' ? 'graphql' : 'other';
    const requested = metrics && ((status: number) => metrics.requested(name, status));
    const record = logRequest(request, response, { log: requestLog, path, requestId, requested });
    if (place.path === '/graphql' && !(routes.playground && isVisit(request))) {
      try {
        await routes.graphql(request, response, { requestId, contract: place.contract, headers, record });
      } catch (error) {
        if (error instanceof Fault) {
          record.code = error.code;
          metrics?.refused(error.code, reasonOfFault(error));
        }
        if (!response.headersSent) setHeaders(response, headers);
        if (!(error instanceof Fault) || error.code === 'PAYLOAD_TOO_LARGE' || response.headersSent) throw error;
        sendGraphqlFault(response, error);
      }
      return;
    }
    setHeaders(response, headers);
    if (await routes.passThrough(request, response, path, requestId)) return;
    if (await routes.playground?.(request, response, place)) return;
    sendFault(response, new Fault('NOT_FOUND', 'There is nothing here.'));
  }

  return async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const requestId = requestIdOf(request);
    const path = pathOf(request);
    const headers = commonHeaders({ headers: request.headers, requestId });
    if (request.method === 'OPTIONS') {
      setHeaders(response, headers);
      return answerPreflight(response);
    }

    const health = request.method === 'GET' ? publicHealth(routes.health, path) : undefined;
    if (health) {
      setHeaders(response, headers);
      return sendRaw(response, await health);
    }

    try {
      const about = { path, place: placeOf(path), requestId, headers };
      await traceRequest(request, response, about, () => route(request, response, about));
    } catch (error) {
      // A client that leaves in the middle of its request is no failure of ours; its log line says 499.
      if (error instanceof Fault || !request.destroyed || request.complete) throw error;
    }
  };
}

/** Somebody who opened the address in a browser. Operations by GET have parameters. */
function isVisit({ method, url = '', headers }: IncomingMessage): boolean {
  return method === 'GET' && !url.includes('?') && (headers.accept ?? '').includes('text/html');
}

/** The detailed form names subgraphs: it belongs on an internal port. */
function publicHealth(health: Health, path: string): ReturnType<Health['answer']> {
  return path === '/health/detailed' ? undefined : health.answer(path);
}
