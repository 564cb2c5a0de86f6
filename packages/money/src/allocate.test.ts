import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { allocate } from './allocate.ts';

const amount = fc.maxSafeInteger();
const weights = fc.array(fc.oneof(fc.nat(5), fc.nat(100_000), fc.maxSafeNat()), { minLength: 1, maxLength: 12 });
const total = (parts: readonly number[]): bigint => parts.reduce((sum, part) => sum + BigInt(part), 0n);

test.each<[number, number[], number[]]>([
  [100, [1, 1, 1], [34, 33, 33]],
  [101, [1, 1, 1], [34, 34, 33]],
  [-100, [1, 1, 1], [-34, -33, -33]],
  [100, [1, 2, 3], [17, 33, 50]],
  [5, [3, 7], [2, 3]], // 1.5 and 3.5: the earlier one gets the unit
  [1, [1, 2], [0, 1]],
  [2, [0, 1, 1], [0, 1, 1]],
  [7, [0, 0, 0], [7, 0, 0]],
  [-7, [0, 0], [-7, 0]],
  [0, [1, 2], [0, 0]],
  [0, [], []],
  [9_007_199_254_740_991, [1, 1], [4_503_599_627_370_496, 4_503_599_627_370_495]],
  [1000, [9_007_199_254_740_991, 9_007_199_254_740_991, 1], [500, 500, 0]],
])('%i by %j is %j', (of, by, parts) => {
  expect(allocate(of, by)).toEqual(parts);
});

describe('always', () => {
  test('the parts sum to the amount', () => {
    fc.assert(
      fc.property(amount, weights, (of, by) => {
        expect(total(allocate(of, by))).toBe(BigInt(of));
      }),
    );
  });

  test('each part is less than one unit off its exact share', () => {
    fc.assert(
      fc.property(amount, weights, (of, by) => {
        const sum = total(by);
        fc.pre(sum > 0n);
        const off = allocate(of, by).map((part, i) => BigInt(part) * sum - BigInt(of) * BigInt(by[i] ?? 0));
        expect(off.every((error) => (error < 0n ? -error : error) < sum)).toBe(true);
      }),
    );
  });

  test('a larger weight never gets less, an equal one earlier never less than later', () => {
    fc.assert(
      fc.property(fc.maxSafeNat(), weights, (of, by) => {
        fc.pre(by.some((weight) => weight > 0));
        const parts = allocate(of, by);
        const ranked = by.map((weight, i) => ({ weight, part: parts[i] ?? 0, i }));
        const wrong = ranked.filter((a) =>
          ranked.some((b) => a.part < b.part && (a.weight > b.weight || (a.weight === b.weight && a.i < b.i))),
        );
        expect(wrong).toEqual([]);
      }),
    );
  });

  test('a refund splits as its charge did', () => {
    fc.assert(
      fc.property(fc.maxSafeNat(), weights, (of, by) => {
        expect(allocate(-of, by)).toEqual(allocate(of, by).map((part) => (part === 0 ? 0 : -part)));
      }),
    );
  });
});

test.each<[number, number[]]>([
  [1, []],
  [0.5, [1]],
  [2 ** 53, [1]],
  [1, [0.5]],
  [1, [2, -1]],
  [1, [Number.NaN]],
])('%d by %j is refused', (of, by) => {
  expect(() => allocate(of, by)).toThrow(RangeError);
});
