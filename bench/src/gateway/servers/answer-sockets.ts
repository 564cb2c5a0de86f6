import type { Stoppable } from '@bazaar/runtime/lifecycle';
import { createServer, type Socket } from 'node:net';
import { parseRequest, type Http1Request } from './http1.ts';

/** A whole HTTP response, now or later. */
export type Answer = (request: Http1Request) => Buffer | Promise<Buffer>;

/** Serves `port` with keep-alive and pipelining; answers leave in the order of their requests, those that are ready at once in one packet. */
export async function answerSockets(port: number, answer: Answer): Promise<Stoppable> {
  const sockets = new Set<Socket>();
  const server = createServer({ noDelay: true }, (socket) => {
    sockets.add(socket);
    socket.once('close', () => sockets.delete(socket));
    answerSocket(socket, answer);
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', resolve);
  });
  return {
    async stop() {
      for (const socket of sockets) socket.destroy();
      await new Promise<void>((resolve) => server.close(() => resolve()));
    },
  };
}

function answerSocket(socket: Socket, answer: Answer): void {
  let rest: Buffer = Buffer.alloc(0);
  // The last answer that is not written yet.
  let waiting: Promise<void> | undefined;

  function send(response: Buffer | Promise<Buffer>): void {
    if (!waiting && Buffer.isBuffer(response)) {
      socket.write(response);
      return;
    }
    const sent = Promise.all([response, waiting])
      .then(([bytes]) => void socket.write(bytes))
      .catch(() => void socket.destroy())
      .finally(() => {
        if (waiting === sent) waiting = undefined;
      });
    waiting = sent;
  }

  // A gateway that ends cuts its connections.
  socket.on('error', () => socket.destroy());
  socket.on('data', (chunk) => {
    rest = rest.length === 0 ? chunk : Buffer.concat([rest, chunk]);
    let start = 0;
    socket.cork();
    try {
      for (;;) {
        const parsed = parseRequest(rest, start);
        if (parsed.kind === 'incomplete') break;
        send(answer(parsed.request));
        start = parsed.end;
      }
    } catch {
      socket.destroy();
    }
    socket.uncork();
    rest = rest.subarray(start);
  });
}
