import { newId } from '@bazaar/ids/id';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { contentOf, problemsOf, shopper, startTestCart, type CartAnswer, type TestCart } from '../testing/test-cart.ts';

let cart: TestCart;
beforeAll(async () => void (cart = await startTestCart()));
afterAll(() => cart.stop());

/** The same question again: nothing has changed. */
async function expectUnchanged(seen: CartAnswer) {
  expect(await cart.read(seen.id)).toEqual(seen);
}

describe('cartAddLines', () => {
  test('adds lines, grows them, and raises the version each time', async () => {
    const [one, two] = [cart.catalog.put({ prices: { USD: 1_250 } }), cart.catalog.put()];
    const first = await cart.filled({}, [one, 2], [two, 1]);
    expect(first).toMatchObject({
      version: 2,
      totalQuantity: 3,
      subtotal: { amount: 3_500 },
      shipping: { amount: 1_000 },
      tax: { amount: 225 },
      total: { amount: 4_725 },
      warnings: [],
    });
    const second = await cart.change('cartAddLines', {
      cartId: first.id,
      expectedVersion: 2,
      lines: [{ offerId: two.offerId, quantity: 4 }],
    });
    expect(second.version).toBe(3);
    expect(contentOf(second)).toEqual([
      [one.offerId, 2],
      [two.offerId, 5],
    ]);
    expect(second.lines.map(({ id }) => id)).toEqual(first.lines.map(({ id }) => id));
    await expectUnchanged(second);
  });

  test('a quantity left out is one', async () => {
    const { id } = await cart.filled({});
    const offer = cart.catalog.put();
    expect(contentOf(await cart.change('cartAddLines', { cartId: id, lines: [{ offerId: offer.offerId }] }))).toEqual([
      [offer.offerId, 1],
    ]);
  });

  test('refuses everything when one entry cannot be had, naming its field', async () => {
    const fine = cart.catalog.put();
    const offers = {
      short: cart.catalog.put({ available: 3 }),
      soldOut: cart.catalog.put({ available: 0 }),
      asleep: cart.catalog.put({ purchasable: false }),
      european: cart.catalog.put({ prices: { EUR: 100 } }),
      beyondMoney: cart.catalog.put({ prices: { USD: Number.MAX_SAFE_INTEGER }, available: null }),
      packs: cart.catalog.put({ minQuantity: 6, maxQuantity: 12, available: null }),
      endless: cart.catalog.put({ available: null }),
    };
    const seen = await cart.filled({}, [fine, 1], [offers.short, 2]);
    const bad: [string, number, string, string][] = [
      [newId('off'), 1, 'OFFER_NOT_FOUND', 'offerId'],
      [newId('prd'), 1, 'OFFER_NOT_FOUND', 'offerId'],
      ['', 1, 'OFFER_NOT_FOUND', 'offerId'],
      ["off_' or 1=1 --", 1, 'OFFER_NOT_FOUND', 'offerId'],
      ['off_\u0000', 1, 'OFFER_NOT_FOUND', 'offerId'],
      [`${fine.offerId}\u0000`, 1, 'OFFER_NOT_FOUND', 'offerId'],
      [fine.offerId, 0, 'QUANTITY_INVALID', 'quantity'],
      [fine.offerId, -1, 'QUANTITY_INVALID', 'quantity'],
      [fine.offerId, -(2 ** 31), 'QUANTITY_INVALID', 'quantity'],
      [offers.endless.offerId, 1_000, 'QUANTITY_INVALID', 'quantity'],
      [offers.endless.offerId, 2 ** 31 - 1, 'QUANTITY_INVALID', 'quantity'],
      [offers.packs.offerId, 5, 'QUANTITY_INVALID', 'quantity'],
      [offers.packs.offerId, 13, 'QUANTITY_INVALID', 'quantity'],
      [offers.soldOut.offerId, 1, 'OFFER_OUT_OF_STOCK', 'quantity'],
      [offers.short.offerId, 2, 'OFFER_OUT_OF_STOCK', 'quantity'],
      [offers.asleep.offerId, 1, 'OFFER_UNAVAILABLE', 'offerId'],
      [offers.european.offerId, 1, 'CURRENCY_NOT_SUPPORTED', 'offerId'],
      [offers.beyondMoney.offerId, 1, 'CURRENCY_NOT_SUPPORTED', 'offerId'],
    ];
    for (const [offerId, quantity, code, field] of bad) {
      const lines = [
        { offerId: fine.offerId, quantity: 1 },
        { offerId, quantity },
      ];
      const payload = await cart.attempt('cartAddLines', { cartId: seen.id, lines });
      expect(payload.cart).toBeNull();
      expect(problemsOf(payload), `${offerId} × ${quantity}`).toEqual([[code, `lines.1.${field}`]]);
    }
    await expectUnchanged(seen);
    const all = await cart.attempt('cartAddLines', {
      cartId: seen.id,
      lines: bad.slice(0, 3).map(([offerId, quantity]) => ({ offerId, quantity })),
    });
    expect(problemsOf(all).map(([, field]) => field)).toEqual([
      'lines.0.offerId',
      'lines.1.offerId',
      'lines.2.offerId',
    ]);
  });

  test.each([2 ** 31, -(2 ** 31) - 1, 1.5, '1', null])('%j is no quantity at all', async (quantity) => {
    const { id } = await cart.filled({});
    const { data, errors } = await cart.ask(
      'mutation ($input: CartAddLinesInput!) { cartAddLines(input: $input) { cart { id } } }',
      { input: { cartId: id, lines: [{ offerId: newId('off'), quantity }] } },
    );
    expect(data).toBeUndefined();
    expect(errors?.map(({ extensions }) => extensions)).toEqual([{ code: 'BAD_REQUEST' }]);
  });

  test('holds 200 lines, and asks about no more than that', async () => {
    const offers = Array.from({ length: 201 }, () =>
      cart.catalog.put({ prices: { USD: 10_000_000_000 }, available: null }),
    );
    const entries = offers.map(({ offerId }) => ({ offerId, quantity: 999 }));
    const { id } = await cart.filled({});
    const full = await cart.change('cartAddLines', { cartId: id, lines: entries.slice(0, 200) });
    expect(full.lines).toHaveLength(200);
    // 200 × (999 × 10^10, 500 for shipping) and 5 %.
    expect(full.total.amount).toBe(2_097_900_000_105_000);
    const tooMany = await cart.attempt('cartAddLines', { cartId: id, lines: entries.slice(200) });
    expect(problemsOf(tooMany)).toEqual([['CART_LINE_LIMIT_REACHED', 'lines']]);
    const { asked } = cart.catalog;
    const flood = Array.from({ length: 10_000 }, () => entries[0]);
    expect(problemsOf(await cart.attempt('cartAddLines', { cartId: id, lines: flood }))).toEqual([
      ['CART_LINE_LIMIT_REACHED', 'lines'],
    ]);
    const updates = Array.from({ length: 201 }, () => ({ cartLineId: newId('cln'), quantity: 1 }));
    expect(problemsOf(await cart.attempt('cartUpdateLines', { cartId: id, lines: updates }))).toEqual([
      ['CART_LINE_LIMIT_REACHED', 'lines'],
    ]);
    const ids = updates.map(({ cartLineId }) => cartLineId);
    expect(problemsOf(await cart.attempt('cartRemoveLines', { cartId: id, cartLineIds: ids }))).toEqual([
      ['CART_LINE_LIMIT_REACHED', 'cartLineIds'],
    ]);
    expect(cart.catalog.asked).toBe(asked);
    await expectUnchanged(full);
  });

  test('ten at once on one cart lose nothing', async () => {
    const shared = cart.catalog.put({ available: null });
    const { id } = await cart.filled({});
    const replies = await Promise.all(
      Array.from({ length: 10 }, (_, index) =>
        cart.change('cartAddLines', {
          cartId: id,
          lines: [
            { offerId: shared.offerId, quantity: index + 1 },
            { offerId: cart.catalog.put().offerId, quantity: 1 },
          ],
        }),
      ),
    );
    // Each reply prices the others' lines too, of which catalog was not asked for it.
    expect(replies.flatMap(({ warnings }) => warnings)).toEqual([]);
    const after = await cart.read(id);
    expect(after).toMatchObject({ version: 11, totalQuantity: 65 });
    expect(after?.lines).toHaveLength(11);
  });

  test('ten at once on the same version: exactly one wins', async () => {
    const offer = cart.catalog.put();
    const seen = await cart.filled({}, [offer, 1]);
    const payloads = await Promise.all(
      Array.from({ length: 10 }, () =>
        cart.attempt('cartAddLines', {
          cartId: seen.id,
          expectedVersion: seen.version,
          lines: [{ offerId: offer.offerId, quantity: 1 }],
        }),
      ),
    );
    expect(payloads.filter((payload) => payload.cart !== null)).toHaveLength(1);
    expect(payloads.flatMap(problemsOf)).toEqual(Array(9).fill(['CART_VERSION_STALE', 'expectedVersion']));
    expect((await cart.read(seen.id))?.totalQuantity).toBe(2);
  });
});

