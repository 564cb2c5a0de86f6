import { newId } from '@bazaar/ids/id';
import { compareEntitiesWithDatabase } from '@bazaar/postgres/compare-entities';
import { countStatements } from '@bazaar/postgres/statements';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { shopper, startTestCart, type TestCart } from '../testing/test-cart.ts';
import { CartLineTable, CartTable } from './cart-table.ts';

let cart: TestCart;
beforeAll(async () => void (cart = await startTestCart()));
afterAll(() => cart.stop());

async function costOf(work: () => Promise<unknown>): Promise<number> {
  const { statements } = await countStatements(work);
  return statements.length;
}

test('the entities agree with the database', async () => {
  expect(await compareEntitiesWithDatabase(cart.database, [CartTable, CartLineTable])).toEqual([]);
});

test('statements do not grow with the cart', async () => {
  const user = shopper();
  const offers = Array.from({ length: 20 }, () => [cart.catalog.put({ available: null }), 1] as const);
  const seen = await cart.filled({ caller: user }, ...offers);
  const lines = offers.map(([{ offerId }]) => ({ offerId, quantity: 1 }));
  const { asked } = cart.catalog;

  expect(await costOf(() => cart.read(seen.id, user))).toBe(1);
  expect(cart.catalog.asked).toBe(asked + 1);
  expect(await costOf(() => cart.change('cartAddLines', { cartId: seen.id, lines }, user))).toBe(5);
  expect(cart.catalog.asked).toBe(asked + 2);
  const updates = seen.lines.map(({ id }, index) => ({ cartLineId: id, quantity: index % 2 }));
  expect(await costOf(() => cart.change('cartUpdateLines', { cartId: seen.id, lines: updates }, user))).toBe(6);
  const choice = { cartId: seen.id, vendorId: offers[1]?.[0].vendorId, shippingMethodCode: 'EXPRESS' };
  expect(await costOf(() => cart.change('cartSelectShipping', choice, user))).toBe(5);
  expect(await costOf(() => cart.change('cartCreate', { regionCode: 'US' }))).toBe(2);

  const now = await cart.read(seen.id, user);
  if (!now) throw new Error('the cart is there');
  const checkoutId = newId('chk');
  expect(await costOf(() => cart.freeze(now, checkoutId, {}, user))).toBe(6);
  expect(await costOf(() => cart.freeze(now, checkoutId, {}, user))).toBe(1);
  expect(await costOf(() => cart.letGo('completeCart', checkoutId))).toBe(1);

  const guest = await cart.filled({}, ...offers);
  expect(await costOf(() => cart.change('cartMerge', { guestCartId: guest.id }, user))).toBeLessThanOrEqual(9);
});

test('User.cart is one statement however many users are asked for', async () => {
  const user = shopper();
  await cart.filled({ caller: user }, [cart.catalog.put(), 1]);
  const users = [user.sub, ...Array.from({ length: 20 }, () => newId('usr'))].map((id) => ({ __typename: 'User', id }));
  const document = `query ($users: [_Any!]!) { _entities(representations: $users) { ... on User { cart { id } } } }`;
  expect(await costOf(() => cart.ask(document, { users }, user))).toBe(1);
});
