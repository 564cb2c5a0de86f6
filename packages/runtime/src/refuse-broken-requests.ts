import { STATUS_CODES, type Server, type ServerResponse } from 'node:http';
import type { Duplex } from 'node:stream';

const STATUS: Readonly<Record<string, number>> = {
  HPE_HEADER_OVERFLOW: 431,
  ERR_HTTP_REQUEST_TIMEOUT: 408,
};

/**
 * Answers what never becomes a request with JSON, as everything else is answered: bytes that are no HTTP, headers that are too long, a request that
 * takes too long to arrive; `refused` hears of each. A connection on which an answer is under way is cut instead.
 */
export function refuseBrokenRequests(server: Server, refused?: () => void): void {
  /** The last of each connection: those before it are out when it is. */
  const answers = new WeakMap<Duplex, ServerResponse>();
  server.on('request', (request, response) => answers.set(request.socket, response));
  server.on('clientError', (error: NodeJS.ErrnoException, socket) => {
    if (!socket.writable || answers.get(socket)?.writableFinished === false) return void socket.destroy();
    refused?.();
    const status = STATUS[error.code ?? ''] ?? 400;
    const reason = STATUS_CODES[status] ?? '';
    const body = JSON.stringify({ errors: [{ message: `${reason}.`, extensions: { code: 'BAD_REQUEST' } }] });
    socket.end(
      `HTTP/1.1 ${status} ${reason}\r\nconnection: close\r\ncontent-type: application/json; charset=utf-8\r\ncache-control: no-store\r\ncontent-length: ${Buffer.byteLength(body)}\r\n\r\n${body}`,
      () => socket.destroy(),
    );
  });
}
