import { newId } from '@bazaar/ids/id';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { priceRanges, rankOffers, type Competitor } from './buy-box.ts';
import { OFFER_CONDITIONS } from './offer.ts';

function offer(amount: number, changes: Partial<Competitor> = {}): Competitor {
  return {
    id: newId('off'),
    available: 10,
    minQuantity: 1,
    prices: [{ currency: 'USD', amount, compareAtAmount: null }],
    condition: 'NEW',
    leadTimeDays: 1,
    isPurchasable: true,
    ...changes,
  };
}

describe('the best offer', () => {
  const cases: [string, Competitor, Competitor][] = [
    ['in stock before cheaper', offer(200), offer(100, { available: 0 })],
    ['cheaper before newer in condition', offer(100, { condition: 'USED' }), offer(200)],
    ['new before refurbished before used', offer(100, { condition: 'REFURBISHED' }), offer(100, { condition: 'USED' })],
    ['faster before older', offer(100, { leadTimeDays: 0 }), offer(100, { leadTimeDays: 2 })],
    ['the older of equal ones', offer(100), offer(100)],
    ['fewer left than can be bought at once is sold out', offer(200), offer(100, { available: 2, minQuantity: 3 })],
    ['what never runs out is in stock', offer(200, { available: null }), offer(100, { available: 0 })],
  ];
  test.each(cases)('%s', (_claim, better, worse) => {
    expect(rankOffers([better, worse], 'USD')).toEqual([better, worse]);
    expect(rankOffers([worse, better], 'USD')).toEqual([better, worse]);
  });

  test('is none of what cannot be bought, or not in that currency', () => {
    expect(rankOffers([offer(100, { isPurchasable: false })], 'USD')).toEqual([]);
    expect(rankOffers([offer(100)], 'EUR')).toEqual([]);
  });
});

describe('the price range', () => {
  test('goes over what is in stock, and over all when nothing is', () => {
    const soldOut = [offer(50, { available: 0 }), offer(900, { available: 0 })];
    expect(priceRanges([offer(200), offer(300), ...soldOut])).toEqual([
      { currency: 'USD', minAmount: 200, maxAmount: 300 },
    ]);
    expect(priceRanges(soldOut)).toEqual([{ currency: 'USD', minAmount: 50, maxAmount: 900 }]);
    expect(priceRanges([offer(1, { isPurchasable: false })])).toEqual([]);
  });

  test('always begins with the best offer’s price', () => {
    const competitor = fc.record({
      id: fc.constant(null).map(() => newId('off')),
      available: fc.option(fc.integer({ min: 0, max: 3 })),
      minQuantity: fc.integer({ min: 1, max: 3 }),
      prices: fc.uniqueArray(
        fc.record({
          currency: fc.constantFrom('USD' as const, 'EUR' as const),
          amount: fc.integer({ min: 0, max: 5 }),
          compareAtAmount: fc.constant(null),
        }),
        { selector: (price) => price.currency },
      ),
      condition: fc.constantFrom(...OFFER_CONDITIONS),
      leadTimeDays: fc.integer({ min: 0, max: 2 }),
      isPurchasable: fc.boolean(),
    });
    fc.assert(
      fc.property(fc.array(competitor, { maxLength: 6 }), (offers) => {
        for (const currency of ['USD', 'EUR'] as const) {
          const best = rankOffers(offers, currency)[0]?.prices.find((price) => price.currency === currency);
          expect(priceRanges(offers).find((range) => range.currency === currency)?.minAmount).toBe(best?.amount);
        }
      }),
    );
  });
});
