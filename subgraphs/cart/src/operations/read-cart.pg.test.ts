import { afterAll, beforeAll, expect, test } from 'vitest';
import { contentOf, startTestCart, type TestCart } from '../testing/test-cart.ts';

let cart: TestCart;
beforeAll(async () => void (cart = await startTestCart()));
afterAll(() => cart.stop());

test('a region whose prices include tax shows it and adds none', async () => {
  const offer = cart.catalog.put({ prices: { EUR: 1_190 } });
  const european = await cart.filled({ regionCode: 'EU' }, [offer, 2]);
  expect(european).toMatchObject({
    subtotal: { amount: 2_380 },
    shipping: { amount: 499 },
    tax: { amount: 460 },
    total: { amount: 2_879 },
  });
});

test('money is shown in the region’s currency and the reader’s language', async () => {
  const { id } = await cart.filled({ regionCode: 'EU' }, [cart.catalog.put({ prices: { EUR: 123_456 } }), 1]);
  const { data } = await cart.ask(
    'query ($id: ID!) { cart(id: $id) { subtotal { currency formatted(locale: "de") } } }',
    { id },
  );
  expect(data).toEqual({ cart: { subtotal: { currency: 'EUR', formatted: '1.234,56\u00a0€' } } });
});

test('what changed since is warned about, and what cannot be bought is left out of the total', async () => {
  const vendorId = cart.catalog.put().vendorId;
  const make = (title: string) => cart.catalog.put({ vendorId, title });
  const [dearer, short, asleep, gone, unpriced, packed] = [
    make('Dearer'),
    make('Short'),
    make('Asleep'),
    make('Gone'),
    make('Unpriced'),
    make('Packed'),
  ];
  const seen = await cart.filled({}, [dearer, 1], [short, 3], [asleep, 1], [gone, 1], [unpriced, 1], [packed, 3]);
  expect(seen).toMatchObject({ warnings: [], total: { amount: 11_025 } });

  cart.catalog.put({ ...dearer, prices: { USD: 1_100 } });
  cart.catalog.put({ ...short, available: 2 });
  cart.catalog.put({ ...asleep, purchasable: false });
  cart.catalog.remove(gone.offerId);
  cart.catalog.put({ ...unpriced, prices: {} });
  cart.catalog.put({ ...packed, maxQuantity: 2 });

  const after = await cart.read(seen.id);
  expect(contentOf(after ?? seen)).toEqual(contentOf(seen));
  expect(after?.version).toBe(seen.version);
  expect(after?.total.amount).toBe(1_100 + 55 + 525);
  const lineOf = (index: number) => seen.lines[index]?.id;
  expect(after?.warnings.map(({ code, cartLineId }) => [code, cartLineId])).toEqual([
    ['PRICE_CHANGED', lineOf(0)],
    ['OFFER_OUT_OF_STOCK', lineOf(1)],
    ['OFFER_UNAVAILABLE', lineOf(2)],
    ['OFFER_UNAVAILABLE', lineOf(3)],
    ['OFFER_UNAVAILABLE', lineOf(4)],
    ['QUANTITY_INVALID', lineOf(5)],
  ]);
  expect(after?.warnings[1]?.message).toBe('Only 2 of Short are left.');
  expect(after?.lines.map((line) => line.isPurchasable)).toEqual([true, false, false, false, false, false]);
  expect(after?.lines[0]).toMatchObject({ unitPrice: { amount: 1_100 }, unitPriceWhenAdded: { amount: 1_000 } });
  expect(after?.lines[3]?.title).toBe('Gone');

  // A change answers what the next read answers.
  const changed = await cart.change('cartUpdateLines', {
    cartId: seen.id,
    lines: [{ cartLineId: lineOf(1), quantity: 2 }],
  });
  expect(changed.total.amount).toBe(1_100 + 55 + 2_000 + 100 + 525);
  expect(await cart.read(seen.id)).toEqual(changed);
});

test('while catalog is away a cart reads as last seen and cannot be changed', async () => {
  const offer = cart.catalog.put();
  const seen = await cart.filled({}, [offer, 2]);
  cart.catalog.put({ ...offer, prices: { USD: 2_000 } });
  cart.catalog.isAway = true;
  try {
    const stale = await cart.read(seen.id);
    expect(stale).toMatchObject({ version: seen.version, total: seen.total });
    expect(stale?.warnings.map(({ code, cartLineId }) => [code, cartLineId])).toEqual([['PRICE_STALE', null]]);
    expect(stale?.lines[0]?.isPurchasable).toBe(false);
    const cartLineId = seen.lines[0]?.id;
    for (const [name, type, input] of [
      ['cartAddLines', 'CartAddLinesInput', { lines: [{ offerId: offer.offerId, quantity: 1 }] }],
      ['cartUpdateLines', 'CartUpdateLinesInput', { lines: [{ cartLineId, quantity: 1 }] }],
      ['cartRemoveLines', 'CartRemoveLinesInput', { cartLineIds: [cartLineId] }],
      ['cartSelectShipping', 'CartSelectShippingInput', { vendorId: offer.vendorId, methodCode: 'EXPRESS' }],
    ] as const) {
      const document = `mutation ($input: ${type}!) { ${name}(input: $input) { cart { id } } }`;
      const { data, errors } = await cart.ask(document, { input: { cartId: seen.id, ...input } });
      expect(data).toEqual({ [name]: null });
      expect(errors).toMatchObject([{ path: [name], extensions: { code: 'SUBGRAPH_UNAVAILABLE' } }]);
    }
  } finally {
    cart.catalog.isAway = false;
  }
  expect(await cart.read(seen.id)).toMatchObject({ version: seen.version, lines: [{ quantity: 2 }] });
});

test('an empty cart needs no catalog', async () => {
  const { id } = await cart.filled({});
  const { asked } = cart.catalog;
  expect(await cart.read(id)).toMatchObject({ warnings: [], total: { amount: 0 } });
  expect(cart.catalog.asked).toBe(asked);
});

test('amounts up to the highest pass through storage unchanged', async () => {
  const seen = await cart.filled({}, [cart.catalog.put({ prices: { USD: 9_999_999_999 } }), 1]);
  expect((await cart.read(seen.id))?.lines[0]?.unitPriceWhenAdded.amount).toBe(9_999_999_999);
  await expect(cart.sql('update cart_line set unit_amount_when_added = 10000000001')).rejects.toThrow(
    'check constraint',
  );
});

test('a price that no cart can hold any more makes the line unavailable, not the cart unreadable', async () => {
  const offer = cart.catalog.put();
  const seen = await cart.filled({}, [offer, 5]);
  cart.catalog.put({ ...offer, prices: { USD: Number.MAX_SAFE_INTEGER } });
  expect(await cart.read(seen.id)).toMatchObject({ total: { amount: 0 }, warnings: [{ code: 'OFFER_UNAVAILABLE' }] });
});
