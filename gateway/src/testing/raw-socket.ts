import { expect } from 'vitest';
import { WebSocket, type ClientOptions } from 'ws';

/** A message of the protocol, as it arrived. */
export interface Message {
  readonly id?: string;
  readonly type?: string;
  readonly payload?: unknown;
}

/** A WebSocket that speaks the protocol in plain messages. */
export interface RawSocket {
  readonly socket: WebSocket;
  readonly received: Message[];
  readonly closed: Promise<{ readonly code: number; readonly reason: string }>;
  send(message: unknown): void;
  sendText(text: string): void;
  /** Payloads of `next` messages under an id. */
  answers(id: string): unknown[];
}

export interface RawSocketOptions {
  readonly init?: object;
  /** Sends `connection_init` and waits for its answer. Default true. */
  readonly introduce?: boolean;
  readonly protocol?: string;
  /** Default `/graphql`. */
  readonly path?: string;
  readonly client?: ClientOptions;
}

export async function openRawSocket(gatewayUrl: string, options: RawSocketOptions = {}): Promise<RawSocket> {
  const { protocol = 'graphql-transport-ws', path = '/graphql', introduce = true, init } = options;
  const socket = new WebSocket(`${gatewayUrl.replace('http', 'ws')}${path}`, protocol, options.client);
  const received: Message[] = [];
  socket.on('message', (data: Buffer) => received.push(JSON.parse(data.toString()) as Message));
  const closed = new Promise<{ code: number; reason: string }>((resolve) =>
    socket.on('close', (code, reason) => resolve({ code, reason: reason.toString() })),
  );
  const sendText = (text: string): void => socket.send(text);
  const send = (message: unknown): void => sendText(JSON.stringify(message));
  await new Promise((resolve, reject) => socket.on('open', resolve).on('error', reject));
  if (introduce) {
    send({ type: 'connection_init', ...(init && { payload: init }) });
    await expect.poll(() => received).toEqual([{ type: 'connection_ack' }]);
  }
  return {
    socket,
    received,
    closed,
    send,
    sendText,
    answers: (id) => received.filter((each) => each.type === 'next' && each.id === id).map(({ payload }) => payload),
  };
}

export function subscribeMessage(id: string, query: string, variables?: object) {
  return { id, type: 'subscribe', payload: { query, variables } };
}
