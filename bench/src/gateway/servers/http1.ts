/** Just enough of HTTP/1.1 to answer POST requests at a tenth of what `node:http` costs. */

export interface Http1Request {
  readonly method: string;
  /** The lines between the request line and the body, as they came. */
  readonly headers: string;
  readonly body: Buffer;
}

export type Parsed =
  | { readonly kind: 'request'; readonly request: Http1Request; /** How far it reaches. */ readonly end: number }
  | { readonly kind: 'incomplete' };

const HEAD_END = Buffer.from('\r\n\r\n');
const INCOMPLETE = { kind: 'incomplete' } as const;

/**
 * Reads the request that begins at `start`: with a `content-length`, in chunks, or without a body.
 * @throws when it is no HTTP.
 */
export function parseRequest(bytes: Buffer, start: number): Parsed {
  const headEnd = bytes.indexOf(HEAD_END, start);
  if (headEnd < 0) return INCOMPLETE;
  const head = bytes.toString('latin1', start, headEnd);
  const lineEnd = head.indexOf('\r\n');
  const method = /^([A-Z]+) \S+ HTTP\/1\.1$/.exec(lineEnd < 0 ? head : head.slice(0, lineEnd))?.[1];
  if (!method) throw new Error('This is no HTTP/1.1 request.');
  const headers = lineEnd < 0 ? '' : head.slice(lineEnd);
  const bodyStart = headEnd + HEAD_END.length;
  if (/\r\ntransfer-encoding: *chunked/i.test(headers)) {
    const chunked = joinChunks(bytes, bodyStart);
    return chunked
      ? { kind: 'request', request: { method, headers, body: chunked.body }, end: chunked.end }
      : INCOMPLETE;
  }
  const end = bodyStart + Number(/\r\ncontent-length: *(\d+)/i.exec(headers)?.[1] ?? 0);
  if (end > bytes.length) return INCOMPLETE;
  return { kind: 'request', request: { method, headers, body: bytes.subarray(bodyStart, end) }, end };
}

/** A whole response, with `type` as its content type. */
export function responseOf(status: '200 OK' | '400 Bad Request', type: string, body: string): Buffer {
  const length = Buffer.byteLength(body);
  return Buffer.from(`HTTP/1.1 ${status}\r\ncontent-type: ${type}\r\ncontent-length: ${length}\r\n\r\n${body}`);
}

function joinChunks(bytes: Buffer, start: number): { readonly body: Buffer; readonly end: number } | null {
  const chunks: Buffer[] = [];
  for (let at = start; ;) {
    const lineEnd = bytes.indexOf('\r\n', at);
    if (lineEnd < 0) return null;
    const size = Number.parseInt(bytes.toString('latin1', at, lineEnd), 16);
    if (Number.isNaN(size)) throw new Error('A chunk has no size.');
    const dataStart = lineEnd + 2;
    // A chunk ends with a line break; so does the empty last one, for want of trailers.
    const next = dataStart + size + 2;
    if (next > bytes.length) return null;
    if (size === 0) return { body: Buffer.concat(chunks), end: next };
    chunks.push(bytes.subarray(dataStart, dataStart + size));
    at = next;
  }
}
