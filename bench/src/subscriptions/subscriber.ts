import { once } from 'node:events';
import { WebSocket, type RawData } from 'ws';

/** A client that follows one order over a WebSocket of its own, and counts. */
export interface Subscriber {
  /** Events so far, those with errors not among them. */
  readonly received: number;
  /** Events with errors, and whatever else came. */
  readonly failed: number;
  /** Stops reading, and says nothing. */
  freeze(): void;
  /** Drops the connection without a word. */
  cut(): void;
}

const NEXT = Buffer.from('"type":"next"');
const ERRORS = Buffer.from('"errors":[{');
/** A message tells its type within its first bytes, before the payload. */
const HEAD_BYTES = 80;

/**
 * Connects, introduces itself with `token`, subscribes, and returns when the server has heard of it. Speaks the protocol by hand: a client library would
 * cost more than the server.
 * @throws when it is refused.
 */
export async function openSubscriber(
  url: string,
  { token, query, orderId }: { readonly token: string; readonly query: string; readonly orderId: string },
  onEvent: () => void,
): Promise<Subscriber> {
  const socket = new WebSocket(url, 'graphql-transport-ws', { perMessageDeflate: false });
  await once(socket, 'open');
  // An error is followed by `close`.
  socket.on('error', () => undefined);
  await exchange(socket, { type: 'connection_init', payload: { authorization: `Bearer ${token}` } }, 'connection_ack');
  const variables = { id: orderId };
  socket.send(JSON.stringify({ id: '1', type: 'subscribe', payload: { query, variables } }));
  // Answered after what was sent before it.
  await exchange(socket, { type: 'ping' }, 'pong');

  let received = 0;
  let failed = 0;
  socket.on('message', (data: RawData) => {
    // ws hands over one Buffer unless told otherwise.
    const message = data as Buffer;
    if (message.subarray(0, HEAD_BYTES).includes(NEXT) && !message.includes(ERRORS)) received += 1;
    else failed += 1;
    onEvent();
  });
  return {
    get received() {
      return received;
    },
    get failed() {
      return failed;
    },
    freeze: () => socket.pause(),
    cut: () => socket.terminate(),
  };
}

/** Sends a message and waits for its answer. @throws when another message comes. */
async function exchange(socket: WebSocket, message: object, answer: string): Promise<void> {
  socket.send(JSON.stringify(message));
  const [data] = (await once(socket, 'message')) as [Buffer];
  const text = data.toString();
  if (!text.includes(`"type":"${answer}"`)) throw new Error(`The server answered ${text}`);
}
