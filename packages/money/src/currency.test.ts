import { describe, expect, test } from 'vitest';
import { CURRENCIES, exponentOf, parseCurrency } from './currency.ts';

describe('exponents', () => {
  test.each([
    [0, 'BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF'],
    [
      2,
      'AED AUD BRL CAD CHF CNY CZK DKK EUR GBP HKD HUF IDR ILS INR MGA MRU MXN NOK NZD PHP PLN RON SEK SGD THB TRY TWD USD ZAR',
    ],
    [2, 'SLE VED VES XAD XCG ZWG'],
    [3, 'BHD IQD JOD KWD LYD OMR TND'],
    [4, 'CLF UYW'],
  ])('%i digits: %s', (exponent, codes) => {
    const wrong = codes.split(' ').filter((code) => {
      const currency = parseCurrency(code);
      return currency === null || exponentOf(currency) !== exponent;
    });
    expect(wrong).toEqual([]);
  });

  test('only the ones named above differ from two', () => {
    const counts = Object.values(CURRENCIES).reduce<Record<number, number>>(
      (seen, exponent) => ({ ...seen, [exponent]: (seen[exponent] ?? 0) + 1 }),
      {},
    );
    expect(counts).toEqual({ 0: 17, 2: 139, 3: 7, 4: 2 });
  });
});

describe('codes', () => {
  test('are three capital letters, sorted, each once', () => {
    const codes = Object.keys(CURRENCIES);
    expect(codes.filter((code) => !/^[A-Z]{3}$/.test(code))).toEqual([]);
    expect(codes).toEqual([...new Set(codes)].toSorted());
  });

  test.each([
    '',
    'usd',
    'Usd',
    ' USD',
    'USD ',
    'US',
    'USDX',
    'XXX',
    'XAU',
    'XDR',
    'toString',
    '__proto__',
    'constructor',
  ])('%j is none', (text) => {
    expect(parseCurrency(text)).toBeNull();
  });

  test.each(['ANG', 'BGN', 'CUC', 'DEM', 'HRK', 'SLL', 'ZWL'])('%s was withdrawn', (text) => {
    expect(parseCurrency(text)).toBeNull();
  });
});
