import { describe, expect, test } from 'vitest';
import { decideStatus, PRODUCT_STATUSES } from './product.ts';
import { checkVariants, isSlug, slugFrom } from './product-rules.ts';

test.each([
  ['Crème brûlée torch!', 'creme-brulee-torch'],
  ['  --  ', 'item'],
  ['日本', 'item'],
  ['a'.repeat(200), 'a'.repeat(80)],
  [`${'a'.repeat(79)} b`, 'a'.repeat(79)],
])('%s becomes the slug %s', (title, slug) => {
  expect(slugFrom(title)).toBe(slug);
  expect(isSlug(slug, 100)).toBe(true);
});

test.each(['', '-a', 'a-', 'a--b', 'A', 'ä', 'a b', 'a\n'])('%j is no slug', (text) => {
  expect(isSlug(text, 100)).toBe(false);
});

test('every variant has one of the values of every option', () => {
  const options = [{ name: 'Size', values: ['S', 'L'] }];
  const variant = (...optionValues: string[]) => ({ id: null, optionValues, barcode: null, weightGrams: null });
  expect(checkVariants(options, [variant('S'), variant('L')])).toEqual([]);
  expect(checkVariants(options, [variant('M'), variant(), variant('S', 'L')])).toHaveLength(3);
  expect(checkVariants([], [variant()])).toEqual([]);
});

describe('the way to the shop', () => {
  test.each([
    ['submit', { DRAFT: 'PENDING', REJECTED: 'PENDING' }],
    ['approve', { DRAFT: 'ACTIVE', PENDING: 'ACTIVE', REJECTED: 'ACTIVE' }],
    ['reject', { PENDING: 'REJECTED', ACTIVE: 'REJECTED' }],
    ['archive', { DRAFT: 'ARCHIVED', PENDING: 'ARCHIVED', ACTIVE: 'ARCHIVED', REJECTED: 'ARCHIVED' }],
  ] as const)('%s', (change, outcomes) => {
    const decided = PRODUCT_STATUSES.map((status) => [status, decideStatus(status, change)]);
    expect(Object.fromEntries(decided.filter(([, outcome]) => outcome !== null))).toEqual(outcomes);
  });
});
