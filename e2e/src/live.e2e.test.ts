import { followOrder } from '@bazaar/bazaar/demo/follow-order';
import { BazaarError } from '@bazaar/client/bazaar-error';
import {
  FollowOrderDocument,
  FollowVendorOrdersDocument,
  StartProcessingDocument,
} from '@bazaar/client/generated/operations';
import { print } from 'graphql';
import { connect as connectTcp, createServer, type AddressInfo, type Socket } from 'node:net';
import { once } from 'node:events';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { connect } from '@bazaar/bazaar/demo/people';
import { inSeconds, resign } from './support/access-token.ts';
import type { TestOffer } from './support/goods.ts';
import { openRawSocket } from './support/raw-socket.ts';
import { buy, fillCart, guest, readOrder, registerShopper, type Shopper } from './support/shopping.ts';
import { startMarket, type Market } from './support/start-market.ts';
import { until } from './support/until.ts';
import { shipAndDeliver } from './support/vendor-work.ts';

let market: Market;
let offer: TestOffer;

beforeAll(async () => {
  market = await startMarket();
  offer = await market.offer(market.vendors[0], { stock: 100, amount: 1_500 });
});
afterAll(() => market?.stop());

interface Bought {
  readonly orderId: string;
  readonly vendorOrderId: string;
}

async function boughtBy(shopper: Shopper): Promise<Bought> {
  const { order } = await buy(shopper, await fillCart(shopper, [{ offer, quantity: 1 }]));
  const orderId = order?.id ?? '';
  return { orderId, vendorOrderId: (await readOrder(shopper, orderId)).vendorOrders[0]?.id ?? '' };
}

async function startProcessing({ vendorOrderId }: Bought): Promise<void> {
  const { client } = await market.signIn(market.vendors[0].owner);
  await client.request(StartProcessingDocument, { input: { vendorOrderId } });
}

