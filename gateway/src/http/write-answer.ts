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
  /** What answers to GETs vary with. */
  readonly varies: string;
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
  { common, contentType, varies }: AnswerForm,
): void {
  const { method } = request;
  const isWhole = data !== undefined && errors.length === 0;
  const caching = cacheHeaders({ method, isWhole, freshness, varies, vary: common['vary'] });
  if (method !== 'GET' || !isWhole) {
    write(response, data === undefined ? 500 : 200, text, { ...common, ...caching, 'content-type': contentType });
    return;
  }
  const tag = etag ?? etagOf(text);
  if (!isMatch(request.headers['if-none-match'], tag))
    write(response, 200, text, { ...common, ...caching, etag: tag, 'content-type': contentType });
  else if (!response.destroyed) response.writeHead(304, { ...common, ...caching, etag: tag }).end();
}

/** A client that is gone gets nothing. */
function write(response: ServerResponse, status: number, text: string, headers: Record<string, string | number>): void {
  if (response.destroyed) return;
  const length = Buffer.byteLength(text);
  headers['content-length'] = length;
  response.writeHead(status, headers);
  // A byte for each character: ASCII, which is written without being encoded.
  response.end(text, length === text.length ? 'latin1' : 'utf8');
}