describe('cartUpdateLines and cartRemoveLines', () => {
  test('set quantities and take lines out', async () => {
    const offers = [cart.catalog.put(), cart.catalog.put(), cart.catalog.put()] as const;
    const seen = await cart.filled({}, [offers[0], 1], [offers[1], 2], [offers[2], 3]);
    const [first, second, third] = seen.lines;
    const updated = await cart.change('cartUpdateLines', {
      cartId: seen.id,
      lines: [
        { cartLineId: first?.id, quantity: 5 },
        { cartLineId: second?.id, quantity: 0 },
        { cartLineId: third?.id, quantity: 1 },
      ],
    });
    expect(updated.version).toBe(3);
    expect(contentOf(updated)).toEqual([
      [offers[0].offerId, 5],
      [offers[2].offerId, 1],
    ]);
    await expectUnchanged(updated);
    const removed = await cart.change('cartRemoveLines', {
      cartId: seen.id,
      cartLineIds: [third?.id, first?.id, third?.id],
    });
    expect(removed).toMatchObject({ version: 4, lines: [], groups: [], total: { amount: 0 } });
    await expectUnchanged(removed);
  });

  test('the same line twice: the last entry counts', async () => {
    const seen = await cart.filled({}, [cart.catalog.put(), 1]);
    const cartLineId = seen.lines[0]?.id;
    const update = (...quantities: number[]) =>
      cart.change('cartUpdateLines', {
        cartId: seen.id,
        lines: quantities.map((quantity) => ({ cartLineId, quantity })),
      });
    expect((await update(2, 3)).totalQuantity).toBe(3);
    const emptied = await update(2, 0);
    expect(emptied.lines).toEqual([]);
    await expectUnchanged(emptied);
  });

  test('refuse everything when one entry is wrong, naming its field', async () => {
    const [fine, short] = [cart.catalog.put(), cart.catalog.put({ available: 5 })];
    const seen = await cart.filled({}, [fine, 1], [short, 5]);
    const strangers = await cart.filled({}, [fine, 1]);
    const bad: [string | undefined, number, string, string][] = [
      [newId('cln'), 1, 'CART_LINE_NOT_FOUND', 'cartLineId'],
      [strangers.lines[0]?.id, 1, 'CART_LINE_NOT_FOUND', 'cartLineId'],
      ['\u0000', 1, 'CART_LINE_NOT_FOUND', 'cartLineId'],
      [seen.lines[1]?.id, 6, 'OFFER_OUT_OF_STOCK', 'quantity'],
      [seen.lines[1]?.id, -1, 'QUANTITY_INVALID', 'quantity'],
      [seen.lines[1]?.id, 2 ** 31 - 1, 'QUANTITY_INVALID', 'quantity'],
    ];
    for (const [cartLineId, quantity, code, field] of bad) {
      const lines = [
        { cartLineId: seen.lines[0]?.id, quantity: 0 },
        { cartLineId, quantity },
      ];
      const payload = await cart.attempt('cartUpdateLines', { cartId: seen.id, lines });
      expect(problemsOf(payload)).toEqual([[code, `lines.1.${field}`]]);
    }
    const removal = { cartId: seen.id, cartLineIds: [seen.lines[0]?.id, strangers.lines[0]?.id] };
    expect(problemsOf(await cart.attempt('cartRemoveLines', removal))).toEqual([
      ['CART_LINE_NOT_FOUND', 'cartLineIds.1'],
    ]);
    await expectUnchanged(seen);
    await expectUnchanged(strangers);
  });
});

