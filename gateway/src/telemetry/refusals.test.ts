import { connect } from 'node:net';
import { Registry } from 'prom-client';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { openRawSocket } from '../testing/raw-socket.ts';
import { startFixture, type Fixture } from '../testing/start-fixture.ts';

const metrics = new Registry();
let fixture: Fixture;
beforeAll(async () => {
  fixture = await startFixture('memory', {
    metrics,
    requestBodyLimitBytes: 2_000,
    trustedProxies: [],
    live: { maxStreamsPerAddress: 1, maxOperationsPerSocket: 1 },
  });
});
afterAll(() => fixture.stop());

const SUBSCRIPTION = 'subscription { orderChanged(id: "1") { id } }';
const ask = (init: RequestInit & { headers?: Record<string, string> }, search = ''): Promise<Response> =>
  fetch(`${fixture.gateway.url}/graphql${search}`, init);
const post = (body: object, headers: Record<string, string> = {}, signal?: AbortSignal): Promise<Response> =>
  ask({
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify(body),
    ...(signal && { signal }),
  });
const JUST_ASKED = { 'apollo-require-preflight': '1' };

/** Which series of refusals `work` moves, and by how much. */
async function counted(work: () => Promise<unknown>): Promise<Record<string, number>> {
  const read = async (): Promise<Map<string, number>> =>
    new Map(
      [
        ...(await metrics.metrics()).matchAll(/^bazaar_gateway_refusals_total\{code="(\w+)",reason="(\w+)"\} (\d+)$/gm),
      ].map(([, code = '', reason = '', count]) => [`${code} ${reason}`, Number(count)]),
    );
  const before = await read();
  await work();
  const moved = [...(await read())].map(([name, count]) => [name, count - (before.get(name) ?? 0)] as const);
  return Object.fromEntries(moved.filter(([, by]) => by > 0));
}

it.each<[string, string, number, () => Promise<Response>]>([
  ['a method that carries no operation', 'BAD_REQUEST method', 405, () => ask({ method: 'PUT', headers: JUST_ASKED })],
  [
    'a mutation by GET',
    'BAD_REQUEST method',
    405,
    () =>
      ask({ headers: JUST_ASKED }, `?query=${encodeURIComponent('mutation { rename(sku: "1", name: "a") { sku } }')}`),
  ],
  [
    'a subscription whose client takes one answer',
    'BAD_REQUEST accept',
    406,
    () => post({ query: SUBSCRIPTION }, { accept: 'application/json' }),
  ],
  [
    'a client that takes nothing there is',
    'BAD_REQUEST accept',
    406,
    () => post({ query: '{ __typename }' }, { accept: 'image/png' }),
  ],
  ['a body that is too large', 'PAYLOAD_TOO_LARGE size', 413, () => post({ query: 'x'.repeat(3_000) })],
  [
    'a body of another kind',
    'BAD_REQUEST contentType',
    400,
    () => ask({ method: 'POST', headers: { 'content-type': 'application/xml' }, body: '<query/>' }),
  ],
  ['a body that says nothing', 'BAD_REQUEST request', 400, () => post({})],
  [
    'a token that is forged',
    'UNAUTHENTICATED identity',
    401,
    () => post({ query: '{ __typename }' }, { authorization: 'Bearer forged' }),
  ],
])('%s is counted once, with its reason', async (_, series, status, work) => {
  let response: Response | undefined;
  expect(await counted(async () => (response = await work()))).toEqual({ [series]: 1 });
  expect(response?.status).toBe(status);
});

it('so is a stream too many', async () => {
  const leaving = new AbortController();
  const open = (): Promise<Response> => post({ query: SUBSCRIPTION }, { accept: 'text/event-stream' }, leaving.signal);
  await open();
  expect(await counted(open)).toEqual({ 'RATE_LIMITED connections': 1 });
  leaving.abort();
});

it('so is what is no HTTP', async () => {
  const broken = (): Promise<void> =>
    new Promise((resolve) => {
      const socket = connect(fixture.gateway.port, '127.0.0.1', () => socket.write('hello\r\n\r\n'));
      socket.resume().once('close', () => resolve());
    });
  expect(await counted(broken)).toEqual({ 'BAD_REQUEST protocol': 1 });
});

it('so is an operation too many on a socket', async () => {
  const { send, received, socket } = await openRawSocket(fixture.gateway.url);
  const work = async (): Promise<void> => {
    for (const id of ['1', '2']) send({ id, type: 'subscribe', payload: { query: SUBSCRIPTION } });
    await expect.poll(() => received.some(({ type }) => type === 'error')).toBe(true);
  };
  expect(await counted(work)).toEqual({ 'RATE_LIMITED connections': 1 });
  socket.terminate();
});
