import { describe, expect, test } from 'vitest';
import { money } from './money.ts';

const usd = (amount: number) => money(amount, 'USD');
const MAX = Number.MAX_SAFE_INTEGER;

describe('amounts', () => {
  test.each([0.5, Number.NaN, Infinity, 2 ** 53, -(2 ** 53)])('%d cannot be one', (amount) => {
    expect(() => usd(amount)).toThrow(RangeError);
  });

  test('the largest can', () => {
    expect([usd(MAX).amount, usd(-MAX).amount]).toEqual([MAX, -MAX]);
  });

  test('zero has no sign', () => {
    expect(Object.is(usd(-0).amount, 0)).toBe(true);
  });
});
