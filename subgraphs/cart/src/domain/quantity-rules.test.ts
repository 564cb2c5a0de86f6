import { expect, test } from 'vitest';
import { offerView } from '../testing/samples.ts';
import { quantityProblem } from './quantity-rules.ts';

test.each([0, -1, 1.5, 1_000, 2 ** 31, 2 ** 53, NaN, Infinity])('%d units are none that a cart holds', (quantity) => {
  expect(quantityProblem(offerView({ available: null }), quantity)).toEqual({
    kind: 'quantityInvalid',
    min: 1,
    max: 999,
  });
});

test.each([
  [2, { kind: 'quantityInvalid', min: 3, max: 5 }],
  [3, null],
  [5, null],
  [6, { kind: 'quantityInvalid', min: 3, max: 5 }],
])('of an offer of three to five units, %d', (quantity, problem) => {
  expect(quantityProblem(offerView({ minQuantity: 3, maxQuantity: 5 }), quantity)).toEqual(problem);
});

test('an offer may not allow more than a cart does', () => {
  expect(quantityProblem(offerView({ maxQuantity: 5_000, available: null }), 1_000)).toMatchObject({ max: 999 });
});

test('stock to the last unit, and not one more', () => {
  expect(quantityProblem(offerView({ available: 4 }), 4)).toBeNull();
  expect(quantityProblem(offerView({ available: 4 }), 5)).toEqual({ kind: 'outOfStock', available: 4 });
});

test('untracked offers never run out', () => {
  expect(quantityProblem(offerView({ available: null }), 999)).toBeNull();
});

test('an offer that is not for sale, or has no price in the currency', () => {
  expect(quantityProblem(offerView({ purchasable: false }), 1)).toEqual({ kind: 'offerUnavailable' });
  expect(quantityProblem(offerView({ unitAmount: null }), 1)).toEqual({ kind: 'currencyNotSupported' });
});
