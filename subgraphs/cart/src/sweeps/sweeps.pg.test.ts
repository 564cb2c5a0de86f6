import { newId } from '@bazaar/ids/id';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { CartContext } from '../context.ts';
import { shopper, startTestCart, type TestCart } from '../testing/test-cart.ts';
import { deleteExpiredCarts } from './delete-expired-carts.ts';
import { deleteUsedTickets } from './delete-used-tickets.ts';

let cart: TestCart;
let elapsedMs = 0;
beforeAll(async () => void (cart = await startTestCart()));
afterAll(() => cart.stop());

const HOUR_MS = 3_600_000;

function passHours(hours: number) {
  elapsedMs += hours * HOUR_MS;
  cart.passTime(hours * HOUR_MS);
}

/** Sweeps use this part of the context and nothing else. */
function sweepContext(): CartContext {
  const { inTransaction } = cart.database;
  return { inTransaction, now: () => new Date(Date.now() + elapsedMs) } as unknown as CartContext;
}

const countCarts = async () => (await cart.sql<{ n: number }>('select count(*)::int as n from cart'))[0]?.n;

test('carts live a day for guests and thirty for users after their last change, frozen ones until they are let go', async () => {
  const user = shopper();
  const offer = cart.catalog.put({ available: null });
  const untouched = await cart.filled({}, [offer, 1]);
  const touched = await cart.filled({}, [offer, 1]);
  const frozen = await cart.filled({}, [offer, 1]);
  const users = await cart.filled({ caller: user }, [offer, 1]);
  const checkoutId = newId('chk');
  await cart.freeze(frozen, checkoutId);

  passHours(23);
  await cart.change('cartAddLines', { cartId: touched.id, lines: [{ offerId: offer.offerId, quantity: 1 }] });
  passHours(2);
  expect(await cart.read(untouched.id)).toBeNull();
  expect(await cart.read(touched.id)).not.toBeNull();
  expect(await cart.read(frozen.id)).toMatchObject({ isFrozen: true });
  expect(await cart.read(users.id, user)).not.toBeNull();

  expect(await deleteExpiredCarts.run(sweepContext())).toBe(1);
  expect(await deleteExpiredCarts.run(sweepContext())).toBe(0);
  expect(await countCarts()).toBe(3);

  passHours(31 * 24);
  expect(await cart.read(frozen.id)).toMatchObject({ isFrozen: true });
  expect(await deleteExpiredCarts.run(sweepContext())).toBe(2);
  await cart.letGo('completeCart', checkoutId);
  expect(await deleteExpiredCarts.run(sweepContext())).toBe(1);
  expect(await cart.sql('select from cart_line')).toEqual([]);
});

test('two sweeps at the same instant share the work', async () => {
  await Promise.all(Array.from({ length: 20 }, () => cart.filled({}, [cart.catalog.put(), 1])));
  passHours(25);
  const [one, other] = await Promise.all([1, 2].map(() => deleteExpiredCarts.run(sweepContext())));
  expect((one ?? 0) + (other ?? 0)).toBe(20);
});

test('a merged guest cart outlives the user’s cart without becoming one again', async () => {
  const user = shopper();
  await cart.filled({ caller: user }, [cart.catalog.put(), 1]);
  const guest = await cart.filled({}, [cart.catalog.put(), 1]);
  await cart.change('cartMerge', { guestCartId: guest.id }, user);
  passHours(31 * 24);
  expect(await deleteExpiredCarts.run(sweepContext())).toBe(2);
  expect(await cart.read(guest.id)).toBeNull();
});

test('tickets of ended checkouts are forgotten after a day, those of frozen carts are kept', async () => {
  const seen = await cart.filled({}, [cart.catalog.put(), 1]);
  const checkoutId = newId('chk');
  await cart.freeze(seen, checkoutId);
  await cart.letGo('unfreezeCart', newId('chk'));
  expect(await deleteUsedTickets.run(sweepContext())).toBe(0);
  await cart.sql(`update freeze_ticket set used_at = used_at - interval '25 hours'`);
  const before = (await cart.sql('select from freeze_ticket')).length;
  expect(await deleteUsedTickets.run(sweepContext())).toBe(before - 1);
  await cart.letGo('unfreezeCart', checkoutId);
  expect(await deleteUsedTickets.run(sweepContext())).toBe(1);
});
