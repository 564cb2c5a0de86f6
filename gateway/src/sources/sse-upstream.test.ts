import type { ServerResponse } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, it, vi } from 'vitest';
import type { OperationResponse } from '@bazaar/runtime/subgraph-door';
import { ask, startDoor, type DoorUnderTest, type Handle } from '../testing/start-door.ts';
import type { HttpDoorOptions } from './http-door.ts';

interface Streaming extends DoorUnderTest {
  /** Of the subscription that came in as the `n`th. */
  stream(n: number): Promise<ServerResponse>;
}

/** A subgraph that accepts every subscription and then does as the test says. */
async function streaming(options: Partial<HttpDoorOptions> = {}): Promise<Streaming> {
  const streams: ServerResponse[] = [];
  const under = await startDoor(
    (_, response) => {
      response.writeHead(200, { 'content-type': 'text/event-stream; charset=utf-8' }).write(':\n\n');
      streams.push(response);
    },
    { subscriptions: { transport: 'sse' }, ...options },
  );
  return { ...under, stream: (n) => vi.waitFor(() => streams[n - 1] ?? Promise.reject(new Error('not yet'))) };
}

const QUERY = 'subscription { a }';
const live = (given: Parameters<typeof ask>[0] = {}) => ask({ query: QUERY, deadline: Infinity, ...given });
const event = (n: number) => `event: next\ndata: {"data":{"n":${n}}}\n\n`;
const end: IteratorResult<OperationResponse> = { done: true, value: undefined };
const answer = (n: number) => ({ done: false, value: { data: { n } } });

it('yields events in order, and ends with `complete`', async () => {
  const { door, stream, received } = await streaming({
    mintToken: () => Promise.resolve('token'),
    headers: { 'x-tenant': 'one' },
  });
  const events = door.subscribe(live({ variables: { id: 7 }, requestId: 'r5' }));
  const response = await stream(1);
  response.write(event(1) + event(2));
  expect([await events.next(), await events.next()]).toEqual([answer(1), answer(2)]);
  response.write(`${event(3)}event: complete\ndata:\n\n`);
  expect([await events.next(), await events.next(), await events.next()]).toEqual([answer(3), end, end]);
  expect(received[0]).toMatchObject({
    body: { query: QUERY, variables: { id: 7 } },
    headers: { accept: 'text/event-stream', authorization: 'Bearer token', 'x-request-id': 'r5', 'x-tenant': 'one' },
  });
  await vi.waitFor(() => expect(received[0]?.isLeft).toBe(true));
});

it('reads events that come in pieces', async () => {
  const { door, stream } = await streaming();
  const events = door.subscribe(live());
  const response = await stream(1);
  const waiting = events.next();
  for (const character of event(1)) {
    response.write(character);
    await sleep(1);
  }
  expect(await waiting).toEqual(answer(1));
  await events.return?.();
});

describe.each<[string, (response: ServerResponse) => unknown]>([
  ['is lost', (response) => response.destroy()],
  ['ends without a word', (response) => response.end()],
  ['carries an event that is no JSON', (response) => response.write('event: next\ndata: {\n\n')],
  ['carries an event that is no GraphQL', (response) => response.write('event: next\ndata: 7\n\n')],
  ['carries an event that is too long', (response) => response.write(`data: ${'x'.repeat(3_000)}`)],
])('a stream that %s', (_, does) => {
  it('throws after the events before it, and is gone', async () => {
    const { door, stream, received } = await streaming({ maxResponseBytes: 2_000 });
    const events = door.subscribe(live());
    const response = await stream(1);
    response.write(event(1), () => setTimeout(() => does(response), 20));
    expect(await events.next()).toEqual(answer(1));
    await expect(events.next()).rejects.toMatchObject({ code: 'SUBGRAPH_UNAVAILABLE' });
    expect(await events.next()).toEqual(end);
    await vi.waitFor(() => expect(response.destroyed || response.writableFinished).toBe(true));
    expect(received).toHaveLength(1);
  });

  it('leaves other streams alone', async () => {
    const { door, stream } = await streaming({ maxResponseBytes: 2_000 });
    const broken = door.subscribe(live());
    const first = await stream(1);
    const other = door.subscribe(live());
    const second = await stream(2);
    does(first);
    await expect(broken.next()).rejects.toMatchObject({ code: 'SUBGRAPH_UNAVAILABLE' });
    second.write(event(2));
    expect(await other.next()).toEqual(answer(2));
    await other.return?.();
  });
});

