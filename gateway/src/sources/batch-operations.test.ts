import { setTimeout as sleep } from 'node:timers/promises';
import fc from 'fast-check';
import { expect, it, vi } from 'vitest';
import { ask, echo, startDoor, type Handle } from '../testing/start-door.ts';
import type { HttpDoorOptions } from './http-door.ts';

const batching = { batching: { maxOperations: 25 }, retries: { attempts: 0 } } satisfies Partial<HttpDoorOptions>;

/** Makes the requests of one client. */
function client() {
  const controller = new AbortController();
  const base = ask({ signal: controller.signal });
  return { leave: () => controller.abort(), ask: (n: number, given = {}) => ({ ...base, variables: { n }, ...given }) };
}

const sizes = (received: readonly { body: unknown }[]) =>
  received.map(({ body }) => (Array.isArray(body) ? body.length : 'alone'));

it('sends what one request asks in one tick together, and answers each with its own', async () => {
  const { door, received } = await startDoor(echo, batching);
  const { ask } = client();
  const answers = await Promise.all([1, 2, 3].map((n) => door.execute(ask(n))));
  expect(answers).toEqual([1, 2, 3].map((n) => ({ data: { n } })));
  expect(sizes(received)).toEqual([3]);
  expect(door.stats).toMatchObject({ operations: 3, batches: 1, batched: 3, sent: 1 });
});

it('gathers what follows from everything that has arrived by now, and sends one alone as it is', async () => {
  const { door, received } = await startDoor(echo, batching);
  const { ask } = client();
  async function later(n: number) {
    for (let turns = 0; turns < n * 3; turns++) await Promise.resolve();
    // Each answer that is read has a tick of its own.
    for (let ticks = 0; ticks < n; ticks++) await new Promise<void>((resolve) => process.nextTick(resolve));
    return door.execute(ask(n));
  }
  expect(await Promise.all([0, 1, 2, 3].map(later))).toEqual([0, 1, 2, 3].map((n) => ({ data: { n } })));
  expect(await door.execute(ask(9))).toEqual({ data: { n: 9 } });
  expect(sizes(received)).toEqual([4, 'alone']);
});

it('never sends a mutation with others', async () => {
  const { door, received } = await startDoor(echo, batching);
  const { ask } = client();
  const mutation = '# first a word\nfragment F on M { a } mutation { ...F }';
  await Promise.all([door.execute(ask(1)), door.execute(ask(2, { query: mutation })), door.execute(ask(3))]);
  expect(new Set(sizes(received))).toEqual(new Set([2, 'alone']));
  expect(received.find(({ body }) => !Array.isArray(body))?.body).toMatchObject({ query: mutation });
});

it('keeps requests, callers and ids apart', async () => {
  const { door, received } = await startDoor(echo, batching);
  const [one, other] = [client(), client()];
  const caller = { sub: 'usr_1', sid: 's', roles: [], vendors: [] };
  await Promise.all([
    door.execute(one.ask(1)),
    door.execute(other.ask(2)),
    door.execute(one.ask(3, { caller })),
    door.execute(one.ask(4, { requestId: 'r2' })),
  ]);
  expect(sizes(received)).toEqual(['alone', 'alone', 'alone', 'alone']);
});

it('splits what is too much for one request', { timeout: 60_000 }, async () => {
  await fc.assert(
    fc.asyncProperty(fc.integer({ min: 1, max: 30 }), fc.integer({ min: 2, max: 10 }), async (count, maxOperations) => {
      const { door, received } = await startDoor(echo, { batching: { maxOperations } });
      const { ask } = client();
      const numbers = Array.from({ length: count }, (_, n) => n);
      const answers = await Promise.all(numbers.map((n) => door.execute(ask(n))));
      expect(answers).toEqual(numbers.map((n) => ({ data: { n } })));
      expect(received).toHaveLength(Math.ceil(count / maxOperations));
      for (const { body } of received) if (Array.isArray(body)) expect(body.length).toBeLessThanOrEqual(maxOperations);
    }),
    { numRuns: 15 },
  );
});

