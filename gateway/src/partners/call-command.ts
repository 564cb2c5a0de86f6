import { FAULT_STATUS, Fault, type FaultCode } from '@bazaar/runtime/faults';
import { withDeadline } from '@bazaar/runtime/deadline';
import type { Stoppable } from '@bazaar/runtime/lifecycle';
import { passTraceOn } from '@bazaar/runtime/tracing';
import { randomUUID } from 'node:crypto';
import { Agent } from 'undici';
import type { MintInternalToken } from '../identity/internal-tokens.ts';

/**
 * Asks the subgraph that keeps partners, in the gateway's own name, and within a deadline of its own: what it answers serves more than one request.
 * @throws Fault `SUBGRAPH_UNAVAILABLE` or `TIMEOUT` when no answer could be had, or what the subgraph threw.
 */
export type CallCommand = (name: string, input: unknown) => Promise<unknown>;

/** How long a command may take, in milliseconds. */
const COMMAND_MS = 5_000;
const CONNECTIONS = 16;

/** Commands behind HTTP, at the internal port of `subgraph`: `url` names it, as in `http://users:4101`. */
export function createHttpCommands(options: {
  readonly subgraph: string;
  readonly url: string;
  readonly mintToken: MintInternalToken;
}): { readonly call: CallCommand } & Stoppable {
  const { subgraph, url, mintToken } = options;
  const agent = new Agent({ connections: CONNECTIONS, pipelining: 1, keepAliveTimeout: 30_000, connectTimeout: 2_000 });

  return {
    async call(name, input) {
      const { signal, dispose } = withDeadline(Date.now() + COMMAND_MS);
      try {
        const headers = {
          'content-type': 'application/json',
          authorization: `Bearer ${await mintToken(subgraph, null)}`,
          'x-request-id': randomUUID(),
          'x-bazaar-timeout-ms': String(COMMAND_MS),
        };
        passTraceOn(headers);
        const path = `/internal/commands/${name}`;
        const body = JSON.stringify(input);
        const response = await agent.request({ origin: url, path, method: 'POST', signal, headers, body });
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
    },
    stop: () => agent.close(),
  };
}

/** The Fault a subgraph answered with: its code, and its message for operators alone. */
function faultOf(answer: unknown): Fault {
  // Whatever answered, a missing piece reads as undefined here.
  const [error] = (answer as { errors?: { extensions?: { code?: string } }[] } | null)?.errors ?? [];
  const code = error?.extensions?.code;
  const known = code !== undefined && code in FAULT_STATUS ? (code as FaultCode) : 'INTERNAL';
  return new Fault(known, 'A part of the marketplace failed.', { cause: answer });
}
