import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, it, vi } from 'vitest';
import { ask, echo, startDoor, type Handle } from '../testing/start-door.ts';
import { CallFailure } from './call-failure.ts';
import type { Call, CallAnswer } from './call.ts';
import { Cancellation } from './cancellation.ts';
import type { HttpDoorOptions } from './http-door.ts';
import { retryQueries } from './retry-queries.ts';
import { createSubgraphStats } from './subgraph-stats.ts';

const MUTATION = { query: 'mutation { a }' };
const fast = (attempts: number) =>
  ({ retries: { attempts, baseMs: 1, maxMs: 5 }, breaker: false }) satisfies Partial<HttpDoorOptions>;

/** Fails the first `times` requests by `how`, and answers the others. */
function failing(times: number, how: Handle): Handle {
  return (one, response, count) => (count <= times ? how(one, response, count) : echo(one, response, count));
}
const dies: Handle = ({ socket }) => socket.destroy();
const answers =
  (status: number): Handle =>
  (_, response) =>
    response.writeHead(status).end('<html>');

it('repeats a query once at once when the connection died under it, without an attempt; never a mutation', async () => {
  const query = await startDoor(failing(1, dies), fast(0));
  expect(await query.door.execute(ask())).toEqual({ data: {} });
  expect(query.received).toHaveLength(2);

  const mutation = await startDoor(failing(1, dies), fast(0));
  await expect(mutation.door.execute(ask(MUTATION))).rejects.toMatchObject({ code: 'SUBGRAPH_UNAVAILABLE' });
  expect(mutation.received).toHaveLength(1);
});

describe.each([502, 503, 504])('%i', (status) => {
  it('is repeated as often as allowed, and then the answer', async () => {
    const mended = await startDoor(failing(2, answers(status)), fast(2));
    expect(await mended.door.execute(ask())).toEqual({ data: {} });
    expect(mended.received).toHaveLength(3);

    const broken = await startDoor(answers(status), fast(2));
    await expect(broken.door.execute(ask())).rejects.toMatchObject({ code: 'SUBGRAPH_UNAVAILABLE' });
    expect(broken.received).toHaveLength(3);
  });

  it('is not repeated for a mutation', async () => {
    const { door, received } = await startDoor(failing(1, answers(status)), fast(2));
    await expect(door.execute(ask(MUTATION))).rejects.toMatchObject({ code: 'SUBGRAPH_UNAVAILABLE' });
    expect(received).toHaveLength(1);
  });
});

it('shows the errors of the last 503 when they are GraphQL’s', async () => {
  const { door, received } = await startDoor(
    (_, response) => response.writeHead(503).end('{"errors":[{"message":"draining"}]}'),
    fast(1),
  );
  expect(await door.execute(ask())).toEqual({ errors: [{ message: 'draining' }] });
  expect(received).toHaveLength(2);
});

it.each<[string, Handle]>([
  ['an answer that breaks off', (_, response) => response.writeHead(200).write('{"data"', () => response.destroy())],
  ['an answer that is too large', (_, response) => response.end('x'.repeat(5_000))],
  ['an answer that is no GraphQL', (_, response) => response.end('hello')],
  ['another status', answers(500)],
  ['GraphQL errors', (_, response) => response.end('{"errors":[{"message":"no"}]}')],
])('does not repeat %s', async (_, handle) => {
  const { door, received } = await startDoor(handle, { ...fast(3), maxResponseBytes: 1_024 });
  await door.execute(ask()).catch(() => undefined);
  expect(received).toHaveLength(1);
});

it('neither waits nor repeats beyond the deadline', async () => {
  const { door, received } = await startDoor(answers(503), {
    retries: { attempts: 10, baseMs: 60_000, maxMs: 60_000 },
    timeoutMs: 100,
  });
  const startedAt = performance.now();
  await expect(door.execute(ask())).rejects.toThrow();
  expect(performance.now() - startedAt).toBeLessThan(3_000);
  expect(received.length).toBeLessThanOrEqual(2);
});

it('stops waiting when the client leaves', async () => {
  const { door, received } = await startDoor(answers(503), { retries: { attempts: 3, baseMs: 2_000, maxMs: 2_000 } });
  const controller = new AbortController();
  const call = door.execute(ask({ signal: controller.signal }));
  await vi.waitFor(() => expect(received).toHaveLength(1));
  controller.abort();
  await expect(call).rejects.toThrow();
  await sleep(30);
  expect(received).toHaveLength(1);
});

it('does not multiply an outage: the reserve, and then a fifth', async () => {
  const { door, received } = await startDoor(answers(503), { ...fast(3), connections: 50 });
  for (let round = 0; round < 20; round++)
    await Promise.allSettled(Array.from({ length: 50 }, () => door.execute(ask())));
  // A thousand calls, a hundred repetitions in reserve, and twenty for every hundred calls.
  expect(received.length).toBeGreaterThan(1_250);
  expect(received.length).toBeLessThanOrEqual(1_300);
  expect(door.stats).toMatchObject({ retried: received.length - 1_000 });
  expect(door.stats.retriesRefused).toBeGreaterThan(0);
});

it('waits a random part of a time that doubles up to a limit', async () => {
  vi.useFakeTimers();
  try {
    const sentAt: number[] = [];
    const send = retryQueries(
      () => {
        sentAt.push(Date.now());
        return Promise.reject<CallAnswer>(new CallFailure('unreachable', 'away'));
      },
      { retries: { attempts: 5, baseMs: 100, maxMs: 400, budgetPercent: 20 } },
      { stats: createSubgraphStats(), random: () => 0.5 },
    );
    const { signal } = new AbortController();
    const call: Call = {
      body: '',
      isMutation: false,
      asker: { caller: null, requestId: 'r1' },
      deadline: Infinity,
      signal,
      cancellation: new Cancellation(),
    };
    const outcome = send(call).catch((error: unknown) => error);
    await vi.runAllTimersAsync();
    expect(await outcome).toMatchObject({ kind: 'unreachable' });
    expect(sentAt.slice(1).map((at, index) => at - (sentAt[index] ?? 0))).toEqual([50, 100, 200, 200, 200]);
  } finally {
    vi.useRealTimers();
  }
});
