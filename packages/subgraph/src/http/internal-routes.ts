import type { VerifyInternalToken } from '@bazaar/identity/internal-tokens';
import { Fault } from '@bazaar/runtime/faults';
import { pathOf, readBody, sendRaw } from '@bazaar/runtime/http-server';
import type { Health } from '@bazaar/runtime/health';
import { answerOperators } from '@bazaar/runtime/internal-server';
import type { Metrics } from '@bazaar/runtime/metrics';
import type { CommandCaller } from '@bazaar/schema/commands/define-commands';
import { SUBGRAPH_NAMES, type SubgraphName } from '@bazaar/schema/subgraph-names';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { z } from 'zod';
import type { InternalDoors } from '../neighbours.ts';
import { bearerToken, readEnvelope } from './request-envelope.ts';
import { parseJson } from './parse-json.ts';

const BODY_LIMIT_BYTES = 8 * 1024 * 1024;

/**
 * What a subgraph's internal port answers: commands and deliveries of neighbours, each with a service token, commands of the gateway with its own, and
 * the detailed health and metrics. Which commands anyone may send, their contracts say.
 * @throws Fault `UNAUTHENTICATED` for a token that is nobody's of these.
 */
export function createInternalRoutes(options: {
  internal: InternalDoors;
  verify: VerifyInternalToken;
  health: Health;
  metrics?: Metrics | undefined;
}): (request: IncomingMessage, response: ServerResponse) => Promise<void> {
  const { internal, verify } = options;

  async function command(name: string, request: IncomingMessage, response: ServerResponse): Promise<unknown> {
    const { caller, service } = await verify(bearerToken(request));
    const input = parseJson(z.unknown(), await readBody(request, BODY_LIMIT_BYTES));
    return internal.command(name, input, { from: asCaller(service), caller, ...readEnvelope(request, response) });
  }

  async function deliver(request: IncomingMessage): Promise<void> {
    const { service } = await verify(bearerToken(request));
    asSubgraph(service);
    await internal.deliver(parseJson(z.unknown(), await readBody(request, BODY_LIMIT_BYTES)));
  }

  return async (request, response) => {
    const path = pathOf(request);
    if (request.method === 'POST' && path.startsWith('/internal/commands/')) {
      const name = path.slice('/internal/commands/'.length);
      return sendJson(response, (await command(name, request, response)) ?? null);
    }
    if (request.method === 'POST' && path === '/internal/events') {
      await deliver(request);
      return sendJson(response, null);
    }
    const answer = await answerOperators(path, options);
    if (answer) return sendRaw(response, answer);
    throw new Fault('NOT_FOUND', 'There is nothing here.');
  };
}

/** Tokens without a service are the gateway's: nobody else can sign them. */
function asCaller(service: string | null): CommandCaller {
  return service === null ? 'gateway' : asSubgraph(service);
}

function asSubgraph(service: string | null): SubgraphName {
  const name = SUBGRAPH_NAMES.find((candidate) => candidate === service);
  if (!name) throw new Fault('UNAUTHENTICATED', 'This door is for the marketplace’s own services.');
  return name;
}

function sendJson(response: ServerResponse, value: unknown): void {
  sendRaw(response, { status: 200, headers: { 'content-type': 'application/json' }, body: JSON.stringify(value) });
}
