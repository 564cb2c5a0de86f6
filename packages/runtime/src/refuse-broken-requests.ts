import { STATUS_CODES, type Server, type ServerResponse } from 'node:http';
import type { Duplex } from 'node:stream';

const STATUS: Readonly<Record<string, number>> = {
  HPE_HEADER_OVERFLOW: 431,
  ERR_HTTP_REQUEST_TIMEOUT: 408,
};

/**
 * Answers what never becomes a request with JSON, as everything else is answered: bytes that are no HTTP, headers that are too long, a request that
 * takes too long to arrive, one that expects more than `100-continue`, which Node answers; `refused` hears of each. A connection on which an answer is
 * under way is cut instead.
 */
export function refuseBrokenRequests(server: Server, refused?: () => void): void {
  /** The last of each connection: those before it are out when it is. */
  const answers = new WeakMap<Duplex, ServerResponse>();
  server.on('request', (request, response) => answers.set(request.socket, response));
  server.on('clientError', (error: NodeJS.ErrnoException, socket) => {
    if (!socket.writable || answers.get(socket)?.writableFinished === false) return void socket.destroy();
    refused?.();
    const status = STATUS[error.code ?? ''] ?? 400;
    const { reason, headers, body } = answerOf(status);
    const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`);
    socket.end(`HTTP/1.1 ${status} ${reason}\r\n${lines.join('')}\r\n${body}`, () => socket.destroy());
  });
  server.on('checkExpectation', (_request, response: ServerResponse) => {
    refused?.();
    const { headers, body } = answerOf(417);
    response.writeHead(417, headers).end(body);
  });
}

function answerOf(status: number) {
  const reason = STATUS_CODES[status] ?? '';
  const body = JSON.stringify({ errors: [{ message: `${reason}.`, extensions: { code: 'BAD_REQUEST' } }] });
  const headers = {
    connection: 'close',
    'content-type': 'application/json; charset=utf-8',
    'cache-control': 'no-store',
    'content-length': Buffer.byteLength(body),
  };
  return { reason, headers, body };
}
