import { expect, test } from 'vitest';
import { toCount, toCounts, toNamesOf } from './options.ts';

test.each(['0', '-1', '1.5', 'two', ''])('"%s" is no count', (text) => {
  expect(() => toCount(text)).toThrow('whole number from 1');
});

test('counts are separated by commas, and each counts once', () => {
  expect(toCounts('1, 2,1')).toEqual([1, 2]);
  expect(() => toCounts('1,')).toThrow('whole number from 1');
});

test('names are taken from those there are, in their order', () => {
  const parse = toNamesOf(['stock', 'hive', 'bare']);
  expect(parse('bare, stock')).toEqual(['stock', 'bare']);
  expect(() => parse('stock,apolo')).toThrow('There is no apolo. There are: stock, hive, bare.');
});
