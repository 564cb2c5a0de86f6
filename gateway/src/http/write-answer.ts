import type { IncomingMessage, ServerResponse } from 'node:http';
import { cacheHeaders } from '../caching/cache-headers.ts';
import type { CachedAnswer } from '../caching/response-cache.ts';
import { answerText } from '../pipeline/answer-text.ts';
import type { Refusal } from '../pipeline/refusal.ts';
import type { CommonHeaders } from './common-headers.ts';
import { etagOf, isMatch } from './conditional.ts';
import { refusalStatus } from './refusal-status.ts';

export interface AnswerForm {
  /** Of every answer. */
  readonly common: CommonHeaders;
  readonly contentType: string;
  /** The names of client headers that subgraphs get to see. */
  readonly forwarded: readonly string[];
}

/** Writes why an operation does not run. */
export function writeRefusal(
  response: ServerResponse,
  refusal: Refusal,
  { common, contentType }: { readonly common: CommonHeaders; readonly contentType: string },
): void {
  write(response, refusalStatus(refusal, contentType), answerText(undefined, refusal.refused), {
    ...common,
    'cache-control': 'no-store',
    'content-type': contentType,
    ...refusal.http?.headers,
  });
}

/**
 * Writes what an operation answers. What was asked for by GET, and is whole, may be kept: for how long and by whom, hints of the schema say; without them by
 * the client itself, which asks with its tag whether it still holds.
 */
export function writeAnswer(
  request: IncomingMessage,
  response: ServerResponse,
  { data, errors, extensions, text = answerText(data, errors, extensions), etag, freshness }: CachedAnswer,
  { common, contentType, forwarded }: AnswerForm,
): void {
  const { method } = request;
  const isWhole = data !== undefined && errors.length === 0;
  const headers = {
    ...common,
    ...cacheHeaders({ method, isWhole, freshness, forwarded, vary: common['vary'] }),
  };
  if (method !== 'GET' || !isWhole)
    return write(response, data === undefined ? 500 : 200, text, { ...headers, 'content-type': contentType });
  const tag = etag ?? etagOf(text);
  if (isMatch(request.headers['if-none-match'], tag)) {
    if (!response.destroyed) response.writeHead(304, { ...headers, etag: tag }).end();
    return;
  }
  write(response, 200, text, { ...headers, etag: tag, 'content-type': contentType });
}

/** A client that is gone gets nothing. */
function write(response: ServerResponse, status: number, text: string, headers: Record<string, string>): void {
  if (response.destroyed) return;
  const length = Buffer.byteLength(text);
  response.writeHead(status, { ...headers, 'content-length': length });
  // A byte for each character: ASCII, which is written without being encoded.
  response.end(text, length === text.length ? 'latin1' : 'utf8');
}
