import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, describe, expect, it } from 'vitest';
import { openRawSocket, subscribeMessage, type RawSocket } from '../testing/raw-socket.ts';
import { startFixture, type Fixture } from '../testing/start-fixture.ts';

const ORDER = 'subscription ($id: ID!) { orderChanged(id: $id) { status product { name } } }';
const product = { sku: 'a' };

let fixture: Fixture;
afterEach(() => fixture.stop());

/** A socket that follows one subscription, and the statuses it was told. */
async function follow(
  query = ORDER,
  variables: object = { id: 'o1' },
  init?: object,
): Promise<RawSocket & { statuses(): string[]; leave(): Promise<void> }> {
  const socket = await openRawSocket(fixture.gateway.url, init ? { init } : {});
  socket.send(subscribeMessage('1', query, variables));
  return {
    ...socket,
    statuses: () =>
      socket.answers('1').map((answer) => {
        const { data } = answer as { data: Record<string, { status: string } | string> };
        const [state] = Object.values(data);
        return typeof state === 'object' ? state.status : (state ?? '');
      }),
    async leave() {
      socket.send({ id: '1', type: 'complete' });
      // Messages are handled in their order: who answers this has read that.
      socket.send({ type: 'ping' });
      await expect.poll(() => socket.received.at(-1)).toEqual({ type: 'pong' });
    },
  };
}

describe.each(['memory', 'http'] as const)('a subscription of many (%s)', (mode) => {
  it('has one upstream, and every event is joined once', async () => {
    fixture = await startFixture(mode);
    const { world } = fixture;
    const followers = await Promise.all(Array.from({ length: 20 }, () => follow()));
    for (const { statuses } of followers) await expect.poll(statuses).toEqual(['PENDING']);
    expect(world.subscribers).toBe(1);

    const lookups = world.lookups;
    world.change({ id: 'o1', status: 'CONFIRMED', product });
    for (const { statuses } of followers) await expect.poll(statuses).toEqual(['PENDING', 'CONFIRMED']);
    expect(world.lookups - lookups).toBe(1);
    expect(followers[7]?.answers('1').at(-1)).toEqual({
      data: { orderChanged: { status: 'CONFIRMED', product: { name: 'Apple' } } },
    });
  });

  it('lives as long as one of them stays', async () => {
    fixture = await startFixture(mode);
    const { world } = fixture;
    const [first, second, third] = [await follow(), await follow(), await follow()];
    await expect.poll(third.statuses).toHaveLength(1);
    await first.leave();
    second.socket.terminate();
    world.change({ id: 'o1', status: 'CONFIRMED', product });
    await expect.poll(third.statuses).toEqual(['PENDING', 'CONFIRMED']);
    expect([first.statuses(), world.subscribers]).toEqual([['PENDING'], 1]);
    await third.leave();
    await expect.poll(() => world.subscribers).toBe(0);
  });
});

describe('sharing', () => {
  it('is for equals: never for two users, two sessions, two sets of rights, or a user and nobody', async () => {
    fixture = await startFixture();
    const { world, token } = fixture;
    const init = async (options: Parameters<typeof token>[0]) => ({ token: await token(options) });
    const followers = [
      await follow(),
      await follow(ORDER, { id: 'o1' }, await init({ sub: 'usr_1', sid: 'ses_1' })),
      await follow(ORDER, { id: 'o1' }, await init({ sub: 'usr_2', sid: 'ses_1' })),
      await follow(ORDER, { id: 'o1' }, await init({ sub: 'usr_1', sid: 'ses_2' })),
      await follow(ORDER, { id: 'o1' }, await init({ sub: 'usr_1', sid: 'ses_1', roles: ['SUPPORT'] })),
      await follow(
        ORDER,
        { id: 'o1' },
        await init({ sub: 'usr_1', sid: 'ses_1', vendors: [{ id: 'v', role: 'OWNER' }] }),
      ),
    ];
    for (const { statuses } of followers) await expect.poll(statuses).toHaveLength(1);
    expect(world.subscribers).toBe(followers.length);

    // A later token of the same session is the same caller.
    const again = await follow(ORDER, { id: 'o1' }, await init({ sub: 'usr_1', sid: 'ses_1', expiresInS: 600 }));
    await expect.poll(again.statuses).toHaveLength(1);
    expect(world.subscribers).toBe(followers.length);
  });

  it('is for the same operation and the same variables', async () => {
    fixture = await startFixture();
    const { world } = fixture;
    const other = 'subscription ($id: ID!) { orderChanged(id: $id) { status } }';
    for (const [query, variables] of [
      [ORDER, { id: 'o1' }],
      [ORDER, { id: 'o1', undeclared: true }],
      [ORDER, { id: 'o2' }],
      [other, { id: 'o1' }],
    ] as const)
      await expect.poll((await follow(query, variables)).statuses).toHaveLength(1);
    expect(world.subscribers).toBe(3);
  });
});

