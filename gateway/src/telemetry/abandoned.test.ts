import { Registry } from 'prom-client';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { startFixture, type Fixture } from '../testing/start-fixture.ts';

const metrics = new Registry();
let fixture: Fixture;
beforeAll(async () => {
  fixture = await startFixture('memory', { metrics });
});
afterAll(() => fixture.stop());

it('an operation whose client leaves has not failed', async () => {
  const leaving = new AbortController();
  const answer = fetch(`${fixture.gateway.url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ query: '{ slow(ms: 9000) }' }),
    signal: leaving.signal,
  });
  await expect.poll(() => fixture.world.running).toBe(1);
  leaving.abort();
  await expect(answer).rejects.toThrow('aborted');
  const counted = async (): Promise<readonly string[]> =>
    [...(await metrics.metrics()).matchAll(/^bazaar_gateway_operations_total\{.*outcome="(\w+)"\} 1$/gm)].map(
      ([, outcome = '']) => outcome,
    );
  await expect.poll(counted).toEqual(['abandoned']);
});
