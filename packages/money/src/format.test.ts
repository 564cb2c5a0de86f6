import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { CurrencyCode } from './currency.ts';
import { toDecimalString } from './decimal.ts';
import { formatMoney } from './format.ts';
import { money } from './money.ts';

/** Spaces that locales use: no-break and narrow no-break. */
const plain = (text: string): string => text.replaceAll(/[\u00a0\u202f]/g, ' ');

test.each<[number, CurrencyCode, string, string]>([
  [123_450, 'USD', 'en', '$1,234.50'],
  [-123_450, 'USD', 'en', '-$1,234.50'],
  [123_450, 'EUR', 'de', '1.234,50 €'],
  [123_450, 'EUR', 'fr-FR', '1 234,50 €'],
  [1234, 'JPY', 'en', '¥1,234'],
  [1234, 'KWD', 'en', 'KWD 1.234'],
  [100, 'KWD', 'en', 'KWD 0.100'],
  [150_000, 'HUF', 'en', 'HUF 1,500.00'],
  [12_345, 'CLF', 'en', 'CLF 1.2345'],
  [100_000_00, 'INR', 'en-IN', '₹1,00,000.00'],
])('%i minor units of %s in %s are %s', (amount, code, locale, text) => {
  expect(plain(formatMoney(money(amount, code), locale))).toBe(text);
});

test('huge amounts keep every digit', () => {
  expect(formatMoney(money(9_007_199_254_740_991, 'USD'), 'en')).toBe('$90,071,992,547,409.91');
  expect(formatMoney(money(-9_007_199_254_740_991, 'USD'), 'en')).toBe('-$90,071,992,547,409.91');
  expect(formatMoney(money(9_007_199_254_740_991, 'JPY'), 'en')).toBe('¥9,007,199,254,740,991');
  expect(plain(formatMoney(money(9_007_199_254_740_991, 'KWD'), 'en'))).toBe('KWD 9,007,199,254,740.991');
});

test('every amount shows exactly its digits', () => {
  fc.assert(
    fc.property(fc.maxSafeInteger(), fc.constantFrom('USD', 'JPY', 'KWD', 'HUF', 'CLF'), (amount, code) => {
      const value = money(amount, code);
      expect(formatMoney(value, 'en').replaceAll(/[^\d.-]/g, '')).toBe(toDecimalString(value));
    }),
  );
});

describe('a locale that nobody knows reads as English', () => {
  test.each(['', 'xx', 'tlh-KL', 'not a locale', 'en_US', 'de-DE-de-DE-!', 'e', '🦄', `en-x-${'a'.repeat(5000)}`])(
    '%.30j',
    (locale) => {
      expect(formatMoney(money(123_450, 'EUR'), locale)).toBe('€1,234.50');
    },
  );
});

test('more locales than are kept still read right', () => {
  const texts = Array.from({ length: 1200 }, (_, i) => formatMoney(money(100, 'USD'), `en-x-n${i}`));
  expect(new Set(texts)).toEqual(new Set(['$1.00']));
});
