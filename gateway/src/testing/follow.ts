import { expect } from 'vitest';
import { openStream } from './open-stream.ts';
import { openRawSocket, subscribeMessage } from './raw-socket.ts';

export const LIVE_TRANSPORTS = ['websocket', 'sse', 'multipart'] as const;
export type LiveTransport = (typeof LIVE_TRANSPORTS)[number];

/** One operation, followed by any transport that brings more than one answer. */
export interface Following {
  /** What was answered so far, the reasons of a refusal included, as `{ data, errors }`. */
  answers(): unknown[];
  /** Whether the gateway has ended it. */
  isOver(): boolean;
  leave(): void;
}

export interface Followed {
  readonly query?: string;
  readonly variables?: object;
  readonly documentId?: string;
  readonly extensions?: object;
  /** Who asks: headers, or what `connection_init` says. */
  readonly headers?: Record<string, string>;
  /** Default `/graphql`. */
  readonly path?: string;
}

/** Begins an operation and waits for nothing but the way to it. */
export async function follow(
  gatewayUrl: string,
  transport: LiveTransport,
  { query = '', path = '/graphql', headers, ...rest }: Followed,
): Promise<Following> {
  if (transport !== 'websocket') {
    const stream = await openStream(gatewayUrl, transport, { query, path, ...rest, ...(headers && { headers }) });
    return {
      answers: () => stream.messages().map((message) => (transport === 'sse' ? message : unwrapped(message))),
      isOver: () => stream.isComplete(),
      leave: () => stream.leave(),
    };
  }
  const opened = await openRawSocket(gatewayUrl, { path, ...(headers && { init: headers }) });
  const { id, type, payload } = subscribeMessage('1', query);
  opened.send({ id, type, payload: { ...payload, ...rest } });
  const told = () => opened.received.filter((message) => message.id === '1');
  return {
    answers: () =>
      told().flatMap((message) =>
        message.type === 'next' ? [message.payload] : message.type === 'error' ? [{ errors: message.payload }] : [],
      ),
    isOver: () => told().some(({ type: kind }) => kind === 'complete' || kind === 'error'),
    leave: () => opened.socket.terminate(),
  };
}

/** The one answer of an operation that is over. */
export async function followToEnd(...given: Parameters<typeof follow>): Promise<unknown> {
  const following = await follow(...given);
  await expect.poll(following.isOver).toBe(true);
  const answers = following.answers();
  following.leave();
  expect(answers).toHaveLength(1);
  return answers[0];
}

/** What stands beside a payload of null is why the stream broke off. */
function unwrapped(message: unknown): unknown {
  // What this gateway writes.
  const { payload, errors } = message as { payload: object | null; errors?: unknown };
  return payload ?? { errors };
}
