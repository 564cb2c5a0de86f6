import { newId } from '@bazaar/ids/id';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { contentOf, problemsOf, shopper, startTestCart, type TestCart } from '../testing/test-cart.ts';

let cart: TestCart;
beforeAll(async () => void (cart = await startTestCart()));
afterAll(() => cart.stop());

const HOUR_MS = 3_600_000;
const idOf = (guestCartId: string) => guestCartId.split('.')[0];

test('without a cart of their own the user adopts the guest’s, once and for all', async () => {
  const user = shopper();
  const guests = await cart.filled({}, [cart.catalog.put(), 2]);
  const adopted = await cart.change('cartMerge', { guestCartId: guests.id }, user);
  expect(adopted).toMatchObject({ id: idOf(guests.id), version: 3, lines: guests.lines });
  expect(await cart.change('cartMerge', { guestCartId: guests.id }, user)).toEqual(adopted);
  expect(await cart.read(guests.id)).toBeNull();
  expect(await cart.read(guests.id, user)).toBeNull();
  expect(await cart.read(adopted.id, user)).toEqual(adopted);
  const again = { cartId: guests.id, lines: [{ offerId: cart.catalog.put().offerId, quantity: 1 }] };
  expect(problemsOf(await cart.attempt('cartAddLines', again))).toEqual([['CART_NOT_FOUND', 'cartId']]);
});

test('with a cart of their own the lines move into it, once however often it is asked', async () => {
  const user = shopper();
  const [both, users, guests] = [cart.catalog.put({ available: null }), cart.catalog.put(), cart.catalog.put()];
  const own = await cart.filled({ caller: user }, [both, 600], [users, 1]);
  const guest = await cart.filled({}, [guests, 3], [both, 300]);
  const merged = await cart.change('cartMerge', { guestCartId: guest.id }, user);
  expect(merged).toMatchObject({ id: own.id, version: own.version + 1 });
  expect(contentOf(merged)).toEqual([
    [both.offerId, 900],
    [users.offerId, 1],
    [guests.offerId, 3],
  ]);
  expect(await cart.change('cartMerge', { guestCartId: guest.id }, user)).toEqual(merged);
  expect(await cart.read(own.id, user)).toEqual(merged);
  // The guest's cart has ended.
  expect(await cart.read(guest.id)).toBeNull();
  const input = { cartId: guest.id, lines: [{ offerId: both.offerId, quantity: 1 }] };
  expect(problemsOf(await cart.attempt('cartAddLines', input))).toEqual([['CART_NOT_FOUND', 'cartId']]);
});

test('more than an offer allows is kept and warned of, and blocks the checkout until the buyer has decided', async () => {
  const user = shopper();
  const few = cart.catalog.put({ available: null, maxQuantity: 5 });
  const own = await cart.filled({ caller: user }, [few, 4]);
  const guest = await cart.filled({}, [few, 3]);
  const merged = await cart.change('cartMerge', { guestCartId: guest.id }, user);
  expect(contentOf(merged)).toEqual([[few.offerId, 7]]);
  const cartLineId = own.lines[0]?.id ?? '';
  expect(merged.warnings).toEqual([expect.objectContaining({ code: 'QUANTITY_INVALID', cartLineId })]);
  expect((await cart.read(own.id, user))?.warnings).toEqual(merged.warnings);
  expect((await cart.freeze(merged, newId('chk'), {}, user)).kind).toBe('notPurchasable');
  const input = { cartId: own.id, lines: [{ cartLineId, quantity: 5 }] };
  expect((await cart.change('cartUpdateLines', input, user)).warnings).toEqual([]);
});

