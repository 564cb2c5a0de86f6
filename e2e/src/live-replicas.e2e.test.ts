import {
  FollowOrderDocument,
  MarkDeliveredDocument,
  ShipDocument,
  SignOutDocument,
  StartProcessingDocument,
} from '@bazaar/client/generated/operations';
import { print } from 'graphql';
import { createClient } from 'graphql-sse';
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openRawSocket, type RawSocket } from './support/raw-socket.ts';
import { findRedis } from './support/redis.ts';
import { buy, fillCart, readOrder, registerShopper, type Shopper } from './support/shopping.ts';
import { startReplicatedMarket, type ReplicatedMarket } from './support/start-replicated-market.ts';
import { until } from './support/until.ts';

const REDIS_URL = process.env['REDIS_URL'] || 'redis://127.0.0.1:6379';
const redis = await findRedis(REDIS_URL);
if (!redis) process.stderr.write(`\nSKIPPED: live updates over Redis, because ${REDIS_URL} does not answer.\n\n`);

describe.skipIf(!redis)('two gateways and two processes of orders', () => {
  let market: ReplicatedMarket;
  let shopper: Shopper;
  let orderId: string;
  let vendorOrderId: string;
  /** Follows the order at the first gateway, from beginning to end. */
  let followed: RawSocket;

  beforeAll(async () => {
    market = await startReplicatedMarket(redis ?? '');
    const [vendor] = market.vendors;
    shopper = await registerShopper(market.urls[0]);
    const offer = await market.offer(vendor, { stock: 5, amount: 1_000 });
    const { order } = await buy(shopper, await fillCart(shopper, [{ offer, quantity: 1 }]));
    orderId = order?.id ?? '';
    vendorOrderId = (await readOrder(shopper, orderId)).vendorOrders[0]?.id ?? '';
    followed = await follow(market.urls[0]);
  }, 120_000);
  afterAll(() => market?.stop(), 60_000);

  async function follow(url: string): Promise<RawSocket> {
    const socket = await openRawSocket(url, shopper.token);
    socket.subscribe('1', print(FollowOrderDocument), { id: orderId });
    await socket.message('the current state', ({ type }) => type === 'next');
    return socket;
  }

  const hears = (socket: RawSocket, status: string) =>
    socket.message(status, ({ type, payload }) => type === 'next' && JSON.stringify(payload).includes(`"${status}"`));

  /** The vendor's owner, at the second gateway. */
  const owner = () => market.signIn(market.urls[1], market.vendors[0].owner);

  it('bring a change that was made through one of them to who follows at the other', async () => {
    await hears(followed, 'CONFIRMED');
    await (await owner()).client.request(StartProcessingDocument, { input: { vendorOrderId } });
    await hears(followed, 'PROCESSING');
  });

  it('lose no subscriber and no change when a process of orders is killed: the other one takes over', async () => {
    const [first] = market.orders;
    expect(await first.end('SIGKILL')).toBe('SIGKILL');
    const { client } = await owner();
    await client.request(ShipDocument, {
      input: { idempotencyKey: randomUUID(), vendorOrderId, carrier: 'Example Express', trackingNumber: 'EX-1' },
    });
    await hears(followed, 'SHIPPED');
    await first.start();
  });

  it('lose none either when one is told to stop, as in a deployment', async () => {
    const other = await follow(market.urls[1]);
    const [, second] = market.orders;
    expect(await second.end('SIGTERM')).toBe(0);
    const { vendorOrders } = await readOrder(shopper, orderId);
    const shipmentId = vendorOrders[0]?.shipments[0]?.id ?? '';
    await (await owner()).client.request(MarkDeliveredDocument, { input: { shipmentId } });
    for (const socket of [followed, other]) {
      await hears(socket, 'DELIVERED');
      expect(socket.messages.filter(({ type }) => type === 'error' || type === 'complete')).toEqual([]);
    }
    await second.start();
    other.cut();
  });

  it('end everything of a session that signs out at either of them: sockets and streams', async () => {
    const codes: unknown[] = [];
    let isComplete = false;
    const client = createClient({
      url: `${market.urls[0]}/graphql`,
      retryAttempts: 0,
      headers: { authorization: `Bearer ${shopper.token}` },
    });
    let answers = 0;
    client.subscribe(
      { query: print(FollowOrderDocument), variables: { id: orderId } },
      {
        next({ errors }) {
          answers += 1;
          for (const { extensions } of errors ?? []) codes.push(extensions?.['code']);
        },
        error: (error) => codes.push(error),
        complete: () => (isComplete = true),
      },
    );
    await until('the stream has begun', () => answers === 1);
    const { status } = await fetch(`${market.urls[1]}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${shopper.token}` },
      body: JSON.stringify({ query: print(SignOutDocument) }),
    });
    expect(status).toBe(200);
    expect(await followed.closed()).toBe(4403);
    await until('the stream has ended', () => isComplete);
    expect(codes).toEqual(['UNAUTHENTICATED']);
    client.dispose();
  });
});
