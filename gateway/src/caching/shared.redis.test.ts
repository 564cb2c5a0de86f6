import { setTimeout as sleep } from 'node:timers/promises';
import { createRedisPlace, isRedisThere, type RedisPlace } from '@bazaar/ephemeral/testing/test-redis';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { startCachingMarket, type CachingMarket } from './testing/caching-market.ts';

const PRICE = 'query ($id: ID!) { product(id: $id) { id price } }';

describe.skipIf(!(await isRedisThere()))('two gateways and one Redis', () => {
  let place: RedisPlace;
  let one: CachingMarket;
  let other: CachingMarket;
  beforeEach(async () => {
    place = createRedisPlace();
    one = await startCachingMarket({ ephemeral: place.open(), isShared: true });
    other = await startCachingMarket({ ephemeral: place.open(), isShared: true, shop: one.shop });
    // Each has heard that the other is there.
    await sleep(300);
  });
  afterEach(async () => {
    await one.stop();
    await other.stop();
    await place.stop();
  });

  test('what one has asked for serves the other', async () => {
    const first = await one.ask(PRICE, { id: 'a' });
    await sleep(50);
    expect((await other.ask(PRICE, { id: 'a' })).text).toBe(first.text);
    expect(one.shop.asked.product).toBe(1);
  });

  test('what changes through one is not answered by the other any more', async () => {
    for (let price = 100; price < 120; price++) {
      await one.ask('mutation ($price: Int!) { setPrice(id: "a", price: $price) { id } }', { price });
      // One hop of Redis.
      await sleep(20);
      for (const gateway of [other, one, other])
        expect((await gateway.ask(PRICE, { id: 'a' })).body.data).toEqual({ product: { id: 'a', price } });
    }
  });

  test('a gateway that does not hear changes uses nothing that is kept, and does again when it hears', async () => {
    await one.ask(PRICE, { id: 'a' });
    await one.ask(PRICE, { id: 'a' });
    expect(one.shop.asked.product).toBe(1);
    expect(await place.killConnections('listening')).toBe(2);
    one.shop.prices.set('a', 11);
    await sleep(20);
    expect((await one.ask(PRICE, { id: 'a' })).body.data).toEqual({ product: { id: 'a', price: 11 } });
    await sleep(1_500);
    const before = one.shop.asked.product;
    await one.ask(PRICE, { id: 'b' });
    await one.ask(PRICE, { id: 'b' });
    expect(one.shop.asked.product).toBe(before + 1);
  });
});
