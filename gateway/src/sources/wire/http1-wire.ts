import type { NetConnectOpts } from 'node:net';
import { CallFailure } from '../call-failure.ts';
import { Connection } from './connection.ts';
import type { PostWire } from './post-wire.ts';
import { createHeadWriter } from './write-head.ts';

/** How often connections are looked for that have waited for too long, in milliseconds. */
const SWEEP_MS = 1_000;

/**
 * HTTP/1.1 without TLS, and nothing but calls: a `POST` of JSON with a length, one at a time on a connection, whose answer is read as a whole. The
 * connection used last is used next, so that those too many grow old and end.
 */
export function createHttp1Wire(options: {
  readonly url: URL;
  readonly path: string;
  readonly connectMs: number;
  readonly maxResponseBytes: number;
}): PostWire {
  const { url, path, connectMs, maxResponseBytes: maxBytes } = options;
  // Without the brackets of an IPv6 address.
  const to: NetConnectOpts = { host: url.hostname.replace(/^\[(.*)\]$/, '$1'), port: Number(url.port || 80) };
  const writeHead = createHeadWriter(path, url.host);
  let idle: Connection[] = [];
  let sweeping: NodeJS.Timeout | undefined;
  let isClosed = false;

  const owner = {
    keep(connection: Connection): void {
      if (isClosed) return connection.close();
      idle.push(connection);
      sweeping ??= setTimeout(sweep, SWEEP_MS).unref();
    },
    gone(connection: Connection): void {
      const at = idle.indexOf(connection);
      if (at >= 0) idle.splice(at, 1);
    },
  };

  function takeConnection(): Connection {
    const now = performance.now();
    for (let kept = idle.pop(); kept; kept = idle.pop()) {
      if (kept.keptUntil > now) return kept;
      kept.close();
    }
    return new Connection({ to, connectMs, maxBytes, owner });
  }

  function sweep(): void {
    const now = performance.now();
    const [kept, old] = [
      idle.filter(({ keptUntil }) => keptUntil > now),
      idle.filter(({ keptUntil }) => keptUntil <= now),
    ];
    idle = kept;
    for (const connection of old) connection.close();
    sweeping = idle.length > 0 ? setTimeout(sweep, SWEEP_MS).unref() : undefined;
  }

  return {
    post({ headers, body, cancellation }, done) {
      return new Promise((resolve, reject) => {
        const obstacle = isClosed ? new CallFailure('unreachable', 'the door is closed') : cancellation.reason;
        if (obstacle) {
          done();
          reject(obstacle);
          return;
        }
        let head: string;
        try {
          head = writeHead(headers);
        } catch (error) {
          done();
          throw error;
        }
        takeConnection().send(head, body, { cancellation, resolve, reject, done });
      });
    },
    close() {
      isClosed = true;
      clearTimeout(sweeping);
      const kept = idle;
      idle = [];
      for (const connection of kept) connection.close();
      return Promise.resolve();
    },
  };
}
