import { newId } from '@bazaar/ids/id';
import { cartQuote } from '@bazaar/schema/commands/cart';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { problemsOf, shopper, startTestCart, type CartAnswer, type TestCart } from '../testing/test-cart.ts';

let cart: TestCart;
beforeAll(async () => void (cart = await startTestCart()));
afterAll(() => cart.stop());

const HOUR_MS = 3_600_000;

async function expectOpen(seen: CartAnswer) {
  expect(await cart.read(seen.id)).toEqual(seen);
}

describe('freezing', () => {
  test('answers the complete quote, exact to the minor unit', async () => {
    const user = shopper();
    const shirt = cart.catalog.put({
      title: 'Shirt',
      variantTitle: 'Blue / L',
      sku: 'SHIRT-L',
      imageUrl: 'https://example.com/shirt.jpg',
      vendorName: 'Loom',
      prices: { USD: 1_999 },
      categoryIds: [newId('cat'), newId('cat')],
    });
    const song = cart.catalog.put({ title: 'Song', isDigital: true, available: null, prices: { USD: 99 } });
    const filled = await cart.filled({ caller: user }, [shirt, 3], [song, 1]);
    const seen = await cart.change(
      'cartSelectShipping',
      { cartId: filled.id, vendorId: shirt.vendorId, methodCode: 'EXPRESS' },
      user,
    );
    const [shirts, songs] = seen.lines;
    expect(await cart.freeze(seen, newId('chk'), {}, user)).toEqual({
      kind: 'frozen',
      quote: {
        cartId: seen.id,
        version: 3,
        buyerId: user.sub,
        currency: 'USD',
        taxInclusive: false,
        groups: [
          {
            vendorId: shirt.vendorId,
            vendorName: 'Loom',
            lines: [
              {
                cartLineId: shirts?.id,
                offerId: shirt.offerId,
                vendorId: shirt.vendorId,
                productId: shirt.productId,
                variantId: shirt.variantId,
                title: 'Shirt',
                variantTitle: 'Blue / L',
                sku: 'SHIRT-L',
                imageUrl: 'https://example.com/shirt.jpg',
                isDigital: false,
                categoryIds: shirt.categoryIds,
                quantity: 3,
                unitAmount: 1_999,
                subtotalAmount: 5_997,
                discountAmount: 0,
                vendorFundedDiscountAmount: 0,
                taxRatePpm: 50_000,
                taxAmount: 300,
                totalAmount: 6_297,
              },
            ],
            shippingMethodCode: 'EXPRESS',
            shippingMethodName: 'Express shipping',
            shippingAmount: 1_500,
            shippingTaxAmount: 75,
            totalAmount: 7_872,
          },
          {
            vendorId: song.vendorId,
            vendorName: 'Vendor',
            lines: [
              expect.objectContaining({
                cartLineId: songs?.id,
                isDigital: true,
                subtotalAmount: 99,
                taxAmount: 5,
                totalAmount: 104,
              }),
            ],
            shippingMethodCode: 'DIGITAL',
            shippingMethodName: 'Digital delivery',
            shippingAmount: 0,
            shippingTaxAmount: 0,
            totalAmount: 104,
          },
        ],
        subtotalAmount: 6_096,
        discountAmount: 0,
        shippingAmount: 1_500,
        taxAmount: 380,
        totalAmount: 7_976,
      },
    });
  });

  test('of a guest’s cart needs nobody signed in, and tells no key to it', async () => {
    const offer = cart.catalog.put({ prices: { EUR: 1_190 } });
    const seen = await cart.filled({ regionCode: 'EU' }, [offer, 1]);
    const outcome = await cart.freeze(seen, newId('chk'), { country: 'FR' });
    expect(outcome).toMatchObject({
      kind: 'frozen',
      quote: {
        cartId: seen.id.split('.')[0],
        buyerId: null,
        taxInclusive: true,
        shippingAmount: 499,
        taxAmount: 270,
        totalAmount: 1_689,
      },
    });
  });

  test('again for the same checkout answers the same quote, whatever has changed since and whoever asks', async () => {
    const user = shopper();
    const offer = cart.catalog.put();
    const seen = await cart.filled({ caller: user }, [offer, 2]);
    const checkoutId = newId('chk');
    const first = await cart.freeze(seen, checkoutId, {}, user);
    expect(first.kind).toBe('frozen');
    cart.catalog.put({ ...offer, prices: { USD: 5_000 }, available: 0 });
    expect(await cart.freeze(seen, checkoutId, {}, user)).toEqual(first);
    cart.catalog.isAway = true;
    try {
      // The sweep of orders resumes a checkout on behalf of nobody.
      expect(await cart.freeze(seen, checkoutId)).toEqual(first);
      expect(cartQuote.safeParse(first.kind === 'frozen' && first.quote).success).toBe(true);
    } finally {
      cart.catalog.isAway = false;
    }
  });

  test('two at the same instant for different checkouts: exactly one wins', async () => {
    const seen = await cart.filled({}, [cart.catalog.put(), 1]);
    const checkouts = Array.from({ length: 5 }, () => newId('chk'));
    const outcomes = await Promise.all(checkouts.map((id) => cart.freeze(seen, id)));
    const winner = outcomes.findIndex(({ kind }) => kind === 'frozen');
    expect(outcomes.filter(({ kind }) => kind === 'frozen')).toHaveLength(1);
    expect(outcomes.filter(({ kind }) => kind !== 'frozen')).toEqual(
      Array(4).fill({ kind: 'frozenByAnotherCheckout', checkoutId: checkouts[winner] }),
    );
  });

  test('two at the same instant for the same checkout get the same quote', async () => {
    const seen = await cart.filled({}, [cart.catalog.put(), 1]);
    const checkoutId = newId('chk');
    const [one, other] = await Promise.all([cart.freeze(seen, checkoutId), cart.freeze(seen, checkoutId)]);
    expect(one?.kind).toBe('frozen');
    expect(other).toEqual(one);
  });

  test('refuses what the buyer has not seen, and leaves the cart open', async () => {
    const offer = cart.catalog.put();
    const seen = await cart.filled({}, [offer, 2]);
    const freeze = (changes: Parameters<TestCart['freeze']>[2]) => cart.freeze(seen, newId('chk'), changes);
    expect(await freeze({ expectedVersion: 1 })).toEqual({ kind: 'versionStale', version: 2 });
    expect(await freeze({ expectedTotalAmount: 2_624 })).toEqual({ kind: 'totalChanged', totalAmount: 2_625 });
    expect(await freeze({ country: 'DE' })).toEqual({ kind: 'countryNotSupported' });
    expect(await freeze({ country: '\u0000' })).toEqual({ kind: 'countryNotSupported' });
    cart.catalog.put({ ...offer, prices: { USD: 1_100 } });
    expect(await freeze({})).toEqual({ kind: 'totalChanged', totalAmount: 2_835 });
    cart.catalog.put(offer);
    await expectOpen(seen);
  });

  test('refuses a cart that is empty, unknown or someone else’s', async () => {
    const empty = await cart.filled({});
    expect(await cart.freeze(empty, newId('chk'))).toEqual({ kind: 'empty' });
    const owned = await cart.filled({ caller: shopper() }, [cart.catalog.put(), 1]);
    for (const caller of [null, shopper()])
      expect(await cart.freeze(owned, newId('chk'), {}, caller)).toEqual({ kind: 'notFound' });
    const guest = await cart.filled({}, [cart.catalog.put(), 1]);
    for (const cartId of [guest.id.slice(0, -1), guest.id.split('.')[0] ?? '', newId('crt'), '\u0000'])
      expect(await cart.freeze(guest, newId('chk'), { cartId })).toEqual({ kind: 'notFound' });
    const merged = await cart.filled({}, [cart.catalog.put(), 1]);
    const user = shopper();
    await cart.filled({ caller: user });
    await cart.change('cartMerge', { guestCartId: merged.id }, user);
    expect(await cart.freeze(merged, newId('chk'))).toEqual({ kind: 'notFound' });
  });

  test('refuses a cart that changes while catalog is asked', async () => {
    const offer = cart.catalog.put();
    const seen = await cart.filled({}, [offer, 1]);
    const lines = [{ offerId: offer.offerId, quantity: 1 }];
    cart.catalog.meanwhile = () => cart.change('cartAddLines', { cartId: seen.id, lines });
    expect(await cart.freeze(seen, newId('chk'))).toEqual({ kind: 'versionStale', version: 3 });
    expect((await cart.read(seen.id))?.isFrozen).toBe(false);
  });

  test('says of every line why it cannot be bought', async () => {
    const offers = Array.from({ length: 5 }, () => cart.catalog.put());
    const [fine, short, asleep, gone, packed] = offers;
    if (!fine || !short || !asleep || !gone || !packed) throw new Error('there are five');
    const seen = await cart.filled({}, [fine, 1], [short, 4], [asleep, 1], [gone, 1], [packed, 1]);
    cart.catalog.put({ ...short, available: 3 });
    cart.catalog.put({ ...asleep, purchasable: false });
    cart.catalog.remove(gone.offerId);
    cart.catalog.put({ ...packed, minQuantity: 6 });
    const problem = (index: number, code: string, available: number | null = null) => ({
      cartLineId: seen.lines[index]?.id,
      offerId: offers[index]?.offerId,
      code,
      available,
    });
    expect(await cart.freeze(seen, newId('chk'))).toEqual({
      kind: 'notPurchasable',
      problems: [
        problem(1, 'OFFER_OUT_OF_STOCK', 3),
        problem(2, 'OFFER_UNAVAILABLE'),
        problem(3, 'OFFER_UNAVAILABLE'),
        problem(4, 'QUANTITY_INVALID'),
      ],
    });
    expect((await cart.read(seen.id))?.isFrozen).toBe(false);
  });

  test('is not done at prices nobody knows', async () => {
    const seen = await cart.filled({}, [cart.catalog.put(), 1]);
    cart.catalog.isAway = true;
    try {
      await expect(cart.freeze(seen, newId('chk'))).rejects.toMatchObject({ code: 'SUBGRAPH_UNAVAILABLE' });
    } finally {
      cart.catalog.isAway = false;
    }
    await expectOpen(seen);
  });

  test('is done for the buyer whom orders names, when nobody asks any more', async () => {
    const caller = shopper();
    const seen = await cart.filled({ caller }, [cart.catalog.put(), 1]);
    const checkoutId = newId('chk');
    for (const buyerId of [null, newId('usr'), 'nonsense'])
      expect(await cart.freeze(seen, checkoutId, { buyerId })).toEqual({ kind: 'notFound' });
    expect(await cart.freeze(seen, checkoutId, { buyerId: caller.sub })).toMatchObject({ kind: 'frozen' });
  });

  test('is for orders alone, with a well-formed request', async () => {
    const input = {
      cartId: 'x',
      checkoutId: newId('chk'),
      expectedVersion: 1,
      expectedTotalAmount: 1,
      country: 'US',
    };
    await expect(cart.command('cart.freezeCart', input, 'vendors')).rejects.toMatchObject({ code: 'FORBIDDEN' });
    await expect(cart.command('cart.freezeCart', { ...input, country: 1 }, 'orders')).rejects.toMatchObject({
      code: 'BAD_REQUEST',
    });
    expect(await cart.command('cart.freezeCart', { ...input, checkoutId: '\u0000' }, 'orders')).toEqual({
      kind: 'notFound',
    });
  });
});

