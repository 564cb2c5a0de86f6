import { createClient } from 'graphql-ws';
import { WebSocket } from 'ws';
import type { GraphQLFormattedError } from 'graphql';
import { Fault } from '@bazaar/runtime/faults';
import type { Logger } from '@bazaar/runtime/log';
import type { OperationResponse } from '@bazaar/runtime/subgraph-door';
import { passTraceOn } from '@bazaar/runtime/tracing';
import type { MintInternalToken } from '../identity/internal-tokens.ts';
import { EventQueue } from './event-queue.ts';
import type { SubgraphSettings } from './subgraph-settings.ts';
import { MAX_QUEUED_EVENTS, type SubscriptionUpstream } from './subscription-upstream.ts';

const PING_MS = 10_000;
const PONG_WAIT_MS = 5_000;

/**
 * All subscriptions to one subgraph over one socket, opened with the first and closed after the last. Each subscribe message carries its own internal token, the
 * client's address where one client alone asks, and the trace.
 * A lost socket ends them all with SUBGRAPH_UNAVAILABLE; clients subscribe again.
 */
export function createGraphqlWsUpstream(options: {
  name: string;
  url: string;
  mintToken?: MintInternalToken | undefined;
  /** Of the handshake. */
  headers: SubgraphSettings['headers'];
  tls: SubgraphSettings['tls'];
  maxMessageBytes: number;
  log: Logger;
}): SubscriptionUpstream {
  const { name, url, mintToken, headers, tls, maxMessageBytes, log } = options;

  class BoundedSocket extends WebSocket {
    constructor(address: string, protocols: string) {
      super(address, protocols, {
        maxPayload: maxMessageBytes,
        perMessageDeflate: false,
        handshakeTimeout: 5_000,
        headers,
        ...tls,
      });
    }
  }
  let socket: WebSocket | undefined;
  let pongWait: NodeJS.Timeout | undefined;
  /** All subscriptions lose the socket at once, and again with every try to have it back: that is one fact. */
  let isLossTold = false;
  const client = createClient({
    url,
    webSocketImpl: BoundedSocket,
    lazy: true,
    // Long enough that a page that moves from one order to the next keeps the socket.
    lazyCloseTimeout: 5_000,
    retryAttempts: 0,
    connectionAckWaitTimeout: 5_000,
    keepAlive: PING_MS,
    on: {
      // Always one of the sockets made above.
      opened: (opened) => (socket = opened as WebSocket),
      connected: () => (isLossTold = false),
      ping: (isReceived) => {
        if (!isReceived) pongWait = setTimeout(() => socket?.terminate(), PONG_WAIT_MS);
      },
      pong: (isReceived) => {
        if (isReceived) clearTimeout(pongWait);
      },
      closed: () => clearTimeout(pongWait),
    },
  });

  return {
    subscribe(request) {
      let dispose: (() => void) | undefined;
      let isOver = false;
      const queue = new EventQueue<OperationResponse>({
        limit: MAX_QUEUED_EVENTS,
        overflow: () => new Fault('SUBGRAPH_UNAVAILABLE', 'Events came faster than they were read.'),
        release: () => {
          isOver = true;
          request.signal.removeEventListener('abort', leave);
          dispose?.();
        },
      });
      const leave = (): void => void queue.return();
      request.signal.addEventListener('abort', leave, { once: true });
      if (request.signal.aborted) leave();

      async function open(): Promise<void> {
        const { query, variables, operationName, requestId, caller, clientAddress } = request;
        const trace: Record<string, string> = {};
        passTraceOn(trace);
        const token = mintToken && (await mintToken(name, caller));
        // Whoever subscribed may have left meanwhile.
        if (isOver) return;
        dispose = client.subscribe<Record<string, unknown>, Record<string, unknown>>(
          {
            query,
            variables: { ...variables },
            operationName,
            extensions: { token, requestId, ...(clientAddress && { clientAddress }), ...trace },
          },
          {
            next: (response) => queue.push(response),
            complete: () => queue.end(),
            error: (error) => {
              if (isErrorList(error)) {
                queue.push({ errors: error });
                queue.end();
                return;
              }
              if (!isLossTold)
                log.warn({ subgraph: name, reason: closeReason(error) }, 'a subscription upstream was lost');
              isLossTold = true;
              queue.fail(new Fault('SUBGRAPH_UNAVAILABLE', 'The live connection was lost.', { cause: error }));
            },
          },
        );
      }
      open().catch((error: unknown) =>
        queue.fail(error instanceof Error ? error : new Fault('INTERNAL', 'Something went wrong.', { cause: error })),
      );
      return queue;
    },
    stop: async () => client.dispose(),
  };
}

/** The payload of an `error` message; everything else is a socket's failure. */
function isErrorList(error: unknown): error is readonly GraphQLFormattedError[] {
  return Array.isArray(error);
}

function closeReason(error: unknown): string {
  if (typeof error !== 'object' || error === null) return 'unknown';
  const { code, reason, message } = error as { code?: unknown; reason?: unknown; message?: unknown };
  return [code, reason, message].filter((part) => typeof part === 'string' || typeof part === 'number').join(' ');
}