test('units that a line has no room for stay in the guest’s cart; asking again changes nothing', async () => {
  const user = shopper();
  const [much, other] = [cart.catalog.put({ available: null }), cart.catalog.put()];
  const own = await cart.filled({ caller: user }, [much, 600]);
  const guest = await cart.filled({}, [much, 500], [other, 1]);
  const merged = await cart.change('cartMerge', { guestCartId: guest.id }, user);
  expect(contentOf(merged)).toEqual([
    [much.offerId, 999],
    [other.offerId, 1],
  ]);
  const stayed = await cart.read(guest.id);
  expect(stayed && contentOf(stayed)).toEqual([[much.offerId, 101]]);
  expect(await cart.change('cartMerge', { guestCartId: guest.id }, user)).toEqual(merged);
  expect(await cart.read(guest.id)).toEqual(stayed);

  const input = { cartId: own.id, lines: [{ cartLineId: own.lines[0]?.id, quantity: 800 }] };
  await cart.change('cartUpdateLines', input, user);
  expect((await cart.change('cartMerge', { guestCartId: guest.id }, user)).totalQuantity).toBe(902);
  expect(await cart.read(guest.id)).toBeNull();
});

test('a merged guest cart is nobody else’s to merge', async () => {
  const guest = await cart.filled({}, [cart.catalog.put(), 1]);
  const user = shopper();
  await cart.filled({ caller: user });
  await cart.change('cartMerge', { guestCartId: guest.id }, user);
  const other = shopper();
  const merge = () => cart.attempt('cartMerge', { guestCartId: guest.id }, other);
  expect(problemsOf(await merge())).toEqual([['CART_NOT_FOUND', 'guestCartId']]);
  const others = await cart.filled({ caller: other });
  expect(problemsOf(await merge())).toEqual([['CART_NOT_FOUND', 'guestCartId']]);
  expect(await cart.read(others.id, other)).toEqual(others);
});

test('two at the same instant merge once', async () => {
  for (const hasOwn of [true, false]) {
    const user = shopper();
    const offer = cart.catalog.put();
    const own = hasOwn ? await cart.filled({ caller: user }, [offer, 1]) : null;
    const guest = await cart.filled({}, [offer, 2]);
    const [one, other] = await Promise.all([1, 2].map(() => cart.change('cartMerge', { guestCartId: guest.id }, user)));
    expect(one).toEqual(other);
    expect(one?.id).toBe(own?.id ?? idOf(guest.id));
    expect(one?.totalQuantity).toBe(hasOwn ? 3 : 2);
  }
});

test('two users at the same instant: exactly one gets the guest’s lines', async () => {
  const guest = await cart.filled({}, [cart.catalog.put(), 1]);
  const payloads = await Promise.all(
    [shopper(), shopper()].map((user) => cart.attempt('cartMerge', { guestCartId: guest.id }, user)),
  );
  expect(payloads.filter((payload) => payload.cart !== null)).toHaveLength(1);
  expect(payloads.flatMap(problemsOf)).toEqual([['CART_NOT_FOUND', 'guestCartId']]);
});

test('five guest carts adopted at the same instant become one, without loss', async () => {
  const user = shopper();
  const offer = cart.catalog.put({ available: null });
  const guests = await Promise.all(
    [1, 2, 3, 4, 5].map((quantity) => cart.filled({}, [offer, quantity], [cart.catalog.put(), 1])),
  );
  await Promise.all(guests.map(({ id }) => cart.change('cartMerge', { guestCartId: id }, user)));
  const own = await cart.filled({ caller: user });
  expect(own.lines).toHaveLength(6);
  expect(own.totalQuantity).toBe(20);
});

test('merging, adding and creating at the same instant lose nothing', async () => {
  const user = shopper();
  const offer = cart.catalog.put({ available: null });
  const guest = await cart.filled({}, [offer, 1]);
  const [, created] = await Promise.all([
    cart.change('cartMerge', { guestCartId: guest.id }, user),
    cart.filled({ caller: user }, [offer, 10]),
  ]);
  expect(await cart.read(created.id, user)).toMatchObject({ totalQuantity: 11 });
});

