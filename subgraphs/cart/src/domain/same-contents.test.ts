import { newId } from '@bazaar/ids/id';
import { expect, test } from 'vitest';
import type { Cart } from './cart.ts';
import { hasSameContents } from './same-contents.ts';

const vendorId = newId('vnd');
const line = { offerId: newId('off'), quantity: 2 };

/** A cart as far as its contents go. */
function cartOf(contents: { lines: (typeof line)[]; choices?: [typeof vendorId, string][] }): Cart {
  // Nothing else of a cart is looked at.
  return { lines: contents.lines, shippingChoices: new Map(contents.choices) } as unknown as Cart;
}

test('the same units, sent the same way, are the same contents', () => {
  const choices: [typeof vendorId, string][] = [[vendorId, 'EXPRESS']];
  expect(hasSameContents(cartOf({ lines: [line], choices }), cartOf({ lines: [{ ...line }], choices }))).toBe(true);
});

test.each([
  ['another quantity', cartOf({ lines: [{ ...line, quantity: 3 }] })],
  ['another offer', cartOf({ lines: [{ ...line, offerId: newId('off') }] })],
  ['one line less', cartOf({ lines: [] })],
  ['another way of sending', cartOf({ lines: [line], choices: [[vendorId, 'EXPRESS']] })],
])('%s is another content', (_what, other) => {
  expect(hasSameContents(cartOf({ lines: [line] }), other)).toBe(false);
});
