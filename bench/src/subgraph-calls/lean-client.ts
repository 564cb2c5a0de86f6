import { connect, type Socket } from 'node:net';

interface Reading {
  /** Of the body, once the head is complete. */
  length: number | undefined;
  bytes: Buffer | undefined;
}

/**
 * The least that an HTTP/1.1 client can do, as a yardstick: keep-alive, one buffer to read into, a head parsed in one go, `content-length` and nothing
 * else. `depth` is how many requests share a socket at a time.
 */
export function createLeanClient(options: { port: number; connections: number; depth: number; path: string }) {
  const { port, connections, depth, path } = options;
  const sockets: { socket: Socket; waiting: ((text: string) => void)[]; out: string; isWriting: boolean }[] = [];
  let next = 0;

  function open() {
    const reading: Reading = { length: undefined, bytes: undefined };
    const waiting: ((text: string) => void)[] = [];
    const take = (chunk: Buffer): void => {
      let bytes = reading.bytes ? Buffer.concat([reading.bytes, chunk]) : chunk;
      reading.bytes = undefined;
      while (bytes.length > 0) {
        if (reading.length === undefined) {
          const end = bytes.indexOf('\r\n\r\n');
          if (end < 0) break;
          reading.length = readLength(bytes.toString('latin1', 0, end));
          bytes = bytes.subarray(end + 4);
        }
        if (bytes.length < reading.length) break;
        waiting.shift()?.(bytes.toString('utf8', 0, reading.length));
        bytes = bytes.subarray(reading.length);
        reading.length = undefined;
      }
      // The buffer is read into again.
      if (bytes.length > 0) reading.bytes = Buffer.from(bytes);
    };
    const socket = connect({
      host: '127.0.0.1',
      port,
      noDelay: true,
      onread: {
        buffer: Buffer.allocUnsafe(64 * 1024),
        callback(size, buffer) {
          take(Buffer.from(buffer.buffer, buffer.byteOffset, size));
          return true;
        },
      },
    });
    return { socket, waiting, out: '', isWriting: false };
  }

  /** @throws when more is asked at a time than there are places. */
  function free() {
    for (let tries = 0; tries < connections; tries++) {
      const known = (sockets[next++ % connections] ??= open());
      if (known.waiting.length < depth) return known;
    }
    throw new Error('every socket is busy');
  }

  /** Sends a request with these header lines, and resolves with its body. */
  return (headers: string, body: string): Promise<string> =>
    new Promise((resolve) => {
      const known = free();
      known.waiting.push(resolve);
      known.out += `POST ${path} HTTP/1.1\r\nhost: 127.0.0.1\r\n${headers}content-length: ${Buffer.byteLength(body)}\r\n\r\n${body}`;
      if (depth === 1) return flush(known);
      if (known.isWriting) return;
      known.isWriting = true;
      process.nextTick(flush, known);
    });

  function flush(known: (typeof sockets)[number]): void {
    known.isWriting = false;
    known.socket.write(known.out, 'latin1');
    known.out = '';
  }
}

// oxlint-disable-next-line no-control-regex -- they are what a head must not have.
const CONTROL = /[\0-\x08\x0b\x0c\x0e-\x1f\x7f]/;

/** @throws for whatever is not HTTP/1.1 with a length. */
function readLength(head: string): number {
  if (!/^HTTP\/1\.1 \d{3} /.test(head) || CONTROL.test(head)) throw new Error('not HTTP');
  for (const line of head.split('\r\n').slice(1)) {
    const colon = line.indexOf(':');
    if (colon < 1) throw new Error('not a header');
    if (line.slice(0, colon).toLowerCase() === 'content-length') return Number(line.slice(colon + 1));
  }
  throw new Error('no length');
}