describe('a frozen cart', () => {
  test('refuses every change', async () => {
    const offer = cart.catalog.put();
    const seen = await cart.filled({}, [offer, 1]);
    await cart.freeze(seen, newId('chk'));
    const cartLineId = seen.lines[0]?.id;
    for (const [name, input] of [
      ['cartAddLines', { lines: [{ offerId: offer.offerId, quantity: 1 }] }],
      ['cartUpdateLines', { lines: [{ cartLineId, quantity: 2 }] }],
      ['cartRemoveLines', { cartLineIds: [cartLineId] }],
      ['cartSelectShipping', { vendorId: offer.vendorId, methodCode: 'EXPRESS' }],
    ] as const)
      expect(problemsOf(await cart.attempt(name, { cartId: seen.id, ...input }))).toEqual([['CART_FROZEN', 'cartId']]);
    expect(await cart.read(seen.id)).toMatchObject({ isFrozen: true, version: seen.version, total: seen.total });
  });

  test('costs what its checkout was told, though its units are reserved and prices change', async () => {
    const offer = cart.catalog.put({ available: 1 });
    const added = await cart.filled({}, [offer, 1]);
    cart.catalog.put({ ...offer, prices: { USD: 1_100 } });
    const seen = (await cart.read(added.id)) ?? added;
    expect((await cart.freeze(seen, newId('chk'))).kind).toBe('frozen');
    cart.catalog.put({ ...offer, prices: { USD: 9_000 }, available: 0 });
    const frozen = await cart.read(seen.id);
    expect(frozen).toEqual({ ...seen, isFrozen: true, expiresAt: frozen?.expiresAt });
  });

  test('and a change at the same instant: one of them wins, and the quote is what the cart holds', async () => {
    for (let round = 0; round < 5; round++) {
      const offer = cart.catalog.put();
      const seen = await cart.filled({}, [offer, 1]);
      const [outcome, payload] = await Promise.all([
        cart.freeze(seen, newId('chk')),
        cart.attempt('cartAddLines', { cartId: seen.id, lines: [{ offerId: offer.offerId, quantity: 1 }] }),
      ]);
      expect([outcome.kind, ...payload.userErrors.map(({ code }) => code)]).toEqual(
        payload.cart ? ['versionStale'] : ['frozen', 'CART_FROZEN'],
      );
    }
  });
});

