import { newId } from '@bazaar/ids/id';
import { expect, test } from 'vitest';
import { takeFromDraws } from './take-from-draws.ts';

const [offerId, otherId] = [newId('off'), newId('off')];
const [first, second] = [newId('whs'), newId('whs')];
const held = [
  { offerId, warehouseId: first, quantity: 2 },
  { offerId, warehouseId: second, quantity: 3 },
  { offerId: otherId, warehouseId: first, quantity: 1 },
];

test('units are taken in the order in which they are held', () => {
  expect(takeFromDraws(held, [{ offerId, quantity: 4 }])).toEqual({
    taken: [
      { offerId, warehouseId: first, quantity: 2 },
      { offerId, warehouseId: second, quantity: 2 },
    ],
    missing: [],
  });
});

test('what is not held is missing', () => {
  expect(takeFromDraws(held, [{ offerId: otherId, quantity: 3 }])).toEqual({
    taken: [{ offerId: otherId, warehouseId: first, quantity: 1 }],
    missing: [{ offerId: otherId, quantity: 2 }],
  });
});
