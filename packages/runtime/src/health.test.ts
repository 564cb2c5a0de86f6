import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { createHealth } from './health.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

function start() {
  const draining = new AbortController();
  const health = createHealth(draining.signal);
  const ask = async (path: string) => {
    const answer = await health.answer(path);
    // It is JSON that it says of itself.
    return { status: answer?.status, body: JSON.parse(String(answer?.body)) as unknown, headers: answer?.headers };
  };
  return { draining, health, ask };
}

test('live, ready and short; details only where they are asked for', async () => {
  const { health, ask } = start();
  health.add('postgres', () => Promise.resolve());
  for (const path of ['/health', '/health/live', '/health/ready'])
    expect(await ask(path)).toEqual({
      status: 200,
      body: { status: 'ok' },
      headers: { 'content-type': 'application/json', 'cache-control': 'no-store' },
    });
  expect((await ask('/health/detailed')).body).toEqual({ status: 'ok', parts: { postgres: 'ok' } });
  expect(health.answer('/health/other')).toBeUndefined();
});

test('what is described stands in the details alone, as it is now', async () => {
  const { health, ask } = start();
  let version = 1;
  health.describe('schema', () => ({ version }));
  version = 2;
  expect((await ask('/health/detailed')).body).toEqual({ status: 'ok', parts: {}, schema: { version: 2 } });
  expect((await ask('/health/ready')).body).toEqual({ status: 'ok' });
});

test('a failing part makes it unready, not dead, and says nothing of why', async () => {
  const { health, ask } = start();
  health.add('postgres', () => Promise.reject(new Error('password of root is hunter2')));
  health.add('redis', () => Promise.resolve());
  expect(await ask('/health/ready')).toMatchObject({ status: 503, body: { status: 'unavailable' } });
  expect(await ask('/health/live')).toMatchObject({ status: 200 });
  expect(await ask('/health/detailed')).toMatchObject({
    status: 503,
    body: { status: 'unavailable', parts: { postgres: 'failing', redis: 'ok' } },
  });
});

test('so does a part that hangs, after two seconds', async () => {
  const { health, ask } = start();
  health.add('postgres', () => new Promise(() => undefined));
  const answer = ask('/health');
  await vi.advanceTimersByTimeAsync(2_000);
  expect(await answer).toMatchObject({ status: 503 });
});

test('draining: alive, and ready for nothing', async () => {
  const { draining, ask } = start();
  draining.abort();
  expect(await ask('/health/ready')).toMatchObject({ status: 503, body: { status: 'draining' } });
  expect(await ask('/health/live')).toMatchObject({ status: 200 });
});

test('a check that throws at once is failing too', async () => {
  const { health, ask } = start();
  health.add('postgres', () => {
    throw new Error('at once');
  });
  expect(await ask('/health')).toMatchObject({ status: 503 });
});