describe.each<[string, Handle, unknown]>([
  [
    'GraphQL errors as JSON',
    (_, response) =>
      response.writeHead(400, { 'content-type': 'application/json' }).end('{"errors":[{"message":"no"}]}'),
    { errors: [{ message: 'no' }] },
  ],
  [
    'GraphQL errors as an event',
    (_, response) =>
      response
        .writeHead(200, { 'content-type': 'text/event-stream' })
        .end('event: next\ndata: {"errors":[{"message":"no"}]}\n\nevent: complete\n\n'),
    { errors: [{ message: 'no' }] },
  ],
])('a subscription that is refused with %s', (_, handle, value) => {
  it('yields them, and ends', async () => {
    const { door } = await startDoor(handle, { subscriptions: { transport: 'sse' } });
    const events = door.subscribe(live());
    expect(await events.next()).toEqual({ done: false, value });
    expect(await events.next()).toEqual(end);
  });
});

it.each<[string, Handle, string]>([
  ['an error page', (_, response) => response.writeHead(502).end('<html>'), 'SUBGRAPH_UNAVAILABLE'],
  ['a page that never ends', (_, response) => response.writeHead(200).write('x'.repeat(5_000)), 'SUBGRAPH_UNAVAILABLE'],
  ['no trust', (_, response) => response.writeHead(401).end('{"errors":[{"message":"no"}]}'), 'INTERNAL'],
  ['nothing', ({ socket }) => socket.destroy(), 'SUBGRAPH_UNAVAILABLE'],
])('fails a subscription that is answered with %s', async (_, handle, code) => {
  const { door } = await startDoor(handle, { subscriptions: { transport: 'sse' }, maxResponseBytes: 2_000 });
  await expect(door.subscribe(live()).next()).rejects.toMatchObject({ code });
});

describe('who leaves', () => {
  it.each<[string, (leave: () => void, events: AsyncIterableIterator<OperationResponse>) => unknown]>([
    ['by the iterator', (_, events) => events.return?.()],
    ['by the signal', (leave) => leave()],
  ])('%s, ends the request while it waits', async (_, leaves) => {
    const { door, stream, received } = await streaming();
    const controller = new AbortController();
    const events = door.subscribe(live({ signal: controller.signal }));
    const waiting = events.next();
    await stream(1);
    await leaves(() => controller.abort(), events);
    expect(await waiting).toEqual(end);
    await vi.waitFor(() => expect(received[0]?.socket.destroyed).toBe(true));
  });

  it('before the token is there, is never heard of', async () => {
    let mint: (token: string) => void = () => undefined;
    const { door, received } = await streaming({ mintToken: () => new Promise((resolve) => (mint = resolve)) });
    const events = door.subscribe(live());
    await events.return?.();
    mint('token');
    await sleep(30);
    expect(received).toEqual([]);
  });

  it('before it came, gets nothing', async () => {
    const { door, received } = await streaming();
    expect(await door.subscribe(live({ signal: AbortSignal.abort() })).next()).toEqual(end);
    await sleep(20);
    expect(received).toEqual([]);
  });

  it('because the gateway stops, is told', async () => {
    const { door, stream } = await streaming();
    const events = door.subscribe(live());
    await stream(1);
    const waiting = events.next();
    await Promise.all([expect(waiting).rejects.toMatchObject({ code: 'SUBGRAPH_UNAVAILABLE' }), door.stop()]);
  });
});

it('goes where the settings say', async () => {
  const { url, received } = await streaming();
  const { door } = await startDoor(() => undefined, {
    subscriptions: { transport: 'sse', url: `${url}/graphql/stream?tenant=one` },
  });
  const events = door.subscribe(live());
  await vi.waitFor(() => expect(received).toHaveLength(1));
  await events.return?.();
});

it('does not take the places of calls', async () => {
  const { door, received } = await streaming({ connections: 1, timeoutMs: 500 });
  const streams = Array.from({ length: 5 }, () => door.subscribe(live()));
  await vi.waitFor(() => expect(received).toHaveLength(5));
  expect(door.stats).toMatchObject({ active: 0, queued: 0 });
  for (const events of streams) await events.return?.();
});
