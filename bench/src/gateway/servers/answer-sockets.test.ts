import { freePorts } from '@bazaar/bazaar/distributed/free-ports';
import { connect } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { answerSockets } from './answer-sockets.ts';
import { responseOf } from './http1.ts';

function post(body: string): string {
  return `POST / HTTP/1.1\r\ncontent-length: ${body.length}\r\n\r\n${body}`;
}

async function serveEcho(): Promise<AsyncDisposable & { readonly port: number }> {
  const [port = 0] = await freePorts(1);
  const { stop } = await answerSockets(port, ({ body }) => {
    const response = responseOf('200 OK', 'text/plain', body.toString());
    return body.toString() === 'slow' ? sleep(50).then(() => response) : response;
  });
  return { port, [Symbol.asyncDispose]: stop };
}

/** Sends the pieces one after the other and reads until `count` answers are there. */
async function converse(port: number, pieces: readonly string[], count: number): Promise<string[]> {
  const socket = connect(port, '127.0.0.1').setNoDelay(true);
  for (const piece of pieces) {
    socket.write(piece);
    await sleep(5);
  }
  let received = '';
  for await (const chunk of socket) {
    received += String(chunk);
    const bodies = received.split('HTTP/1.1 200 OK').slice(1);
    if (bodies.length === count) return bodies.map((answer) => answer.split('\r\n\r\n')[1] ?? '');
  }
  throw new Error(`The connection ended after: ${received}`);
}

test('requests that were sent together are answered in their order, though the first takes longest', async () => {
  await using server = await serveEcho();
  expect(await converse(server.port, [post('slow') + post('a') + post('b')], 3)).toEqual(['slow', 'a', 'b']);
});

test('a request in pieces is answered once it is whole, and the connection stays', async () => {
  await using server = await serveEcho();
  const text = post('whole');
  const pieces = [
    text.slice(0, 10),
    text.slice(10, 42),
    text.slice(42) + post('next').slice(0, 5),
    post('next').slice(5),
  ];
  expect(await converse(server.port, pieces, 2)).toEqual(['whole', 'next']);
});

test('what is no HTTP loses its connection, and only that', async () => {
  await using server = await serveEcho();
  await expect(converse(server.port, ['nonsense\r\n\r\n'], 1)).rejects.toThrow('The connection ended');
  expect(await converse(server.port, [post('fine')], 1)).toEqual(['fine']);
});
