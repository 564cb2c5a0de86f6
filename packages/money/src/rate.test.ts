import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { applyRate, taxIncludedIn } from './rate.ts';

const MILLION = 1_000_000n;
/** Amounts whose share at up to 100 % stays exact: all of them. */
const amount = fc.maxSafeInteger();
const rate = fc.integer({ min: 0, max: 1_000_000 });

describe('applyRate', () => {
  test.each([
    [1999, 50_000, 100], // 99.95
    [1990, 50_000, 100], // 99.5: half goes up
    [1989, 50_000, 99], // 99.45
    [-1990, 50_000, -100],
    [-1989, 50_000, -99],
    [1, 500_000, 1], // 0.5
    [-1, 500_000, -1],
    [1, 499_999, 0],
    [3, 333_333, 1],
    [100, 0, 0],
    [100, 1_000_000, 100],
    [100, 2_500_000, 250],
    [9_007_199_254_740_991, 81_250, 731_834_939_447_706], // 731834939447705.51875
    [9_007_199_254_740_991, 1_000_000, 9_007_199_254_740_991],
  ])('%i at %i ppm is %i', (of, at, result) => {
    expect(applyRate(of, at)).toBe(result);
  });

  test('is the nearest whole number, the farther one of two', () => {
    fc.assert(
      fc.property(amount, rate, (of, at) => {
        const share = BigInt(applyRate(of, at)) * MILLION;
        const error = share - BigInt(of) * BigInt(at);
        const towardsZero = of < 0 ? error > 0n : error < 0n;
        const distance = error < 0n ? -error : error;
        expect(2n * distance <= MILLION).toBe(true);
        expect(towardsZero && 2n * distance === MILLION).toBe(false);
      }),
    );
  });

  test('a refund mirrors its charge', () => {
    fc.assert(
      fc.property(amount, rate, (of, at) => {
        expect(applyRate(-of, at) + applyRate(of, at)).toBe(0);
      }),
    );
  });
});

describe('taxIncludedIn', () => {
  test.each([
    [10_500, 50_000, 500],
    [1999, 50_000, 95], // 95.19
    [11_900, 190_000, 1900],
    [107, 70_000, 7],
    [3, 1_000_000, 2], // 1.5: half goes up
    [-3, 1_000_000, -2],
    [500, 0, 0],
    [0, 190_000, 0],
  ])('%i at %i ppm contains %i', (gross, at, tax) => {
    expect(taxIncludedIn(gross, at)).toBe(tax);
  });

  test('net and tax make the gross, and the tax of that net is the same to one unit', () => {
    fc.assert(
      fc.property(amount, rate, (gross, at) => {
        const tax = taxIncludedIn(gross, at);
        const net = gross - tax;
        expect(BigInt(net) + BigInt(tax)).toBe(BigInt(gross));
        expect(Math.abs(applyRate(net, at) - tax)).toBeLessThanOrEqual(1);
      }),
    );
  });

  test('is the tax whose net, taxed without rounding, comes nearest to the gross', () => {
    fc.assert(
      fc.property(amount, rate, (gross, at) => {
        const whole = MILLION + BigInt(at);
        const error = BigInt(taxIncludedIn(gross, at)) * whole - BigInt(gross) * BigInt(at);
        expect(2n * (error < 0n ? -error : error) <= whole).toBe(true);
      }),
    );
  });

  test('a refund mirrors its charge', () => {
    fc.assert(
      fc.property(amount, rate, (of, at) => {
        expect(taxIncludedIn(-of, at) + taxIncludedIn(of, at)).toBe(0);
      }),
    );
  });
});

test.each([
  [0.5, 50_000],
  [2 ** 53, 50_000],
  [Number.NaN, 50_000],
  [100, 0.05],
  [100, -1],
  [Number.MAX_SAFE_INTEGER, 1_000_001],
])('%d at %d ppm is refused', (of, at) => {
  expect(() => applyRate(of, at)).toThrow(RangeError);
});
