import { newId } from '@bazaar/ids/id';
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { cartLine, cartWith, EU, known, offerView, US } from '../testing/samples.ts';
import type { Cart } from './cart.ts';
import type { OfferView } from './offer-view.ts';
import { priceCart, type PricedCart } from './price-cart.ts';
import { MAX_LINES, MAX_QUANTITY, MAX_UNIT_AMOUNT } from './quantity-rules.ts';
import { flatShipping } from './shipping-strategy.ts';
import { flatTax } from './tax-strategy.ts';

function price(cart: Cart, offers: ReadonlyMap<OfferView['offerId'], OfferView> | null): PricedCart {
  return priceCart({ cart, offers, country: null, tax: flatTax, shipping: flatShipping });
}

const VENDORS = Array.from({ length: 4 }, () => newId('vnd'));

/** A cart in any state that catalog and buyers can bring about, with catalog's answer. */
const situation = fc
  .record({
    inclusive: fc.boolean(),
    taxRatePpm: fc.nat(1_000_000),
    shipping: fc.nat(MAX_UNIT_AMOUNT),
    lines: fc.array(
      fc.record({
        vendor: fc.constantFrom(...VENDORS),
        unitAmount: fc.option(fc.oneof(fc.nat(2_000), fc.nat(MAX_UNIT_AMOUNT))),
        quantity: fc.integer({ min: 1, max: MAX_QUANTITY }),
        available: fc.option(fc.nat(MAX_QUANTITY)),
        purchasable: fc.boolean(),
        isDigital: fc.boolean(),
        isGone: fc.boolean(),
        express: fc.boolean(),
      }),
      { maxLength: 12 },
    ),
  })
  .map(({ inclusive, taxRatePpm, shipping, lines }) => {
    const region = { ...(inclusive ? EU : US), taxRatePpm, standardShipping: shipping, expressShipping: shipping };
    const offers = lines.map(({ vendor: vendorId, quantity: _q, isGone: _g, express: _e, ...rest }) =>
      offerView({ vendorId, ...rest }),
    );
    const given = cartWith(
      region,
      offers.map((offer, index) => cartLine(offer, lines[index]?.quantity)),
    );
    const shippingChoices = new Map(lines.flatMap((line) => (line.express ? [[line.vendor, 'EXPRESS'] as const] : [])));
    const there = offers.filter((_offer, index) => !lines[index]?.isGone);
    return { cart: { ...given, shippingChoices }, offers: known(...there) };
  });

const total = (amounts: readonly number[]): bigint => amounts.reduce((sum, amount) => sum + BigInt(amount), 0n);

describe('always', () => {
  test('the total is the sum of the groups, each the sum of its lines and its shipping', () => {
    fc.assert(
      fc.property(situation, ({ cart, offers }) => {
        const priced = price(cart, offers);
        const { taxInclusive } = cart.region;
        for (const group of priced.groups) {
          const bought = group.lines.filter((line) => line.problem === null);
          const shipping = BigInt(group.shipping.amount) + (taxInclusive ? 0n : BigInt(group.shippingTaxAmount));
          expect(BigInt(group.totalAmount)).toBe(total(bought.map((line) => line.totalAmount)) + shipping);
        }
        expect(BigInt(priced.totalAmount)).toBe(total(priced.groups.map((group) => group.totalAmount)));
        const { subtotalAmount, discountAmount, shippingAmount, taxAmount } = priced;
        const parts = total([subtotalAmount, -discountAmount, shippingAmount]);
        expect(BigInt(priced.totalAmount)).toBe(taxInclusive ? parts : parts + BigInt(taxAmount));
      }),
    );
  });

  test('no amount is negative or inexact, and every line stands in exactly one group', () => {
    fc.assert(
      fc.property(situation, ({ cart, offers }) => {
        const priced = price(cart, offers);
        const lines = priced.groups.flatMap((group) => group.lines);
        const amounts = [
          ...lines.flatMap((line) => [line.unitAmount, line.subtotalAmount, line.taxAmount, line.totalAmount]),
          ...priced.groups.flatMap((group) => [group.shipping.amount, group.shippingTaxAmount, group.totalAmount]),
          priced.totalAmount,
        ];
        expect(amounts.filter((amount) => !Number.isSafeInteger(amount) || amount < 0)).toEqual([]);
        expect(lines.map(({ line }) => line.id).sort()).toEqual(cart.lines.map(({ id }) => id).sort());
      }),
    );
  });

  test('tax is rounded half up once per line', () => {
    fc.assert(
      fc.property(situation, ({ cart, offers }) => {
        const { taxInclusive, taxRatePpm } = cart.region;
        const rate = BigInt(taxRatePpm);
        const divisor = taxInclusive ? 1_000_000n + rate : 1_000_000n;
        for (const { subtotalAmount, taxAmount } of price(cart, offers).groups.flatMap((group) => group.lines))
          expect(BigInt(taxAmount)).toBe((2n * BigInt(subtotalAmount) * rate + divisor) / (2n * divisor));
      }),
    );
  });
});

