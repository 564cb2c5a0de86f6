import { isDeepStrictEqual } from 'node:util';
import { headersOf, type LoadRequest } from './load/load.ts';

/**
 * Asks once, as the load generator does, and holds the answer against what it must be. Returns the answer's body.
 * @throws when it is another, or has errors.
 */
export async function checkAnswer(port: number, request: LoadRequest, expected: unknown): Promise<string> {
  const response = await fetch(`http://127.0.0.1:${port}/graphql`, {
    method: 'POST',
    headers: headersOf(request),
    body: request.body,
    signal: AbortSignal.timeout(30_000),
  });
  const text = await response.text();
  const problem = findProblem(response.status, text, expected);
  if (problem) throw new Error(`${problem}: ${text.slice(0, 200)} … ${text.slice(-700)}`);
  return text;
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