/** A TCP door before the marketplace that can be slammed. */
async function openDoor(): Promise<{ url: string; slam(): void; open(): Promise<void>; stop(): void }> {
  const target = new URL(market.url);
  const sockets = new Set<Socket>();
  const server = createServer((near) => {
    const far = connectTcp(Number(target.port), target.hostname);
    for (const socket of [near, far]) {
      sockets.add(socket);
      socket.on('error', () => undefined);
      socket.once('close', () => {
        sockets.delete(socket);
        near.destroy();
        far.destroy();
      });
    }
    near.pipe(far).pipe(near);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  // It listens on a TCP port.
  const { port } = server.address() as AddressInfo;
  const slam = (): void => {
    server.close();
    for (const socket of sockets) socket.destroy();
  };
  return {
    url: `http://127.0.0.1:${port}`,
    slam,
    async open() {
      server.listen(port, '127.0.0.1');
      await once(server, 'listening');
    },
    stop: slam,
  };
}

describe('a change of status', () => {
  it('reaches everyone who follows: twenty buyers’ windows and the vendor', async () => {
    const shopper = await registerShopper(market.url);
    const bought = await boughtBy(shopper);
    const windows = Array.from({ length: 20 }, () => connect(market.url, shopper.token));
    const followed = windows.map((client) => followOrder(client, bought.orderId, () => undefined));
    const owner = await market.signIn(market.vendors[0].owner);
    const incoming = owner.client.subscribe(FollowVendorOrdersDocument, { vendorId: market.vendors[0].id });
    await Promise.all(followed.map((each) => each.until(({ status }) => status === 'CONFIRMED', 10_000)));

    await shipAndDeliver(owner, bought.vendorOrderId);

    await Promise.all(followed.map((each) => each.until(({ status }) => status === 'DELIVERED', 10_000)));
    await until('the vendor hears of it', async () => {
      const { value } = await incoming.next();
      // The subscription does not end.
      const { vendorOrdersUpdated } = value as { vendorOrdersUpdated: { id: string; status: string } | null };
      return vendorOrdersUpdated?.id === bought.vendorOrderId && vendorOrdersUpdated.status === 'DELIVERED';
    });
    await incoming.return?.();
    await Promise.all([...followed.map((each) => each.stop()), owner.client.close()]);
    await Promise.all(windows.map((client) => client.close()));
  });

  it('arrives with the fields that other subgraphs add', async () => {
    const shopper = await registerShopper(market.url);
    const { orderId } = await boughtBy(shopper);
    const events = shopper.client.subscribe(FollowOrderDocument, { id: orderId });
    const { value } = await events.next();
    expect(value).toMatchObject({ orderUpdated: { vendorOrders: [{ vendor: { name: 'Alpine Supply' } }] } });
    await events.return?.();
    await shopper.client.close();
  });
});

describe('a connection that is cut', () => {
  it('is made anew, and begins with the current state, not with what was missed', async () => {
    const door = await openDoor();
    const shopper = await registerShopper(market.url);
    const bought = await boughtBy(shopper);
    const client = connect(door.url, shopper.token);
    const followed = followOrder(client, bought.orderId, () => undefined);
    await followed.until(({ status }) => status === 'CONFIRMED', 10_000);

    door.slam();
    await startProcessing(bought);
    const current = await readOrder(shopper, bought.orderId);
    await door.open();

    const before = followed.updates.length;
    const { version } = await followed.until((update) => followed.updates.indexOf(update) >= before, 15_000);
    expect(version).toBe(current.version);
    expect(followed.updates.at(-1)?.status).toBe('PROCESSING');
    await followed.stop();
    await client.close();
    door.stop();
  });

  it('many times harms nobody: the next one hears of the next change', async () => {
    const shopper = await registerShopper(market.url);
    const bought = await boughtBy(shopper);
    for (let round = 0; round < 5; round++) {
      const socket = await openRawSocket(market.url, shopper.token);
      socket.subscribe('1', print(FollowOrderDocument), { id: bought.orderId });
      await socket.message('the current state', ({ type }) => type === 'next');
      socket.cut();
    }
    const socket = await openRawSocket(market.url, shopper.token);
    socket.subscribe('1', print(FollowOrderDocument), { id: bought.orderId });
    await socket.message('the current state', ({ type }) => type === 'next');
    await startProcessing(bought);
    await socket.message('the change', ({ payload }) => JSON.stringify(payload ?? '').includes('"PROCESSING"'));
    socket.cut();
  });
});

describe('what is not for them', () => {
  /** Reads until the end, and returns what came and why it ended. */
  async function readAll<Event>(events: AsyncIterableIterator<Event>): Promise<{ seen: Event[]; code: unknown }> {
    const seen: Event[] = [];
    try {
      for await (const event of events) seen.push(event);
    } catch (error) {
      if (!(error instanceof BazaarError)) throw error;
      return { seen, code: error.code };
    }
    return { seen, code: 'none' };
  }

  it('a stranger, a guest and a wrong token follow nothing, and are told so', async () => {
    const shopper = await registerShopper(market.url);
    const bought = await boughtBy(shopper);
    const stranger = await registerShopper(market.url);
    for (const [who, accessToken, code] of [
      [stranger, null, 'NOT_FOUND'],
      [guest(market.url), null, 'UNAUTHENTICATED'],
      [guest(market.url), 'forged', 'NOT_FOUND'],
    ] as const) {
      const reading = readAll(who.client.subscribe(FollowOrderDocument, { id: bought.orderId, accessToken }));
      await startProcessing(bought);
      expect(await reading).toEqual({ seen: [], code });
      await who.client.close();
    }
  });

  it('a vendor follows its own orders alone', async () => {
    const [alpine, blue] = market.vendors;
    const owner = await market.signIn(blue.owner);
    const events = owner.client.subscribe(FollowVendorOrdersDocument, { vendorId: alpine.id });
    expect(await readAll(events)).toEqual({ seen: [], code: 'FORBIDDEN' });
    await owner.client.close();
  });
});

describe('a token that ends while somebody follows', () => {
  it('closes the socket with 4403, whose client may come back with a fresh one', async () => {
    const shopper = await registerShopper(market.url);
    const { orderId } = await boughtBy(shopper);
    // The gateway grants five seconds for clocks that differ.
    const short = await resign(market, shopper.token ?? '', { claims: { exp: inSeconds(-3) } });
    const socket = await openRawSocket(market.url, short);
    socket.subscribe('1', print(FollowOrderDocument), { id: orderId });
    await socket.message('the current state', ({ type }) => type === 'next');
    expect(await socket.closed()).toBe(4403);

    const again = await openRawSocket(market.url, shopper.token);
    again.subscribe('1', print(FollowOrderDocument), { id: orderId });
    const { payload } = await again.message('the current state', ({ type }) => type === 'next');
    expect(payload).toMatchObject({ data: { orderUpdated: { id: orderId } } });
    again.cut();
  });
});