test('the dearest cart there can be is priced exactly', () => {
  const dearest = { ...US, taxRatePpm: 1_000_000, standardShipping: MAX_UNIT_AMOUNT };
  const offers = Array.from({ length: MAX_LINES }, () => offerView({ unitAmount: MAX_UNIT_AMOUNT, available: null }));
  const priced = price(
    cartWith(
      dearest,
      offers.map((offer) => cartLine(offer, MAX_QUANTITY)),
    ),
    known(...offers),
  );
  expect(priced.totalAmount).toBe(4_000_000_000_000_000);
  expect(BigInt(priced.totalAmount)).toBe(2n * 200n * (999n + 1n) * BigInt(MAX_UNIT_AMOUNT));
});

test('where tax comes on top it is added to goods and shipping', () => {
  const offer = offerView({ unitAmount: 333 });
  const priced = price(cartWith(US, [cartLine(offer, 3)]), known(offer));
  // 5 % of 999 is 49.95, of 500 is 25.
  expect(priced).toMatchObject({ subtotalAmount: 999, shippingAmount: 500, taxAmount: 75, totalAmount: 1_574 });
});

test('where prices include tax the total adds none', () => {
  const offer = offerView({ unitAmount: 1_190 });
  const priced = price(cartWith(EU, [cartLine(offer, 2)]), known(offer));
  // 19/119 of 2380 is 380, of 499 is 79.67.
  expect(priced).toMatchObject({ subtotalAmount: 2_380, shippingAmount: 499, taxAmount: 460, totalAmount: 2_879 });
});

test('rounding happens on the line, not on the unit or the sum', () => {
  // 5 % of 10 is 0.5, rounded up on each of two lines; on the sum it would be 1.
  const offers = [offerView({ unitAmount: 10, isDigital: true }), offerView({ unitAmount: 10, isDigital: true })];
  const priced = price(
    cartWith(
      US,
      offers.map((offer) => cartLine(offer)),
    ),
    known(...offers),
  );
  expect(priced.taxAmount).toBe(2);
  const [offer = offerView()] = offers;
  expect(price(cartWith(US, [cartLine(offer, 2)]), known(offer)).taxAmount).toBe(1);
});

test('each vendor sends a parcel of its own, and digital goods need none', () => {
  const vendorId = newId('vnd');
  const offers = [
    offerView({ vendorId }),
    offerView({ vendorId, isDigital: true }),
    offerView(),
    offerView({ isDigital: true }),
  ];
  const priced = price(
    cartWith(
      US,
      offers.map((offer) => cartLine(offer)),
    ),
    known(...offers),
  );
  expect(priced.groups.map((group) => [group.lines.length, group.shipping.code, group.shipping.amount])).toEqual([
    [2, 'STANDARD', 500],
    [1, 'STANDARD', 500],
    [1, 'DIGITAL', 0],
  ]);
});

test('a chosen method counts as long as it is offered', () => {
  const vendorId = newId('vnd');
  const physical = offerView({ vendorId });
  const digital = offerView({ vendorId, isDigital: true });
  const shippingChoices = new Map([[vendorId, 'EXPRESS']]);
  const codeFor = (offer: OfferView) =>
    price({ ...cartWith(US, [cartLine(offer)]), shippingChoices }, known(offer)).groups[0]?.shipping.code;
  expect(codeFor(physical)).toBe('EXPRESS');
  expect(codeFor(digital)).toBe('DIGITAL');
});

test('what cannot be bought is shown and left out of all sums', () => {
  const vendorId = newId('vnd');
  const fine = offerView({ vendorId });
  const short = offerView({ vendorId, available: 1 });
  const gone = offerView({ vendorId });
  const unpriced = offerView({ vendorId, unitAmount: null });
  const lines = [cartLine(fine), cartLine(short, 2), cartLine(gone), cartLine(unpriced)];
  const priced = price(cartWith(US, lines), known(fine, short, unpriced));
  expect(priced.groups[0]?.lines.map((line) => line.problem?.kind ?? null)).toEqual([
    null,
    'outOfStock',
    'offerUnavailable',
    'currencyNotSupported',
  ]);
  expect(priced).toMatchObject({ subtotalAmount: 1_000, shippingAmount: 500, totalAmount: 1_575 });
});

test('while catalog is away the offers count as they were last seen', () => {
  const offer = offerView({ unitAmount: 700 });
  const priced = price(cartWith(US, [cartLine(offer, 2)]), null);
  expect(priced).toMatchObject({ stale: true, subtotalAmount: 1_400 });
});

test('a price that is another one than when the line was added is noticed', () => {
  const offer = offerView();
  const priced = price(cartWith(US, [cartLine(offer)]), known({ ...offer, unitAmount: 1_001 }));
  expect(priced.groups[0]?.lines[0]).toMatchObject({ priceChanged: true, unitAmount: 1_001, problem: null });
});
