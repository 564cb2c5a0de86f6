import { setTimeout as sleep } from 'node:timers/promises';
import { expect, it, vi } from 'vitest';
import { ask, echo, startDoor, type DoorUnderTest, type Handle } from '../testing/start-door.ts';
import type { HttpDoorOptions } from './http-door.ts';

const quick = {
  retries: { attempts: 0 },
  breaker: { failures: 3, windowMs: 10_000, openMs: 150 },
} satisfies Partial<HttpDoorOptions>;

const away: Handle = (_, response) => response.writeHead(503).end();

async function openedBy(handle: Handle, options: Partial<HttpDoorOptions> = {}): Promise<DoorUnderTest> {
  const under = await startDoor(handle, { ...quick, ...options });
  for (let calls = 0; calls < 3; calls++) await under.door.execute(ask()).catch(() => undefined);
  expect(under.door.stats).toMatchObject({ breaker: { state: 'open' }, breakerOpened: 1 });
  return under;
}

it('fails calls at once while the subgraph is away, and the subgraph is left alone', async () => {
  const { door, received } = await openedBy(away, { breaker: { ...quick.breaker, openMs: 60_000 } });
  for (let calls = 0; calls < 50; calls++)
    await expect(door.execute(ask())).rejects.toMatchObject({ code: 'SUBGRAPH_UNAVAILABLE' });
  expect(received).toHaveLength(3);
  expect(door.stats.failed.open).toBe(50);
});

it('tries again with exactly one of fifty calls, and closes for all when that one is answered', async () => {
  let answer: (() => void) | undefined;
  const { door, received } = await openedBy((one, response, count) => {
    if (count <= 3) return away(one, response, count);
    if (count > 4) return echo(one, response, count);
    return (answer = () => void echo(one, response, count));
  });
  await sleep(170);
  const calls = Array.from({ length: 50 }, () => door.execute(ask()));
  for (const call of calls) call.catch(() => undefined);
  await vi.waitFor(() => expect(received).toHaveLength(4));
  expect(door.stats.breaker.state).toBe('halfOpen');
  answer?.();
  const outcomes = await Promise.allSettled(calls);
  expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
  expect(received).toHaveLength(4);
  expect(door.stats.breaker.state).toBe('closed');
  const after = await Promise.all(Array.from({ length: 50 }, () => door.execute(ask())));
  expect(after).toHaveLength(50);
});

it('stays open when that one fails', async () => {
  const { door, received } = await openedBy(away);
  await sleep(170);
  await Promise.allSettled(Array.from({ length: 50 }, () => door.execute(ask())));
  expect(received).toHaveLength(4);
  expect(door.stats).toMatchObject({ breaker: { state: 'open' }, breakerOpened: 2 });
});

it('lets another try when the client of that one leaves', async () => {
  const { door, received } = await openedBy((one, response, count) => {
    if (count <= 3) return away(one, response, count);
    return count > 4 && echo(one, response, count);
  });
  await sleep(170);
  const controller = new AbortController();
  const probe = door.execute(ask({ signal: controller.signal }));
  await vi.waitFor(() => expect(received).toHaveLength(4));
  controller.abort();
  await expect(probe).rejects.toThrow();
  await vi.waitFor(() => expect(door.stats).toMatchObject({ active: 0, breakerOpened: 2 }));
  expect(await door.execute(ask())).toEqual({ data: {} });
  expect(door.stats.breaker.state).toBe('closed');
});

it.each<[string, Handle, Partial<HttpDoorOptions>]>([
  ['is not there', ({ socket }) => socket.destroy(), {}],
  ['breaks off its answers', (_, response) => response.writeHead(200).write('{', () => response.destroy()), {}],
  ['does not answer in its time', () => undefined, { timeoutMs: 200 }],
])('opens for a subgraph that %s', async (_, handle, options) => {
  await openedBy(handle, options);
});

it.each<[string, Handle]>([
  ['GraphQL errors', (_, response) => response.end('{"errors":[{"message":"no"}]}')],
  ['errors of the subgraph’s own', (_, response) => response.writeHead(500).end('{"errors":[{"message":"no"}]}')],
  ['answers that are too large', (_, response) => response.end('x'.repeat(5_000))],
])('does not count %s', async (_, handle) => {
  const { door } = await startDoor(handle, { ...quick, maxResponseBytes: 1_024 });
  for (let calls = 0; calls < 10; calls++) await door.execute(ask()).catch(() => undefined);
  expect(door.stats).toMatchObject({ breaker: { state: 'closed' }, breakerOpened: 0 });
});

it('does not count clients that leave, calls that are one too many, or requests whose time was nearly over', async () => {
  const { door } = await startDoor(() => undefined, { ...quick, connections: 3, maxQueued: 1 });
  for (let rounds = 0; rounds < 3; rounds++) {
    const controller = new AbortController();
    const leaving = Array.from({ length: 4 }, () => door.execute(ask({ signal: controller.signal })));
    await expect(door.execute(ask())).rejects.toMatchObject({ code: 'SUBGRAPH_UNAVAILABLE' });
    controller.abort();
    await Promise.allSettled(leaving);
    await vi.waitFor(() => expect(door.stats.active).toBe(0));
    const late = Array.from({ length: 3 }, () => door.execute(ask({ deadline: Date.now() + 30 })));
    for (const { status } of await Promise.allSettled(late)) expect(status).toBe('rejected');
    await vi.waitFor(() => expect(door.stats.active).toBe(0));
  }
  expect(door.stats).toMatchObject({ breaker: { state: 'closed' }, failed: { crowded: 3, left: 12, timeout: 9 } });
});

it('stands in the way of no health check', async () => {
  const { door } = await openedBy((one, response, count) =>
    one.body === '' ? response.end('ok') : away(one, response, count),
  );
  const check = { method: 'GET', path: '/health/ready', headers: {}, body: Buffer.alloc(0), requestId: 'r' };
  expect(await door.serveRaw(check)).toMatchObject({ status: 200 });
});
