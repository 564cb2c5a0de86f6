import { newId } from '@bazaar/ids/id';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { commissionOf, type CommissionRule } from './commission.ts';

const NOW = new Date('2026-03-01T12:00:00Z');
const [mine, other] = [newId('vnd'), newId('vnd')];
const [shoes, clothes, books] = [newId('cat'), newId('cat'), newId('cat')];
const day = (offset: number): Date => new Date(NOW.getTime() + offset * 24 * 3_600_000);

function rule(ratePpm: number, given: Partial<CommissionRule> = {}): CommissionRule {
  return {
    id: newId('cmr'),
    vendorId: null,
    categoryId: null,
    ratePpm,
    validFrom: day(-10),
    validUntil: null,
    createdAt: day(-10),
    ...given,
  };
}

const line = { vendorId: mine, categoryIds: [shoes, clothes], netAmount: 10_000 };

describe('the most specific rule wins', () => {
  const all = rule(1);
  const category = rule(2, { categoryId: clothes });
  const vendor = rule(3, { vendorId: mine });
  const both = rule(4, { vendorId: mine, categoryId: shoes });
  test.each([
    ['none: the default', [], 100_000],
    ['all', [all], 1],
    ['a category beats all', [all, category], 2],
    ['a vendor beats a category', [all, category, vendor], 3],
    ['a vendor and category beat everything', [all, category, vendor, both], 4],
    ['whatever the order', [both, vendor, category, all], 4],
    ['another vendor’s rule counts for nothing', [all, rule(9, { vendorId: other })], 1],
    ['another category’s rule counts for nothing', [all, rule(9, { categoryId: books })], 1],
    [
      'of a kind the one that began last wins',
      [rule(5, { validFrom: day(-3) }), rule(6, { validFrom: day(-1) }), rule(7)],
      6,
    ],
    ['a rule that has not begun counts for nothing', [all, rule(9, { vendorId: mine, validFrom: day(1) })], 1],
    ['a rule begins at its moment', [all, rule(8, { validFrom: NOW })], 8],
    ['a rule that has ended counts for nothing', [all, rule(9, { vendorId: mine, validUntil: NOW })], 1],
    ['a rule counts until its end', [all, rule(8, { vendorId: mine, validUntil: day(1) })], 8],
  ])('%s', (_, rules, ratePpm) => {
    expect(commissionOf(line, rules, 100_000, NOW).ratePpm).toBe(ratePpm);
  });
});

test.each([
  [10_000, 100_000, 1_000],
  [1, 500_000, 1],
  [1, 499_999, 0],
  [999, 0, 0],
  [999, 1_000_000, 999],
])('of %i minor units %i parts per million are %i, half a unit upwards', (netAmount, ratePpm, amount) => {
  expect(commissionOf({ ...line, netAmount }, [rule(ratePpm)], 0, NOW).amount).toBe(amount);
});

test('whatever the rules: one that fits and none that is more specific; never more than the line', () => {
  const rules = fc.array(
    fc.record({
      vendorId: fc.constantFrom(null, mine, other),
      categoryId: fc.constantFrom(null, shoes, clothes, books),
      ratePpm: fc.integer({ min: 0, max: 1_000_000 }),
      validFrom: fc.integer({ min: -5, max: 5 }).map(day),
    }),
    { maxLength: 12 },
  );
  fc.assert(
    fc.property(rules, fc.nat({ max: 1_000_000_000 }), (given, netAmount) => {
      const all = given.map((fields) => rule(fields.ratePpm, fields));
      const fitting = all.filter(
        ({ vendorId, categoryId, validFrom }) =>
          (vendorId === null || vendorId === mine) &&
          (categoryId === null || categoryId === shoes || categoryId === clothes) &&
          validFrom <= NOW,
      );
      const { rule: chosen, amount } = commissionOf({ ...line, netAmount }, all, 50_000, NOW);
      expect(chosen === null).toBe(fitting.length === 0);
      expect(amount).toBeGreaterThanOrEqual(0);
      expect(amount).toBeLessThanOrEqual(netAmount);
      if (chosen === null) return;
      expect(fitting).toContain(chosen);
      const rank = ({ vendorId, categoryId }: CommissionRule): number =>
        Number(vendorId !== null) * 2 + Number(categoryId !== null);
      for (const candidate of fitting) {
        expect(rank(candidate)).toBeLessThanOrEqual(rank(chosen));
        if (rank(candidate) === rank(chosen)) expect(candidate.validFrom <= chosen.validFrom).toBe(true);
      }
      // The order in which the rules are read changes nothing.
      expect(commissionOf({ ...line, netAmount }, [...all].reverse(), 50_000, NOW).rule).toBe(chosen);
    }),
  );
});
