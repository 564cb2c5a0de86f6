import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createKnownPartners, type KnownPartner, type KnownPartners } from '../testing/known-partners.ts';
import { openStream, type Transport } from '../testing/open-stream.ts';
import { openRawSocket, subscribeMessage } from '../testing/raw-socket.ts';
import { startFixture, type Fixture } from '../testing/start-fixture.ts';

const ORDER = 'subscription Watch { orderChanged(id: "o1") { status } }';
const BEGUN = { data: { orderChanged: { status: 'PENDING' } } };
const LOOK_MS = 30_000;

let partners: KnownPartners;
let partner: KnownPartner;
let fixture: Fixture;

beforeEach(async () => {
  // Keys are looked at by an interval.
  vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] });
  partners = createKnownPartners();
  partner = partners.add({ scopes: ['catalog:read', 'orders:read'] });
  partner.publish(ORDER);
  fixture = await startFixture('memory', {
    partners: partners.options,
    contracts: { partner: {}, wide: {} },
    // No client of these has the time to answer a ping.
    live: { pingMs: 3_600_000, heartbeatMs: 3_600_000 },
  });
});
afterEach(async () => {
  await fixture.stop();
  vi.useRealTimers();
});

function lookAgain(): void {
  partners.forget();
  vi.advanceTimersByTime(LOOK_MS);
}

async function openSocket() {
  const opened = await openRawSocket(fixture.gateway.url, { init: { 'x-api-key': partner.key } });
  opened.send(subscribeMessage('1', ORDER));
  await expect.poll(() => opened.answers('1')).toEqual([BEGUN]);
  return opened;
}

async function open(transport: Transport) {
  const headers = { 'x-api-key': partner.key };
  const stream = await openStream(fixture.gateway.url, transport, { query: ORDER, headers });
  await expect.poll(stream.messages).toHaveLength(1);
  return stream;
}

const ENDS: readonly (readonly [string, () => void, string])[] = [
  ['is revoked', () => partner.revoke(), 'The API key is not valid any more.'],
  ...[{ contract: 'wide' }, { scopes: ['catalog:read'] }, { requestsPerMinute: 5 }].map(
    (terms) =>
      [
        `has another ${Object.keys(terms)[0]} by now`,
        () => partner.change(terms),
        'What the API key is good for has changed. Connect again.',
      ] as const,
  ),
];

describe.each(ENDS)('a key that %s', (_, end, reason) => {
  it('ends its sockets and what runs on them', async () => {
    const { closed } = await openSocket();
    end();
    lookAgain();
    expect(await closed).toEqual({ code: 4403, reason });
    await expect.poll(() => fixture.world.subscribers).toBe(0);
  });

  it.each(['sse', 'multipart'] as const)('ends its streams by %s', async (transport) => {
    const stream = await open(transport);
    end();
    lookAgain();
    await stream.ended;
    const error = { message: reason, extensions: { code: 'UNAUTHENTICATED' } };
    expect(stream.messages().at(-1)).toEqual(
      transport === 'sse' ? { errors: [error] } : { payload: null, errors: [error] },
    );
    expect(stream.isComplete()).toBe(true);
    await expect.poll(() => fixture.world.subscribers).toBe(0);
  });
});

it('a key that is what it was, or cannot be asked about, ends nothing', async () => {
  const socket = await openSocket();
  const streams = [await open('sse'), await open('multipart')];
  lookAgain();
  // The same scopes, told in another order, are the same.
  partner.change({ scopes: ['orders:read', 'catalog:read'] });
  lookAgain();
  const directory = vi.spyOn(partners.options.directory, 'identify').mockRejectedValue(new Error('away'));
  lookAgain();
  await expect.poll(() => directory.mock.calls.length).toBe(3);
  directory.mockRestore();
  fixture.world.change({ id: 'o1', status: 'CONFIRMED', product: null });
  const changed = { data: { orderChanged: { status: 'CONFIRMED' } } };
  await expect.poll(() => socket.answers('1')).toEqual([BEGUN, changed]);
  for (const stream of streams) await expect.poll(stream.messages).toHaveLength(2);
  socket.socket.terminate();
  for (const stream of streams) stream.leave();
});
