import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { CURRENCIES, parseCurrency, type CurrencyCode } from './currency.ts';
import { fromDecimalString, toDecimalString } from './decimal.ts';
import { money } from './money.ts';

const currency = fc.constantFrom(...Object.keys(CURRENCIES)).map((code) => parseCurrency(code) ?? 'USD');

test('every amount of every currency survives the round trip', () => {
  fc.assert(
    fc.property(fc.oneof(fc.maxSafeInteger(), fc.integer({ min: -2000, max: 2000 })), currency, (amount, code) => {
      const value = money(amount, code);
      expect(fromDecimalString(toDecimalString(value), code)).toEqual(value);
    }),
  );
});

test.each<[number, CurrencyCode, string]>([
  [123_450, 'USD', '1234.50'],
  [-5, 'USD', '-0.05'],
  [0, 'USD', '0.00'],
  [1234, 'JPY', '1234'],
  [1234, 'KWD', '1.234'],
  [-7, 'KWD', '-0.007'],
  [12_345, 'CLF', '1.2345'],
  [9_007_199_254_740_991, 'USD', '90071992547409.91'],
])('%i minor units of %s are %s', (amount, code, text) => {
  expect(toDecimalString(money(amount, code))).toBe(text);
  expect(fromDecimalString(text, code)).toEqual(money(amount, code));
});

describe('reading', () => {
  test.each<[string, CurrencyCode, number]>([
    ['12', 'USD', 1200],
    ['12.3', 'USD', 1230],
    ['12.300', 'USD', 1230],
    ['007.50', 'USD', 750],
    ['-0.00', 'USD', 0],
    ['12.00', 'JPY', 12],
  ])('%s %s is %i minor units', (text, code, amount) => {
    expect(fromDecimalString(text, code)).toEqual(money(amount, code));
  });

  test.each<[string, CurrencyCode]>([
    ['12.345', 'USD'],
    ['12.5', 'JPY'],
    ['', 'USD'],
    ['.5', 'USD'],
    ['5.', 'USD'],
    ['-', 'USD'],
    ['+5', 'USD'],
    ['--5', 'USD'],
    ['1,234.50', 'USD'],
    ['12,50', 'EUR'],
    ['1e3', 'USD'],
    ['0x10', 'USD'],
    ['Infinity', 'USD'],
    [' 5', 'USD'],
    ['5\n', 'USD'],
    ['$5', 'USD'],
    ['٥', 'USD'],
    ['90071992547409.92', 'USD'],
    ['9'.repeat(400), 'USD'],
  ])('%j %s is refused, not rounded', (text, code) => {
    expect(fromDecimalString(text, code)).toBeNull();
  });
});