test('a version that is not the cart’s any more, or never was, refuses every change', async () => {
  const offer = cart.catalog.put();
  const seen = await cart.filled({}, [offer, 1]);
  const cartLineId = seen.lines[0]?.id;
  for (const expectedVersion of [1, 3, 0, -1, 2 ** 31 - 1])
    for (const [name, input] of [
      ['cartAddLines', { lines: [{ offerId: offer.offerId, quantity: 1 }] }],
      ['cartUpdateLines', { lines: [{ cartLineId, quantity: 2 }] }],
      ['cartRemoveLines', { cartLineIds: [cartLineId] }],
      ['cartSelectShipping', { vendorId: offer.vendorId, methodCode: 'EXPRESS' }],
    ] as const)
      expect(problemsOf(await cart.attempt(name, { cartId: seen.id, expectedVersion, ...input }))).toEqual([
        ['CART_VERSION_STALE', 'expectedVersion'],
      ]);
  await expectUnchanged(seen);
});

test('someone else’s cart cannot be changed by its plain id', async () => {
  const offer = cart.catalog.put();
  const owner = shopper();
  const seen = await cart.filled({ caller: owner }, [offer, 1]);
  for (const caller of [null, shopper()]) {
    const input = { cartId: seen.id, lines: [{ offerId: offer.offerId, quantity: 1 }] };
    expect(problemsOf(await cart.attempt('cartAddLines', input, caller))).toEqual([['CART_NOT_FOUND', 'cartId']]);
  }
  expect(await cart.read(seen.id, owner)).toEqual(seen);
});

