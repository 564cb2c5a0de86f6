import { isDeepStrictEqual } from 'node:util';
import { headersOf, type LoadRequest } from './load/load.ts';

/** What came back. */
export interface CheckedAnswer {
  readonly body: string;
  readonly etag: string | undefined;
}

/**
 * Asks once, as the load generator does, and holds the answer against what it must be.
 * @throws when it is another, or has errors.
 */
export async function checkAnswer(port: number, request: LoadRequest, expected: unknown): Promise<CheckedAnswer> {
  const { status, headers, body } = await send(port, request);
  const problem = findProblem(status, body, expected);
  if (problem) throw new Error(`${problem}: ${body.slice(0, 200)} … ${body.slice(-700)}`);
  return { body, etag: headers.get('etag') ?? undefined };
}

/** Asks with the tag of the answer. @throws unless it is said to be still the same. */
export async function checkUnchanged(port: number, request: LoadRequest): Promise<void> {
  const { status, body } = await send(port, request);
  if (status !== 304 || body !== '') throw new Error(`status ${status} in place of 304`);
}

async function send(port: number, request: LoadRequest) {
  const { method, path, body } = request;
  const response = await fetch(`http://127.0.0.1:${port}${path}`, {
    method,
    headers: headersOf(request),
    body,
    signal: AbortSignal.timeout(30_000),
  });
  return { status: response.status, headers: response.headers, body: await response.text() };
}

/** What is wrong with an answer; null when it holds exactly the expected data. */
export function findProblem(status: number, text: string, expected: unknown): string | null {
  if (status !== 200) return `status ${status}`;
  let body: { data?: unknown; errors?: unknown[] };
  try {
    // Whatever shape it has is compared below.
    body = JSON.parse(text) as typeof body;
  } catch {
    return 'no JSON';
  }
  if (body.errors?.length) return 'errors';
  return isDeepStrictEqual(body.data, expected) ? null : 'other data than expected';
}
