import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { CurrencyMismatch, add, compare, isNegative, money, multiply, subtract, sum } from './money.ts';

const usd = (amount: number) => money(amount, 'USD');
const MAX = Number.MAX_SAFE_INTEGER;
const halves = fc.integer({ min: -(2 ** 52), max: 2 ** 52 - 1 });

describe('amounts', () => {
  test.each([0.5, Number.NaN, Infinity, 2 ** 53, -(2 ** 53)])('%d cannot be one', (amount) => {
    expect(() => usd(amount)).toThrow(RangeError);
  });

  test('the largest can', () => {
    expect([usd(MAX).amount, usd(-MAX).amount]).toEqual([MAX, -MAX]);
  });

  test('zero has no sign', () => {
    expect(Object.is(usd(-0).amount, 0)).toBe(true);
    expect(Object.is(multiply(usd(-5), 0).amount, 0)).toBe(true);
  });
});

describe('arithmetic', () => {
  test('agrees with whole numbers of any size', () => {
    fc.assert(
      fc.property(halves, halves, (a, b) => {
        expect(add(usd(a), usd(b))).toEqual(usd(a + b));
        expect(subtract(add(usd(a), usd(b)), usd(b))).toEqual(usd(a));
        expect(BigInt(sum('USD', [usd(a), usd(b), usd(-a)]).amount)).toBe(BigInt(b));
        expect(compare(usd(a), usd(b))).toBe(Math.sign(a - b));
        expect(isNegative(usd(a))).toBe(a < 0);
      }),
    );
  });

  test('a product is exact or refused, never rounded', () => {
    fc.assert(
      fc.property(fc.maxSafeInteger(), fc.integer(), (amount, quantity) => {
        const product = BigInt(amount) * BigInt(quantity);
        const isExact = product <= BigInt(MAX) && product >= -BigInt(MAX);
        const result = () => BigInt(multiply(usd(amount), quantity).amount);
        expect(isExact ? result() === product : refuses(result)).toBe(true);
      }),
    );
  });

  test('what would leave the exact range is refused, also on the way to a sum', () => {
    expect(() => add(usd(MAX), usd(1))).toThrow(RangeError);
    expect(() => subtract(usd(-MAX), usd(1))).toThrow(RangeError);
    expect(() => sum('USD', [usd(MAX), usd(1), usd(-1)])).toThrow(RangeError);
    expect(() => multiply(usd(1), 1.5)).toThrow(RangeError);
  });

  test('the sum of nothing is nothing', () => {
    expect(sum('JPY', [])).toEqual({ amount: 0, currency: 'JPY' });
  });

  test('different currencies never meet', () => {
    const eur = money(1, 'EUR');
    for (const work of [
      () => add(usd(1), eur),
      () => subtract(usd(1), eur),
      () => compare(usd(1), eur),
      () => sum('USD', [usd(1), eur]),
    ]) {
      expect(work).toThrow(CurrencyMismatch);
      expect(work).toThrow('EUR where USD was expected');
    }
  });
});

function refuses(work: () => unknown): boolean {
  try {
    work();
    return false;
  } catch (error) {
    return error instanceof RangeError;
  }
}