describe('letting go', () => {
  test('of a checkout that failed opens the cart as it was', async () => {
    const seen = await cart.filled({}, [cart.catalog.put(), 1]);
    const checkoutId = newId('chk');
    await cart.freeze(seen, checkoutId);
    expect(await cart.letGo('unfreezeCart', checkoutId)).toEqual({ kind: 'unfrozen' });
    expect(await cart.letGo('unfreezeCart', checkoutId)).toEqual({ kind: 'unfrozen' });
    expect(await cart.read(seen.id)).toMatchObject({ isFrozen: false, version: seen.version, lines: seen.lines });
    expect((await cart.freeze(seen, newId('chk'))).kind).toBe('frozen');
  });

  test('of a checkout that succeeded empties the cart once', async () => {
    const offer = cart.catalog.put();
    const filled = await cart.filled({}, [offer, 1]);
    const choice = { cartId: filled.id, vendorId: offer.vendorId, methodCode: 'EXPRESS' };
    const seen = await cart.change('cartSelectShipping', choice);
    const checkoutId = newId('chk');
    await cart.freeze(seen, checkoutId);
    expect(await cart.letGo('completeCart', checkoutId)).toEqual({ kind: 'completed' });
    const emptied = await cart.read(seen.id);
    expect(emptied).toMatchObject({ isFrozen: false, version: seen.version + 1, lines: [], total: { amount: 0 } });

    const lines = [{ offerId: offer.offerId, quantity: 1 }];
    const refilled = await cart.change('cartAddLines', { cartId: seen.id, lines });
    expect(refilled.groups[0]?.shipping.code).toBe('STANDARD');
    expect(await cart.letGo('completeCart', checkoutId)).toEqual({ kind: 'completed' });
    expect(await cart.letGo('unfreezeCart', checkoutId)).toEqual({ kind: 'unfrozen' });
    expect(await cart.read(seen.id)).toEqual(refilled);
  });

  test('of a checkout that holds nothing is fine', async () => {
    const seen = await cart.filled({}, [cart.catalog.put(), 1]);
    await cart.freeze(seen, newId('chk'));
    for (const checkoutId of [newId('chk'), newId('ord'), '', '\u0000'])
      for (const name of ['unfreezeCart', 'completeCart'])
        await expect(cart.command(`cart.${name}`, { checkoutId }, 'orders')).resolves.toBeDefined();
    expect((await cart.read(seen.id))?.isFrozen).toBe(true);
  });

  test('is for good: a freeze of the same checkout that arrives late finds it over', async () => {
    const seen = await cart.filled({}, [cart.catalog.put(), 1]);
    const early = newId('chk');
    await cart.letGo('unfreezeCart', early);
    expect(await cart.freeze(seen, early)).toEqual({ kind: 'notFound' });
    const frozen = newId('chk');
    await cart.freeze(seen, frozen);
    await cart.letGo('unfreezeCart', frozen);
    expect(await cart.freeze(seen, frozen)).toEqual({ kind: 'notFound' });
    expect((await cart.read(seen.id))?.isFrozen).toBe(false);
  });

  test('and freezing at the same instant never leave the cart frozen', async () => {
    const carts = await Promise.all(Array.from({ length: 20 }, () => cart.filled({}, [cart.catalog.put(), 1])));
    await Promise.all(
      carts.map(async (seen) => {
        const checkoutId = newId('chk');
        await Promise.all([cart.freeze(seen, checkoutId), cart.letGo('unfreezeCart', checkoutId)]);
      }),
    );
    expect(await Promise.all(carts.map(async ({ id }) => (await cart.read(id))?.isFrozen))).toEqual(
      Array(20).fill(false),
    );
  });

  test('late leaves a cart that would have expired meanwhile its whole life', async () => {
    const seen = await cart.filled({}, [cart.catalog.put(), 1]);
    cart.passTime(23.5 * HOUR_MS);
    const checkoutId = newId('chk');
    await cart.freeze(seen, checkoutId);
    cart.passTime(HOUR_MS);
    await cart.letGo('unfreezeCart', checkoutId);
    expect(await cart.read(seen.id)).toMatchObject({ isFrozen: false, totalQuantity: 1 });
  });
});
