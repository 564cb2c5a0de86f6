import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, it, vi } from 'vitest';
import type { CallerClaims } from '@bazaar/runtime/subgraph-door';
import { ask, echo, startDoor, type DoorUnderTest } from '../testing/start-door.ts';
import type { HttpDoorOptions } from './http-door.ts';
import { createMutationWatch } from './watch-mutations.ts';

const claims = (given: Partial<CallerClaims> = {}): CallerClaims => ({
  sub: 'usr_1',
  sid: 'ses_1',
  roles: ['CUSTOMER'],
  vendors: [{ id: 'vnd_1', role: 'OWNER' }],
  ...given,
});

interface Held extends DoorUnderTest {
  /** Answers the request that came in as the `n`th. */
  answer(n: number): void;
  arrived(count: number): Promise<void>;
}

/** A subgraph that answers when it is told. */
async function hold(options: Partial<HttpDoorOptions> = {}): Promise<Held> {
  const answers: (() => void)[] = [];
  const under = await startDoor((one, response, count) => void answers.push(() => void echo(one, response, count)), {
    shareInFlight: true,
    retries: { attempts: 0 },
    ...options,
  });
  return {
    ...under,
    answer: (n) => answers[n - 1]?.(),
    arrived: (count) => vi.waitFor(() => expect(under.received).toHaveLength(count)),
  };
}

/** A client of its own that may leave. */
function client(given: Parameters<typeof ask>[0] = {}) {
  const controller = new AbortController();
  return {
    request: ask({ variables: { n: 1 }, ...given, signal: controller.signal }),
    leave: () => controller.abort(),
  };
}

const rejected = { status: 'rejected' };

it('makes one call for all who ask the same at the same time, each with an answer of its own', async () => {
  const { door, received, answer, arrived } = await hold();
  const variables = { list: [{ deep: { n: 1 } }], ['__proto__']: 1 };
  const calls = Array.from({ length: 50 }, () => door.execute(client({ variables }).request));
  await arrived(1);
  answer(1);
  const answers = await Promise.all(calls);
  expect(answers).toEqual(Array.from({ length: 50 }, () => ({ data: variables })));
  expect(received).toHaveLength(1);
  expect(door.stats).toMatchObject({ operations: 50, shared: 49, sent: 1 });
  const [first, ...others] = answers.map(({ data }) => (data as typeof variables).list[0]);
  first!.deep.n = 2;
  for (const other of others) expect(other).toEqual({ deep: { n: 1 } });
});

it('copies before the first one who waits can touch the answer', async () => {
  const { door, answer, arrived } = await hold();
  const seen: unknown[] = [];
  const calls = Array.from({ length: 3 }, async () => {
    const { data } = await door.execute(client().request);
    seen.push(data?.['n']);
    // What waits is woken one after the other.
    if (data) data['n'] = 'spoiled';
  });
  await arrived(1);
  answer(1);
  await Promise.all(calls);
  expect(seen).toEqual([1, 1, 1]);
});

it('makes a new call once the one before is over', async () => {
  const { door, received } = await startDoor(echo, { shareInFlight: true });
  for (let calls = 0; calls < 3; calls++) await door.execute(client().request);
  expect(received).toHaveLength(3);
});

describe('keeps apart', () => {
  it.each<[string, Parameters<typeof ask>[0], Parameters<typeof ask>[0]]>([
    [
      'clients whose own headers are passed on',
      { forwarded: { authorization: 'a' } },
      { forwarded: { authorization: 'b' } },
    ],
    ['one with headers and one without', { forwarded: { authorization: 'a' } }, {}],
    ['other variables', { variables: { n: 1 } }, { variables: { n: 2 } }],
    ['another text', { query: '{ a }' }, { query: '{ b }' }],
    ['another operation of the same text', { operationName: 'A' }, { operationName: 'B' }],
    ['a caller and nobody', { caller: claims() }, { caller: null }],
    ['another user', { caller: claims() }, { caller: claims({ sub: 'usr_2' }) }],
    ['another session', { caller: claims() }, { caller: claims({ sid: 'ses_2' }) }],
    ['other roles', { caller: claims() }, { caller: claims({ roles: ['ADMIN'] }) }],
    ['other vendors', { caller: claims() }, { caller: claims({ vendors: [] }) }],
    [
      'another role with a vendor',
      { caller: claims() },
      { caller: claims({ vendors: [{ id: 'vnd_1', role: 'FINANCE' }] }) },
    ],
  ])('%s', async (_, one, other) => {
    const { door, arrived, answer } = await hold();
    const calls = [door.execute(client(one).request), door.execute(client(other).request)];
    await arrived(2);
    answer(1);
    answer(2);
    await Promise.all(calls);
    expect(door.stats.shared).toBe(0);
  });

  it('mutations', async () => {
    const { door, arrived, answer } = await hold();
    const calls = [1, 2].map(() => door.execute(client({ query: 'mutation { a }' }).request));
    await arrived(2);
    answer(1);
    answer(2);
    await Promise.all(calls);
  });
});

it('shares between equal claims and headers that came with different requests, wherever their clients are', async () => {
  const { door, arrived, answer, received } = await hold();
  const calls = ['203.0.113.7', '203.0.113.8'].map((clientAddress) =>
    door.execute(client({ caller: claims(), forwarded: { a: '1' }, clientAddress }).request),
  );
  await arrived(1);
  answer(1);
  await Promise.all(calls);
  expect(received).toHaveLength(1);
});