describe('cartSelectShipping', () => {
  test('chooses per vendor among what is offered', async () => {
    const [one, two, digital] = [cart.catalog.put(), cart.catalog.put(), cart.catalog.put({ isDigital: true })];
    const seen = await cart.filled({}, [one, 1], [two, 1], [digital, 1]);
    const choose = (vendorId: string, methodCode: string) =>
      cart.attempt('cartSelectShipping', { cartId: seen.id, vendorId, methodCode });
    const { cart: chosen } = await choose(two.vendorId, 'EXPRESS');
    expect(chosen).toMatchObject({ version: 3, shipping: { amount: 2_000 } });
    expect(chosen?.groups.map(({ vendor, shipping }) => [vendor.id, shipping.code, shipping.price.amount])).toEqual([
      [one.vendorId, 'STANDARD', 500],
      [two.vendorId, 'EXPRESS', 1_500],
      [digital.vendorId, 'DIGITAL', 0],
    ]);
    expect(await cart.read(seen.id)).toEqual(chosen);
    for (const [vendorId, code, problem] of [
      [newId('vnd'), 'STANDARD', ['VENDOR_NOT_FOUND', 'vendorId']],
      ['\u0000', 'STANDARD', ['VENDOR_NOT_FOUND', 'vendorId']],
      [one.vendorId, 'DRONE', ['SHIPPING_METHOD_NOT_FOUND', 'methodCode']],
      [one.vendorId, 'EXPRESS\u0000', ['SHIPPING_METHOD_NOT_FOUND', 'methodCode']],
      [digital.vendorId, 'STANDARD', ['SHIPPING_METHOD_NOT_FOUND', 'methodCode']],
    ] as const)
      expect(problemsOf(await choose(vendorId, code))).toEqual([problem]);
    expect(await cart.read(seen.id)).toEqual(chosen);
    expect((await choose(two.vendorId, 'STANDARD')).cart?.shipping.amount).toBe(1_000);
  });
});

describe('while catalog is asked for one change', () => {
  test('another may add lines: the reply prices those as they were added, and the rest as catalog says', async () => {
    const [dear, gone, mine, theirs] = [cart.catalog.put(), cart.catalog.put(), cart.catalog.put(), cart.catalog.put()];
    const seen = await cart.filled({}, [dear, 1], [gone, 1]);
    cart.catalog.put({ ...dear, prices: { USD: 2_000 } });
    cart.catalog.remove(gone.offerId);
    const add = (offerId: string) =>
      cart.change('cartAddLines', { cartId: seen.id, lines: [{ offerId, quantity: 1 }] });
    cart.catalog.meanwhile = () => add(theirs.offerId);
    const changed = await add(mine.offerId);
    expect(changed.version).toBe(4);
    expect(changed.warnings.map(({ code, cartLineId }) => [code, cartLineId])).toEqual([
      ['PRICE_CHANGED', seen.lines[0]?.id],
      ['OFFER_UNAVAILABLE', seen.lines[1]?.id],
    ]);
    await expectUnchanged(changed);
  });

  test('the version may move on: what was seen is stale', async () => {
    const [mine, theirs] = [cart.catalog.put(), cart.catalog.put()];
    const seen = await cart.filled({});
    const add = (offerId: string) =>
      cart.attempt('cartAddLines', {
        cartId: seen.id,
        expectedVersion: seen.version,
        lines: [{ offerId, quantity: 1 }],
      });
    cart.catalog.meanwhile = () => add(theirs.offerId);
    expect(problemsOf(await add(mine.offerId))).toEqual([['CART_VERSION_STALE', 'expectedVersion']]);
    expect(contentOf((await cart.read(seen.id)) ?? seen)).toEqual([[theirs.offerId, 1]]);
  });

  test('a checkout may freeze the cart, or its user sign in', async () => {
    const offer = cart.catalog.put();
    const input = (cartId: string) => ({ cartId, lines: [{ offerId: offer.offerId, quantity: 1 }] });
    const frozen = await cart.filled({}, [offer, 1]);
    cart.catalog.meanwhile = () => cart.freeze(frozen, newId('chk'));
    expect(problemsOf(await cart.attempt('cartAddLines', input(frozen.id)))).toEqual([['CART_FROZEN', 'cartId']]);
    const adopted = await cart.filled({}, [offer, 1]);
    const user = shopper();
    cart.catalog.meanwhile = () => cart.change('cartMerge', { guestCartId: adopted.id }, user);
    expect(problemsOf(await cart.attempt('cartAddLines', input(adopted.id)))).toEqual([['CART_NOT_FOUND', 'cartId']]);
    expect(await cart.filled({ caller: user })).toMatchObject({ totalQuantity: 1 });
  });
});
