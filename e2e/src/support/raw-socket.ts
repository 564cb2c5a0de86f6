import { WebSocket } from 'ws';
import { until } from './until.ts';

/** A connection that speaks graphql-transport-ws by hand, so that a test sees every message and how it is closed. */
export interface RawSocket {
  readonly messages: readonly { readonly type: string; readonly id?: string; readonly payload?: unknown }[];
  subscribe(id: string, query: string, variables: Readonly<Record<string, unknown>>): void;
  /** Waits for the first message that `matches`. */
  message(
    what: string,
    matches: (message: RawSocket['messages'][number]) => boolean,
  ): Promise<RawSocket['messages'][number]>;
  /** The code it was closed with, if it was. */
  closeCode(): number | undefined;
  /** Waits for the end, and tells its code. */
  closed(): Promise<number>;
  /** Cuts the connection without a word. */
  cut(): void;
}

/** Connects to the marketplace at `url` as the holder of `token`, until it is accepted or turned away. */
export async function openRawSocket(url: string, token: string | null): Promise<RawSocket> {
  const socket = new WebSocket(`${url.replace(/^http/, 'ws')}/graphql`, 'graphql-transport-ws');
  const messages: RawSocket['messages'][number][] = [];
  let code: number | undefined;
  // The protocol's messages are JSON objects with a type.
  socket.on('message', (data: Buffer) => messages.push(JSON.parse(data.toString()) as RawSocket['messages'][number]));
  socket.on('close', (closeCode) => (code = closeCode));
  socket.on('error', () => undefined);
  await new Promise((resolve) => socket.once('open', resolve));
  socket.send(JSON.stringify({ type: 'connection_init', payload: token ? { authorization: `Bearer ${token}` } : {} }));
  await until('the socket is accepted or closed', () => code ?? messages[0]);
  return {
    messages,
    subscribe: (id, query, variables) =>
      socket.send(JSON.stringify({ type: 'subscribe', id, payload: { query, variables } })),
    message: (what, matches) => until(what, () => messages.find(matches)),
    closeCode: () => code,
    closed: () => until('the socket is closed', () => code),
    cut: () => socket.terminate(),
  };
}
