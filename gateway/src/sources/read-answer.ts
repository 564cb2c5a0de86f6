import type { OperationResponse } from '@bazaar/runtime/subgraph-door';
import { CallFailure } from './call-failure.ts';
import type { CallAnswer } from './call.ts';

/** A response that was read from JSON. */
export class ReadResponse implements OperationResponse {
  readonly data: OperationResponse['data'];
  readonly errors: OperationResponse['errors'];
  readonly extensions: OperationResponse['extensions'];
  readonly #isPlain: boolean;

  constructor({ data, errors, extensions }: OperationResponse, isPlain: boolean) {
    this.data = data;
    this.errors = errors;
    this.extensions = extensions;
    this.#isPlain = isPlain;
  }

  /** No text in it has anything that JSON escapes. */
  get isPlain(): boolean {
    return this.#isPlain;
  }
}

/** Takes GraphQL responses of any status for the answer. @throws CallFailure `malformed`, `refused` */
export function readAnswer(answer: CallAnswer): OperationResponse {
  return new ReadResponse(asResponse(readJson(answer), answer.status), hasNoEscapes(answer));
}

/** Whatever JSON escapes stood behind a backslash: without one, looking at each text again is spared. */
function hasNoEscapes({ text }: CallAnswer): boolean {
  return !text.includes('\\');
}

/**
 * The same for a JSON array of `count` answers, one at a time: an element that is no response fails alone.
 * @throws CallFailure for all of them when it is none, or has another length.
 */
export function readAnswers(answer: CallAnswer, count: number): (index: number) => OperationResponse {
  const body = readJson(answer);
  const isPlain = hasNoEscapes(answer);
  if (Array.isArray(body) && body.length === count)
    return (index) => new ReadResponse(asResponse(body[index], answer.status), isPlain);
  const got = Array.isArray(body) ? `${body.length} answers` : 'no array';
  throw new CallFailure('malformed', `a batch of ${count} was answered with ${got}, status ${answer.status}`);
}

/** @throws CallFailure `malformed` */
export function asResponse(body: unknown, status: number): OperationResponse {
  if (isResponse(body)) return body;
  throw new CallFailure('malformed', `status ${status} without a GraphQL response`);
}

function readJson({ status, text }: CallAnswer): unknown {
  if (status === 401) throw new CallFailure('refused', 'the internal token was refused');
  try {
    return JSON.parse(text) as unknown;
  } catch {
    throw new CallFailure('malformed', `status ${status} without JSON`);
  }
}

function isResponse(body: unknown): body is OperationResponse {
  if (typeof body !== 'object' || body === null) return false;
  const { data, errors } = body as { data?: unknown; errors?: unknown };
  if (errors !== undefined && !(Array.isArray(errors) && errors.every(isError))) return false;
  return (typeof data === 'object' && data !== undefined && !Array.isArray(data)) || errors !== undefined;
}

function isError(error: unknown): boolean {
  return typeof error === 'object' && error !== null && typeof (error as { message?: unknown }).message === 'string';
}
