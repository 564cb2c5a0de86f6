import { newId } from '@bazaar/ids/id';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { mergeLines, planReservation, type OfferStock } from './plan-reservation.ts';

const [offerId, otherId] = [newId('off'), newId('off')];
const [first, second] = [newId('whs'), newId('whs')];

function stockOf(...levels: readonly [warehouseId: typeof first, priority: number, available: number][]): OfferStock {
  return {
    offerId,
    isActive: true,
    tracksStock: true,
    levels: levels.map(([warehouseId, priority, available]) => ({ warehouseId, priority, available })),
  };
}

test('the lowest priority number is drawn first, and a line is split', () => {
  const plan = planReservation([{ offerId, quantity: 5 }], [stockOf([second, 2, 9], [first, 1, 3])]);
  expect(plan).toEqual({
    kind: 'draws',
    draws: [
      { offerId, warehouseId: first, quantity: 3 },
      { offerId, warehouseId: second, quantity: 2 },
    ],
  });
});

test('warehouses of the same priority go by their ids', () => {
  const plan = planReservation([{ offerId, quantity: 1 }], [stockOf([second, 0, 1], [first, 0, 1])]);
  expect(plan).toMatchObject({ draws: [{ warehouseId: [first, second].sort()[0] }] });
});

test('one short line refuses all, and every shortage is named', () => {
  const lines = [
    { offerId, quantity: 3 },
    { offerId: otherId, quantity: 1 },
  ];
  expect(planReservation(lines, [stockOf([first, 0, 2])])).toEqual({
    kind: 'outOfStock',
    shortages: [
      { offerId, available: 2 },
      { offerId: otherId, available: 0 },
    ],
  });
});

test('an inactive offer has nothing to give, an untracked one everything', () => {
  const offer = stockOf([first, 0, 9]);
  expect(planReservation([{ offerId, quantity: 1 }], [{ ...offer, isActive: false }])).toMatchObject({
    kind: 'outOfStock',
  });
  expect(planReservation([{ offerId, quantity: 1e6 }], [{ ...offer, tracksStock: false, levels: [] }])).toEqual({
    kind: 'draws',
    draws: [],
  });
});

test('a plan draws exactly what is asked, never more than there is', () => {
  const levels = fc.array(fc.tuple(fc.integer({ min: 0, max: 3 }), fc.integer({ min: 0, max: 20 })), { maxLength: 5 });
  fc.assert(
    fc.property(levels, fc.integer({ min: 1, max: 40 }), (given, quantity) => {
      const stock = stockOf(
        ...given.map(([priority, available]): [typeof first, number, number] => [newId('whs'), priority, available]),
      );
      const total = given.reduce((sum, [, available]) => sum + available, 0);
      const plan = planReservation([{ offerId, quantity }], [stock]);
      if (total < quantity) {
        expect(plan).toEqual({ kind: 'outOfStock', shortages: [{ offerId, available: total }] });
        return;
      }
      if (plan.kind !== 'draws') throw new Error('refused what is there');
      expect(plan.draws.reduce((sum, draw) => sum + draw.quantity, 0)).toBe(quantity);
      for (const draw of plan.draws) {
        const level = stock.levels.find(({ warehouseId }) => warehouseId === draw.warehouseId);
        expect(draw.quantity).toBeLessThanOrEqual(level?.available ?? 0);
      }
    }),
  );
});

test('lines of the same offer are added up', () => {
  expect(
    mergeLines([
      { offerId, quantity: 1 },
      { offerId: otherId, quantity: 2 },
      { offerId, quantity: 4 },
    ]),
  ).toEqual([
    { offerId, quantity: 5 },
    { offerId: otherId, quantity: 2 },
  ]);
});