describe('who leaves', () => {
  it('leaves alone, even the one who began the call', async () => {
    const { door, received, arrived, answer } = await hold();
    const clients = [client(), client(), client()];
    const [first, second, third] = clients.map(({ request }) => door.execute(request));
    await arrived(1);
    clients[0]!.leave();
    await expect(first).rejects.toThrow();
    clients[2]!.leave();
    await expect(third).rejects.toThrow();
    await sleep(20);
    expect(received[0]?.isLeft).toBe(false);
    answer(1);
    expect(await second).toEqual({ data: { n: 1 } });
  });

  it('last, ends the call; the next one begins a new one', async () => {
    const { door, received, arrived, answer } = await hold();
    const clients = [client(), client()];
    const calls = clients.map(({ request }) => door.execute(request));
    await arrived(1);
    for (const { leave } of clients) leave();
    expect(await Promise.allSettled(calls)).toMatchObject([rejected, rejected]);
    const next = door.execute(client().request);
    await vi.waitFor(() => expect(received[0]?.isLeft).toBe(true));
    await arrived(2);
    answer(2);
    expect(await next).toEqual({ data: { n: 1 } });
  });
});

describe('time', () => {
  it('is each one’s own: who has less ends earlier, and the others go on', async () => {
    const { door, arrived, answer } = await hold();
    const patient = door.execute(client().request);
    await arrived(1);
    const hurried = ask({ variables: { n: 1 }, deadline: Date.now() + 40, signal: AbortSignal.timeout(40) });
    await expect(door.execute(hurried)).rejects.toMatchObject({ code: 'TIMEOUT' });
    answer(1);
    expect(await patient).toEqual({ data: { n: 1 } });
  });

  it('that ends for the one who began a hung call does not end for those who joined late: one new call is made for them', async () => {
    const { door, received, arrived, answer } = await hold({ timeoutMs: 1_000 });
    const first = door.execute(client().request);
    await arrived(1);
    await sleep(700);
    const late = Array.from({ length: 10 }, () => door.execute(client().request));
    await expect(first).rejects.toMatchObject({ code: 'TIMEOUT' });
    await arrived(2);
    answer(2);
    expect(await Promise.all(late)).toEqual(Array.from({ length: 10 }, () => ({ data: { n: 1 } })));
    expect(received).toHaveLength(2);
  });

  it('is told to the subgraph for the call, not for the one who left it', async () => {
    const { door, received, arrived } = await hold({ timeoutMs: 1_000 });
    const [leaving, staying] = [client(), client()];
    door.execute(leaving.request).catch(() => undefined);
    const stays = door.execute(staying.request);
    await arrived(1);
    leaving.leave();
    await expect(stays).rejects.toMatchObject({ code: 'TIMEOUT' });
    expect(Number(received[0]?.headers['x-bazaar-timeout-ms'])).toBeLessThanOrEqual(1_000);
    await vi.waitFor(() => expect(door.stats.active).toBe(0));
  });
});

describe('who has written', () => {
  const mutation = { query: 'mutation { a }' };

  it('reads what was written: nobody of its context joins a call from before', async () => {
    const { door, received, arrived, answer } = await hold();
    const caller = claims();
    const before = door.execute(client({ caller }).request);
    const written = door.execute(client({ ...mutation, caller: claims() }).request);
    await arrived(2);
    const during = door.execute(client({ caller }).request);
    answer(2);
    await written;
    expect(received).toHaveLength(2);
    const after = door.execute(client({ caller }).request);
    await arrived(3);
    answer(3);
    expect(await after).toEqual({ data: { n: 1 } });
    answer(1);
    expect(await Promise.all([before, during])).toHaveLength(2);
  });

  it('does not disturb another context', async () => {
    const { door, received, arrived, answer } = await hold();
    const before = door.execute(client().request);
    const written = door.execute(client({ ...mutation, caller: claims() }).request);
    await arrived(2);
    answer(2);
    await written;
    const after = door.execute(client().request);
    answer(1);
    await Promise.all([before, after]);
    expect(received).toHaveLength(2);
  });

  it('reads it from other subgraphs too, and after a mutation that failed', async () => {
    const mutations = createMutationWatch();
    const carts = await hold({ mutations });
    const orders = await startDoor((_, response) => response.destroy(), { mutations });
    const before = carts.door.execute(client().request);
    await carts.arrived(1);
    await expect(orders.door.execute(client(mutation).request)).rejects.toThrow();
    const after = carts.door.execute(client().request);
    await carts.arrived(2);
    carts.answer(1);
    carts.answer(2);
    await Promise.all([before, after]);
  });
});

it('fails all who share a call that fails', async () => {
  const { door, received } = await startDoor((_, response) => setTimeout(() => response.destroy(), 30), {
    shareInFlight: true,
    retries: { attempts: 0 },
  });
  const calls = [1, 2, 3].map(() => door.execute(ask({ query: '{ a }' })));
  for (const outcome of await Promise.allSettled(calls))
    expect(outcome).toMatchObject({ status: 'rejected', reason: { code: 'SUBGRAPH_UNAVAILABLE' } });
  // Once, and once again because the connection died.
  expect(received).toHaveLength(2);
});
