import type { Server } from 'node:http';
import type { Socket } from 'node:net';

export interface SlowReaderOptions {
  /** How long a client may take to read what was written to it, in milliseconds. */
  readonly unreadMs: number;
  /** How often sockets are looked at, in milliseconds: a client is cut that much later at most, twice. */
  readonly lookEveryMs: number;
}

/** What a socket had been given when it was looked at, and when that was. */
interface Mark {
  readonly bytes: number;
  readonly at: number;
}

/**
 * Cuts connections whose client does not read: what waits for it holds memory, and its operation a place. Whatever a connection carries, an answer, a
 * stream or a WebSocket: all that was written to it at one moment has to be taken within `unreadMs`. One that is always a little behind is not cut.
 */
export function cutSlowReaders(server: Server, { unreadMs, lookEveryMs }: SlowReaderOptions): void {
  const marks = new Map<Socket, Mark | undefined>();
  server.on('connection', (socket) => {
    marks.set(socket, undefined);
    socket.once('close', () => marks.delete(socket));
  });

  function look(): void {
    const now = performance.now();
    for (const [socket, mark] of marks) {
      const waiting = socket.writableLength;
      if (waiting === 0) {
        if (mark) marks.set(socket, undefined);
        continue;
      }
      const given = socket.bytesWritten;
      // What is written together counts as read when all of it is.
      if (!mark || given - waiting >= mark.bytes) marks.set(socket, { bytes: given, at: now });
      else if (now - mark.at >= unreadMs) socket.destroy();
    }
  }

  const timer = setInterval(look, lookEveryMs).unref();
  server.once('close', () => clearInterval(timer));
}
