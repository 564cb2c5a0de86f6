import type { MintInternalToken } from '@bazaar/identity/internal-tokens';
import type { CallerClaims } from '@bazaar/runtime/subgraph-door';
import { withDeadline } from '@bazaar/runtime/deadline';
import { FAULT_STATUS, Fault, type FaultCode } from '@bazaar/runtime/faults';
import type { Stoppable } from '@bazaar/runtime/lifecycle';
import { passTraceOn } from '@bazaar/runtime/tracing';
import type { SubgraphName } from '@bazaar/schema/subgraph-names';
import { Agent } from 'undici';
import type { Neighbours } from '../neighbours.ts';

const DELIVERY_MS = 10_000;

/** Neighbours behind their internal ports; `urls` names each one's (`http://catalog:5003`). */
export function createHttpNeighbours(
  urls: Readonly<Record<SubgraphName, string>>,
  mint: MintInternalToken,
): Neighbours & Stoppable {
  const agent = new Agent({ connections: 32, pipelining: 1, keepAliveTimeout: 30_000, connectTimeout: 2_000 });

  async function post(
    owner: SubgraphName,
    path: string,
    body: unknown,
    request: { caller: CallerClaims | null; requestId: string; deadline: number; signal: AbortSignal },
  ): Promise<unknown> {
    const { signal, dispose } = withDeadline(request.deadline, request.signal);
    try {
      const headers = {
        'content-type': 'application/json',
        authorization: `Bearer ${await mint(owner, request.caller)}`,
        'x-request-id': request.requestId,
        'x-bazaar-timeout-ms': String(Math.max(1, request.deadline - Date.now())),
      };
      passTraceOn(headers);
      const response = await agent.request({
        origin: urls[owner],
        path,
        method: 'POST',
        signal,
        headers,
        body: JSON.stringify(body),
      });
      const answer: unknown = await response.body.json();
      if (response.statusCode === 200) return answer;
      throw faultOf(answer);
    } catch (error) {
      if (error instanceof Fault) throw error;
      if (signal.aborted) throw new Fault('TIMEOUT', 'A part of the marketplace took too long.', { cause: error });
      throw new Fault('SUBGRAPH_UNAVAILABLE', 'A part of the marketplace is not available.', { cause: error });
    } finally {
      dispose();
    }
  }

  return {
    command(name, input, envelope) {
      // Command names start with their owner's name; an unknown owner has no URL and fails as unavailable.
      const owner = name.slice(0, name.indexOf('.')) as SubgraphName;
      return post(owner, `/internal/commands/${name}`, input, envelope);
    },
    async deliver(listener, event, signal) {
      const request = { caller: null, requestId: event.id, deadline: Date.now() + DELIVERY_MS, signal };
      await post(listener, '/internal/events', event, request);
    },
    async stop() {
      await agent.close();
    },
  };
}

/** The Fault a neighbour answered with: its code and message, nothing else of it. */
function faultOf(answer: unknown): Fault {
  // Whatever answered, a missing piece reads as undefined here.
  const [error] = (answer as { errors?: { message?: string; extensions?: { code?: string } }[] } | null)?.errors ?? [];
  const code = error?.extensions?.code;
  if (code !== undefined && code in FAULT_STATUS) return new Fault(code as FaultCode, error?.message ?? code);
  return new Fault('INTERNAL', 'A part of the marketplace failed.', { cause: answer });
}