it('does not let operations that fit alone make a body that does not', async () => {
  const { door, received } = await startDoor(echo, batching);
  const { ask } = client();
  const large = (n: number) => ask(n, { variables: { n, text: 'x'.repeat(300_000) } });
  await Promise.all([1, 2, 3].map((n) => door.execute(large(n))));
  expect(sizes(received)).toEqual(['alone', 'alone', 'alone']);
});

it.each<[string, Handle]>([
  ['no array', (_, response) => response.end('{"data":{"n":1}}')],
  ['errors that are no array', (_, response) => response.writeHead(400).end('{"errors":[{"message":"no batches"}]}')],
  ['too few', (_, response) => response.end('[{"data":{"n":1}}]')],
  ['too many', (_, response) => response.end('[{"data":{"n":1}},{"data":{"n":2}},{"data":{"n":3}}]')],
  ['no JSON', (_, response) => response.end('[{"data":')],
  ['nothing', (_, response) => response.destroy()],
])('fails all operations of a batch that is answered with %s', async (_, handle) => {
  const { door } = await startDoor(handle, batching);
  const { ask } = client();
  for (const outcome of await Promise.allSettled([door.execute(ask(1)), door.execute(ask(2))]))
    expect(outcome).toMatchObject({ status: 'rejected', reason: { code: 'SUBGRAPH_UNAVAILABLE' } });
});

it('fails one operation alone when only its answer is none', async () => {
  const { door } = await startDoor(
    (_, response) => response.end('[{"data":{"n":1}},7,{"errors":[{"message":"no"}]}]'),
    batching,
  );
  const { ask } = client();
  expect(await Promise.allSettled([1, 2, 3].map((n) => door.execute(ask(n))))).toMatchObject([
    { status: 'fulfilled', value: { data: { n: 1 } } },
    { status: 'rejected', reason: { code: 'SUBGRAPH_UNAVAILABLE' } },
    { status: 'fulfilled', value: { errors: [{ message: 'no' }] } },
  ]);
});

it('leaves out what was cancelled in the same tick', async () => {
  const { door, received } = await startDoor(echo, batching);
  const { ask, leave } = client();
  const left = [door.execute(ask(1)), door.execute(ask(2))];
  leave();
  for (const { status } of await Promise.allSettled(left)) expect(status).toBe('rejected');
  await sleep(20);
  expect(received).toEqual([]);
});

it('ends with the client, on the wire too', async () => {
  const { door, received } = await startDoor(() => undefined, batching);
  const { ask, leave } = client();
  const left = [door.execute(ask(1)), door.execute(ask(2))];
  await vi.waitFor(() => expect(received).toHaveLength(1));
  leave();
  for (const { status } of await Promise.allSettled(left)) expect(status).toBe('rejected');
  await vi.waitFor(() => expect(received[0]?.isLeft).toBe(true));
  expect(door.stats.active).toBe(0);
});

it('goes on for an operation that another client waits for, when its own client leaves', async () => {
  const answers: (() => void)[] = [];
  const { door, received } = await startDoor(
    (one, response, count) => void answers.push(() => void echo(one, response, count)),
    { ...batching, shareInFlight: true },
  );
  const [leaving, staying] = [client(), client()];
  const left = [door.execute(leaving.ask(1)), door.execute(leaving.ask(2))];
  const stays = door.execute(staying.ask(1));
  await vi.waitFor(() => expect(received).toHaveLength(1));
  leaving.leave();
  for (const { status } of await Promise.allSettled(left)) expect(status).toBe('rejected');
  await sleep(20);
  expect(received[0]?.isLeft).toBe(false);
  answers[0]?.();
  expect(await stays).toEqual({ data: { n: 1 } });
});

it('is repeated as a whole', async () => {
  const { door, received } = await startDoor(
    (one, response, count) => (count === 1 ? response.writeHead(503).end() : echo(one, response, count)),
    { batching: {}, retries: { baseMs: 1 } },
  );
  const { ask } = client();
  expect(await Promise.all([1, 2].map((n) => door.execute(ask(n))))).toEqual([{ data: { n: 1 } }, { data: { n: 2 } }]);
  expect(sizes(received)).toEqual([2, 2]);
});
