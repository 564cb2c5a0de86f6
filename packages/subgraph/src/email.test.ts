import { describe, expect, test } from 'vitest';
import { isPostalCode, parseCountry } from './country.ts';
import { isEmail } from './email.ts';

test.each(['a@b.de', 'ann.lee+shop@mail.example.com', 'ünïcode@example.org', "o'neil@example.co.uk"])(
  '%s is an address',
  (text) => expect(isEmail(text)).toBe(true),
);

test.each([
  '',
  'a',
  'a@b',
  '@b.de',
  'a@.de',
  'a@b..de',
  'a b@c.de',
  'a@b.de ',
  'a@-b.de',
  'Ann <a@b.de>',
  'a@b@c.de',
  `${'a'.repeat(65)}@b.de`,
  `a@${'b'.repeat(260)}.de`,
])('%s is none', (text) => expect(isEmail(text)).toBe(false));

test('deciding about a long text takes no time', () => {
  const startedAt = performance.now();
  isEmail(`a@${'a-'.repeat(100_000)}`);
  isEmail(`a@${'a.'.repeat(120)}`);
  expect(performance.now() - startedAt).toBeLessThan(100);
});

describe('countries', () => {
  test.each([
    ['DE', 'DE'],
    ['de', 'DE'],
    ['XX', null],
    ['', null],
    ['DEU', null],
    ['EU', null],
  ])('%s: %s', (text, code) => expect(parseCountry(text)).toBe(code));
  test.each([
    ['DE', '10117', true],
    ['DE', ' 10117 ', true],
    ['DE', '1011', false],
    ['DE', null, false],
    ['US', '94103-1234', true],
    ['GB', 'SW1A 1AA', true],
    ['GB', '12345', false],
    ['CA', 'k1a 0b1', true],
    ['JP', '100-0001', true],
    ['AE', null, true],
    ['AE', 'x'.repeat(21), false],
  ])('%s %s: %s', (country, code, fits) => expect(isPostalCode(country, code)).toBe(fits));
});
