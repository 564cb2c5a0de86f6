import type { Fixture, Reply } from './start-fixture.ts';

/** What a client that sends `body` is told, with the code of the first error. */
export async function post({ gateway }: Pick<Fixture, 'gateway'>, body: object, headers: Record<string, string> = {}) {
  const response = await fetch(`${gateway.url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify(body),
  });
  // What this gateway writes.
  const { data, errors } = (await response.json()) as Reply['body'];
  const retryAfter = response.headers.get('retry-after') ?? undefined;
  return { status: response.status, data, code: errors?.[0]?.extensions['code'], retryAfter };
}
