import { newId } from '@bazaar/ids/id';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { postProviderFee, postRefund, postSale, type Entry, type PostedAmounts, type VendorPart } from './ledger.ts';

const vendorId = newId('vnd');
const NOTHING: PostedAmounts = { grossAmount: 0, commissionAmount: 0, feeTaxAmount: 0 };

function part(goodsAmount: number, shippingAmount: number, taxAmount: number, commissionAmount: number): VendorPart {
  return {
    vendorId,
    goodsAmount,
    shippingAmount,
    taxAmount,
    commissionAmount,
    totalAmount: goodsAmount + shippingAmount + taxAmount,
  };
}

function amounts(entries: readonly Entry[]): Record<string, number> {
  return Object.fromEntries(entries.map(({ account, amount }) => [account, amount]));
}

function posted(entries: readonly Entry[]): PostedAmounts {
  const { PROVIDER_CLEARING = 0, COMMISSION = 0, FEE_TAX = 0 } = amounts(entries);
  return { grossAmount: PROVIDER_CLEARING, commissionAmount: 0 - COMMISSION, feeTaxAmount: 0 - FEE_TAX };
}

const sumOf = (entries: readonly Entry[]): number => entries.reduce((sum, { amount }) => sum + amount, 0);

test('a sale: the provider holds the total; tax, commission and the tax on it are kept; the rest is owed', () => {
  const entries = postSale(part(10_000, 500, 1_995, 1_000), 190_000);
  expect(amounts(entries)).toEqual({
    PROVIDER_CLEARING: 12_495,
    SALES_TAX_PAYABLE: -1_995,
    COMMISSION: -1_000,
    FEE_TAX: -190,
    VENDOR_PAYABLE: -9_310,
  });
  expect(entries.filter((entry) => entry.vendorId !== null).map(({ account }) => account)).toEqual(['VENDOR_PAYABLE']);
});

test('nothing is no entry, but the vendor’s line always stands', () => {
  expect(amounts(postSale(part(100, 0, 0, 0), 0))).toEqual({ PROVIDER_CLEARING: 100, VENDOR_PAYABLE: -100 });
  expect(amounts(postSale(part(100, 0, 0, 100), 0))).toMatchObject({ COMMISSION: -100 });
  expect(postSale(part(100, 0, 0, 100), 0)).toHaveLength(3);
});

test('a refund of everything is the sale the other way round', () => {
  const all = part(10_000, 500, 1_995, 1_000);
  const sale = postSale(all, 190_000);
  const back = postRefund(all, posted(sale), NOTHING);
  expect(amounts(back)).toEqual(
    Object.fromEntries(Object.entries(amounts(sale)).map(([account, amount]) => [account, -amount])),
  );
});

test('what the provider keeps leaves its account', () => {
  expect(amounts(postProviderFee(30))).toEqual({ PROVIDER_FEES: 30, PROVIDER_CLEARING: -30 });
  expect(postProviderFee(0)).toEqual([]);
});

test('parts that do not add up are no sale and no refund', () => {
  const wrong = { ...part(100, 0, 0, 10), totalAmount: 101 };
  expect(() => postSale(wrong, 0)).toThrow(RangeError);
  expect(() => postRefund(wrong, posted(postSale(part(500, 0, 0, 50), 0)), NOTHING)).toThrow(RangeError);
});

test('more than was sold cannot go back', () => {
  const sale = posted(postSale(part(100, 0, 0, 10), 0));
  expect(() => postRefund(part(101, 0, 0, 0), sale, NOTHING)).toThrow('more would be refunded');
  expect(() => postRefund(part(50, 0, 0, 11), sale, NOTHING)).toThrow('more would be refunded');
  expect(() => postRefund(part(51, 0, 0, 0), sale, { ...NOTHING, grossAmount: 50 })).toThrow('more would be refunded');
});

/** Splits an amount at random places. */
function slices(amount: number, cuts: readonly number[]): number[] {
  const places = [0, ...cuts.map((cut) => Math.floor(cut * (amount + 1))).sort((left, right) => left - right), amount];
  return places.slice(1).map((place, index) => place - (places[index] ?? 0));
}

test('however a sale is refunded piece by piece, each posting sums to zero, and in the end nothing is left', () => {
  const minor = fc.nat({ max: 100_000_000 });
  const rate = fc.integer({ min: 0, max: 1_000_000 });
  const cuts = fc.array(fc.double({ min: 0, max: 0.999, noNaN: true }), { maxLength: 8 });
  fc.assert(
    fc.property(minor, minor, minor, rate, rate, cuts, (goods, shipping, tax, commissionPpm, feeTaxPpm, at) => {
      const commission = Math.floor((goods * commissionPpm) / 1_000_000);
      const sale = postSale(part(goods, shipping, tax, commission), feeTaxPpm);
      expect(sumOf(sale)).toBe(0);
      const pieces = [goods, shipping, tax, commission].map((amount) => slices(amount, at));
      const books = new Map(Object.entries(amounts(sale)));
      let refunded = NOTHING;
      for (const index of pieces[0]!.keys()) {
        const [goodsBack = 0, shippingBack = 0, taxBack = 0, commissionBack = 0] = pieces.map(
          (list) => list[index] ?? 0,
        );
        const entries = postRefund(part(goodsBack, shippingBack, taxBack, commissionBack), posted(sale), refunded);
        expect(sumOf(entries)).toBe(0);
        for (const { account, amount } of entries) books.set(account, (books.get(account) ?? 0) + amount);
        const back = posted(entries);
        refunded = {
          grossAmount: refunded.grossAmount - back.grossAmount,
          commissionAmount: refunded.commissionAmount - back.commissionAmount,
          feeTaxAmount: refunded.feeTaxAmount - back.feeTaxAmount,
        };
      }
      for (const balance of books.values()) expect(balance + 0).toBe(0);
    }),
  );
});
