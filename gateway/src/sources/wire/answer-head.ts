import { CallFailure } from '../call-failure.ts';

/** The head of an answer, as far as it tells where the answer ends and what becomes of its connection. */
export interface AnswerHead {
  readonly status: number;
  /** Bytes of the body, or how it tells its end itself. */
  readonly length: number | 'chunked' | 'untilEnd';
  /** How long the connection may be kept without a call, in milliseconds; 0 when it must not be. */
  readonly keepMs: number;
}

/** Servers that do not say how long they keep connections keep them longer than this. */
const DEFAULT_KEEP_MS = 4_000;
const MAX_KEEP_MS = 600_000;
/** A call that begins this long before the end still reaches a server that is about to part. */
const MARGIN_MS = 2_000;

/** The whole of a head: a first line, and headers. */
const HEAD =
  /^HTTP\/1\.([01]) ([1-5]\d\d)(?: [\t\x20-\x7e\x80-\xff]*)?(?:\r\n[!#$%&'*+.^_`|~0-9A-Za-z-]+:[\t\x20-\x7e\x80-\xff]*)*$/;
/** The headers that matter here, and their values. */
const FRAMING = /\r\n(content-length|transfer-encoding|connection|keep-alive):[\t ]*([^\r]*?)[\t ]*(?=\r|$)/gi;

/**
 * Reads the lines of a head, without the empty one at its end. Whatever could be read in two ways is refused: lines that continue the one before, control
 * characters, two lengths, a length beside chunks, other encodings of the transfer.
 * @throws CallFailure `broken`
 */
export function parseHead(text: string): AnswerHead {
  const started = HEAD.exec(text);
  if (!started) throw notHttp('its head');
  const status = Number(started[2]);
  if (status === 101) throw notHttp('it switches protocols');
  let length: number | undefined;
  let isChunked = false;
  let isKept = started[1] === '1';
  let keepMs = DEFAULT_KEEP_MS;

  FRAMING.lastIndex = 0;
  for (let header = FRAMING.exec(text); header; header = FRAMING.exec(text)) {
    const [, name = '', value = ''] = header;
    switch (name.toLowerCase()) {
      case 'content-length':
        if (length !== undefined || !/^\d{1,15}$/.test(value)) throw notHttp('its length');
        length = Number(value);
        break;
      case 'transfer-encoding':
        if (isChunked || value.toLowerCase() !== 'chunked') throw notHttp('its transfer encoding');
        isChunked = true;
        break;
      case 'connection':
        if (/(?:^|,)[\t ]*close[\t ]*(?:,|$)/i.test(value)) isKept = false;
        break;
      case 'keep-alive': {
        const seconds = /(?:^|[,;\t ])timeout=(\d{1,6})/i.exec(value)?.[1];
        if (seconds !== undefined) keepMs = Math.min(MAX_KEEP_MS, Math.max(0, Number(seconds) * 1_000 - MARGIN_MS));
        break;
      }
    }
  }
  if (isChunked && (length !== undefined || started[1] === '0')) throw notHttp('its length');
  const hasBody = status !== 204 && status !== 304;
  return {
    status,
    length: hasBody ? (isChunked ? 'chunked' : (length ?? 'untilEnd')) : 0,
    keepMs: isKept ? keepMs : 0,
  };
}

function notHttp(what: string): CallFailure {
  return new CallFailure('broken', `the answer is not HTTP/1.1: ${what}`);
}