test('lines that find no room stay in the guest’s cart, which goes on and merges later', async () => {
  const user = shopper();
  const offers = Array.from({ length: 200 }, () => [cart.catalog.put(), 1] as const);
  const own = await cart.filled({ caller: user }, ...offers.slice(0, 199));
  const [fits, waits] = [cart.catalog.put(), cart.catalog.put()];
  const guest = await cart.filled({}, [fits, 1], [waits, 2]);
  const full = await cart.change('cartMerge', { guestCartId: guest.id }, user);
  expect(full.lines).toHaveLength(200);
  expect(contentOf((await cart.read(guest.id)) ?? own)).toEqual([[waits.offerId, 2]]);
  expect(await cart.change('cartMerge', { guestCartId: guest.id }, user)).toMatchObject({ lines: full.lines });
  await cart.change('cartRemoveLines', { cartId: own.id, cartLineIds: [own.lines[0]?.id] }, user);
  const merged = await cart.change('cartMerge', { guestCartId: guest.id }, user);
  expect(merged.totalQuantity).toBe(201);
  expect(await cart.read(guest.id)).toBeNull();
});

test('a guest’s cart of another region does not mix with the user’s', async () => {
  const user = shopper();
  const offer = cart.catalog.put();
  const own = await cart.filled({ caller: user }, [offer, 1]);
  const guest = await cart.filled({ regionCode: 'EU' }, [offer, 2]);
  const adopted = await cart.change('cartMerge', { guestCartId: guest.id }, user);
  expect(adopted).toMatchObject({ region: { code: 'EU' }, totalQuantity: 2 });
  expect(await cart.read(own.id, user)).toEqual(own);
});

test('a user’s cart that has expired is not revived by merging', async () => {
  const user = shopper();
  const old = await cart.filled({ caller: user }, [cart.catalog.put(), 1]);
  cart.passTime(31 * 24 * HOUR_MS);
  const guest = await cart.filled({}, [cart.catalog.put(), 2]);
  const adopted = await cart.change('cartMerge', { guestCartId: guest.id }, user);
  expect(adopted).toMatchObject({ id: idOf(guest.id), totalQuantity: 2 });
  expect(await cart.read(old.id, user)).toBeNull();
});

test('what is frozen on either side refuses, and both stay as they are', async () => {
  const user = shopper();
  const offer = cart.catalog.put();
  const own = await cart.filled({ caller: user }, [offer, 1]);
  const guest = await cart.filled({}, [offer, 2]);
  const merge = () => cart.attempt('cartMerge', { guestCartId: guest.id }, user);

  const guestCheckout = newId('chk');
  expect((await cart.freeze(guest, guestCheckout)).kind).toBe('frozen');
  expect(problemsOf(await merge())).toEqual([['CART_FROZEN', 'guestCartId']]);
  await cart.letGo('unfreezeCart', guestCheckout);

  const ownCheckout = newId('chk');
  expect((await cart.freeze(own, ownCheckout, {}, user)).kind).toBe('frozen');
  expect(problemsOf(await merge())).toEqual([['CART_FROZEN', 'guestCartId']]);
  expect((await cart.read(guest.id))?.lines).toEqual(guest.lines);
  await cart.letGo('unfreezeCart', ownCheckout);
  expect((await merge()).cart?.totalQuantity).toBe(3);
});

test('only a signed id proves a guest’s cart; unknown ones read as not found', async () => {
  const user = shopper();
  const guest = await cart.filled({});
  const others = await cart.filled({ caller: shopper() });
  const own = await cart.filled({ caller: user });
  const expired = await cart.filled({});
  for (const guestCartId of [idOf(guest.id), others.id, own.id, newId('crt'), '', `${guest.id}x`, '\u0000'])
    expect(problemsOf(await cart.attempt('cartMerge', { guestCartId }, user))).toEqual([
      ['CART_NOT_FOUND', 'guestCartId'],
    ]);
  cart.passTime(25 * HOUR_MS);
  expect(problemsOf(await cart.attempt('cartMerge', { guestCartId: expired.id }, user))).toEqual([
    ['CART_NOT_FOUND', 'guestCartId'],
  ]);
});

test('merging needs someone who is signed in', async () => {
  const guest = await cart.filled({});
  const document = 'mutation ($input: CartMergeInput!) { cartMerge(input: $input) { cart { id } } }';
  const { data, errors } = await cart.ask(document, { input: { guestCartId: guest.id } });
  expect(data).toEqual({ cartMerge: null });
  expect(errors).toMatchObject([{ extensions: { code: 'UNAUTHENTICATED' } }]);
});
