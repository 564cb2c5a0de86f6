import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { CURRENCIES, parseCurrency, type CurrencyCode } from './currency.ts';
import { toDecimalString } from './decimal.ts';
import { money } from './money.ts';

const currency = fc.constantFrom(...Object.keys(CURRENCIES)).map((code) => parseCurrency(code) ?? 'USD');

test('the digits of every amount of every currency are those of its minor units', () => {
  fc.assert(
    fc.property(fc.oneof(fc.maxSafeInteger(), fc.integer({ min: -2000, max: 2000 })), currency, (amount, code) => {
      expect(Number(toDecimalString(money(amount, code)).replace('.', ''))).toBe(amount);
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
});
