import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Answer } from '../engine/engine.ts';
import { answerText } from '../pipeline/answer-text.ts';
import type { Refusal } from '../pipeline/refusal.ts';
import { etagOf, isMatch } from './conditional.ts';
import { refusalStatus } from './refusal-status.ts';

/** Writes why an operation does not run. */
export function writeRefusal(response: ServerResponse, refusal: Refusal, contentType: string): void {
  write(response, refusalStatus(refusal, contentType), answerText(undefined, refusal.refused), {
    'cache-control': 'no-store',
    'content-type': contentType,
    ...refusal.http?.headers,
  });
}

/**
 * Writes what an operation answers. What was asked for by GET, and is whole, may be kept by the client itself, which asks with its tag whether it still holds;
 * nobody between may keep it.
 */
export function writeAnswer(
  request: IncomingMessage,
  response: ServerResponse,
  { data, errors, extensions }: Answer,
  contentType: string,
): void {
  const text = answerText(data, errors, extensions);
  if (request.method !== 'GET' || data === undefined || errors.length > 0)
    return write(response, data === undefined ? 500 : 200, text, {
      'cache-control': 'no-store',
      'content-type': contentType,
    });
  const etag = etagOf(text);
  const kept = { 'cache-control': 'private, no-cache', etag };
  if (isMatch(request.headers['if-none-match'], etag)) {
    if (!response.destroyed) response.writeHead(304, kept).end();
    return;
  }
  write(response, 200, text, { ...kept, 'content-type': contentType });
}

/** A client that is gone gets nothing. */
function write(response: ServerResponse, status: number, text: string, headers: Record<string, string>): void {
  if (response.destroyed) return;
  response.writeHead(status, { ...headers, 'content-length': Buffer.byteLength(text) });
  response.end(text);
}
