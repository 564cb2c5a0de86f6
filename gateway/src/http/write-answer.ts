import type { ServerResponse } from 'node:http';
import type { Answer } from '../engine/engine.ts';
import { answerText } from '../pipeline/answer-text.ts';
import type { Refusal } from '../pipeline/refusal.ts';
import { refusalStatus } from './refusal-status.ts';

/** Writes what an operation answers, or why it does not run. A client that is gone gets nothing. */
export function writeAnswer(response: ServerResponse, answer: Answer | Refusal, contentType: string): void {
  if (response.destroyed) return;
  const isRefused = 'refused' in answer;
  const text = isRefused ? answerText(undefined, answer.refused) : answerText(answer.data, answer.errors);
  const executed = !isRefused && answer.data === undefined ? 500 : 200;
  response.writeHead(isRefused ? refusalStatus(answer, contentType) : executed, {
    'cache-control': 'no-store',
    'content-type': contentType,
    ...(isRefused && answer.http?.headers),
    'content-length': Buffer.byteLength(text),
  });
  response.end(text);
}