describe('who joins later', () => {
  it('first gets the current state, then what all get', async () => {
    fixture = await startFixture();
    const { world } = fixture;
    const early = await follow();
    await expect.poll(early.statuses).toEqual(['PENDING']);
    for (const status of ['CONFIRMED', 'PROCESSING']) world.change({ id: 'o1', status, product });
    await expect.poll(early.statuses).toHaveLength(3);
    const late = await follow();
    await expect.poll(late.statuses).toEqual(['PROCESSING']);
    world.change({ id: 'o1', status: 'SHIPPED', product });
    await expect.poll(late.statuses).toEqual(['PROCESSING', 'SHIPPED']);
    expect(world.subscribers).toBe(1);
  });

  it('gets each of many things as it is now, in the order in which they changed', async () => {
    fixture = await startFixture();
    const { world } = fixture;
    const query = 'subscription { ordersChanged { status product { name } } }';
    for (const id of ['o1', 'o2', 'o3']) world.change({ id, status: `${id} first`, product });
    const early = await follow(query, {});
    await expect.poll(early.statuses).toEqual(['o1 first', 'o2 first', 'o3 first']);
    world.change({ id: 'o1', status: 'o1 second', product });
    await expect.poll(early.statuses).toHaveLength(4);
    const late = await follow(query, {});
    await expect.poll(late.statuses).toEqual(['o2 first', 'o3 first', 'o1 second']);
    expect(world.subscribers).toBe(1);
  });

  it('has an upstream of its own where events do not tell what they are about', async () => {
    fixture = await startFixture();
    const { world } = fixture;
    const query = 'subscription ($id: ID!) { statusChanged(id: $id) }';
    const early = await follow(query);
    await expect.poll(early.statuses).toEqual(['PENDING']);
    world.change({ id: 'o1', status: 'CONFIRMED', product });
    await expect.poll(early.statuses).toEqual(['PENDING', 'CONFIRMED']);
    const late = await follow(query);
    await expect.poll(late.statuses).toEqual(['CONFIRMED']);
    expect(world.subscribers).toBe(2);
  });

  it('has an upstream of its own where there are too many things to keep', async () => {
    fixture = await startFixture();
    const { world } = fixture;
    const query = 'subscription { ordersChanged { status } }';
    for (let order = 0; order < 120; order++) world.change({ id: `o${order}`, status: `${order}`, product });
    const early = await follow(query, {});
    await expect.poll(early.statuses).toHaveLength(120);
    const late = await follow(query, {});
    await expect.poll(late.statuses).toHaveLength(120);
    expect(world.subscribers).toBe(2);
    world.change({ id: 'o7', status: 'changed', product });
    for (const { statuses } of [early, late]) await expect.poll(() => statuses().at(-1)).toBe('changed');
  });

  it('gets what other subgraphs know now, not what they knew at the last event', async () => {
    fixture = await startFixture();
    const { world } = fixture;
    fixture.down.add('products');
    const early = await follow();
    await expect.poll(early.statuses).toHaveLength(1);
    fixture.down.clear();
    await sleep(1_100);
    const late = await follow();
    await expect.poll(late.statuses).toHaveLength(1);
    expect(late.answers('1')).toEqual([{ data: { orderChanged: { status: 'PENDING', product: { name: 'Apple' } } } }]);
    expect([early.statuses(), world.subscribers]).toEqual([['PENDING'], 1]);
  });

  it('has an upstream of its own unless it is known how subscriptions begin', async () => {
    fixture = await startFixture('memory', { live: { lateJoiners: 'alone' } });
    const { world } = fixture;
    const [early, together] = await Promise.all([follow(), follow()]);
    for (const { statuses } of [early, together]) await expect.poll(statuses).toEqual(['PENDING']);
    world.change({ id: 'o1', status: 'CONFIRMED', product });
    await expect.poll(early.statuses).toHaveLength(2);
    const before = world.subscribers;
    const late = await follow();
    await expect.poll(late.statuses).toEqual(['CONFIRMED']);
    expect(world.subscribers).toBe(before + 1);
  });

  it('gets what comes from then on, where subscriptions are feeds of events', async () => {
    fixture = await startFixture('memory', { live: { lateJoiners: 'nextEvent' } });
    const { world } = fixture;
    const early = await follow('subscription ($id: ID!) { statusChanged(id: $id) }');
    await expect.poll(early.statuses).toEqual(['PENDING']);
    const late = await follow('subscription ($id: ID!) { statusChanged(id: $id) }');
    late.send({ type: 'ping' });
    await expect.poll(() => late.received.at(-1)).toEqual({ type: 'pong' });
    world.change({ id: 'o1', status: 'CONFIRMED', product });
    await expect.poll(late.statuses).toEqual(['CONFIRMED']);
    await expect.poll(early.statuses).toEqual(['PENDING', 'CONFIRMED']);
    expect(world.subscribers).toBe(1);
  });

  it('never sees an older state after a newer one, whenever it joins', async () => {
    fixture = await startFixture();
    const { world } = fixture;
    const last = 60;
    const joining: ReturnType<typeof follow>[] = [];
    for (let version = 1; version <= last; version++) {
      world.change({ id: 'o1', status: String(version), product });
      joining.push(follow());
      await sleep(version % 7);
    }
    for (const follower of await Promise.all(joining)) {
      await expect.poll(() => follower.statuses().at(-1)).toBe(String(last));
      const versions = follower.statuses().map(Number);
      expect(versions).toEqual(versions.toSorted((a, b) => a - b));
      expect(new Set(versions).size).toBe(versions.length);
    }
    expect(world.subscribers).toBe(1);
  });
});

describe('a thousand sockets that are cut at once', () => {
  it('release every upstream within two seconds', { timeout: 40_000 }, async () => {
    fixture = await startFixture('memory', { live: { maxSocketsPerAddress: 1_000 } });
    const { world } = fixture;
    const sockets: RawSocket[] = [];
    for (let batch = 0; batch < 20; batch++) {
      const opened = Array.from({ length: 50 }, (_, index) => follow(ORDER, { id: `o${batch * 50 + index}` }));
      sockets.push(...(await Promise.all(opened)));
    }
    await expect.poll(() => world.subscribers, { timeout: 5_000 }).toBe(1_000);
    for (const { socket } of sockets) socket.terminate();
    await expect.poll(() => world.subscribers, { timeout: 2_000 }).toBe(0);
  });
});
