import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { cartLine, offerView } from '../testing/samples.ts';
import type { CartLine } from './cart.ts';
import { mergeLines } from './merge-lines.ts';
import { MAX_LINES, MAX_QUANTITY } from './quantity-rules.ts';

const OFFERS = Array.from({ length: 8 }, (_, index) => offerView({ maxQuantity: index === 0 ? 5 : null }));

/** Lines on some of eight offers, each offer at most once. */
const lines = fc
  .uniqueArray(fc.record({ offer: fc.constantFrom(...OFFERS), quantity: fc.integer({ min: 1, max: MAX_QUANTITY }) }), {
    selector: ({ offer }) => offer.offerId,
  })
  .map((list) => list.map(({ offer, quantity }) => cartLine(offer, quantity)));

const unitsOf = (list: readonly CartLine[], { offerId }: Pick<CartLine, 'offerId'>) =>
  list.find((line) => line.offerId === offerId)?.quantity ?? 0;

test('nothing is lost: every unit is in the one cart or stays in the other', () => {
  fc.assert(
    fc.property(lines, lines, (own, guest) => {
      const merged = mergeLines(own, guest);
      for (const offer of OFFERS) {
        const wanted = unitsOf(own, offer) + unitsOf(guest, offer);
        expect(unitsOf(merged.lines, offer)).toBe(Math.min(wanted, MAX_QUANTITY));
        expect(unitsOf(merged.left, offer)).toBe(Math.max(0, wanted - MAX_QUANTITY));
      }
      for (const { id, offerId } of merged.left) expect(guest).toContainEqual(expect.objectContaining({ id, offerId }));
      expect(new Set(merged.lines.map(({ offerId }) => offerId)).size).toBe(merged.lines.length);
    }),
  );
});

test('the user’s own lines stay first, with their ids and the price when they were added', () => {
  fc.assert(
    fc.property(lines, lines, (own, guest) => {
      const merged = mergeLines(own, guest).lines.slice(0, own.length);
      const kept = ({ id, unitAmountWhenAdded }: CartLine) => ({ id, unitAmountWhenAdded });
      expect(merged.map(kept)).toEqual(own.map(kept));
    }),
  );
});

test('merging nothing changes nothing', () => {
  fc.assert(
    fc.property(lines, (own) => {
      expect(mergeLines(own, [])).toEqual({ lines: own, left: [] });
    }),
  );
});

test('what finds no room stays behind, and lines that are there still grow', () => {
  const own = Array.from({ length: MAX_LINES - 1 }, () => cartLine(offerView()));
  const [first] = own;
  if (!first) throw new Error('there is a first line');
  const guest = [cartLine(offerView()), cartLine(offerView(), 7), cartLine(first.lastSeen, 2)];
  const { lines: merged, left } = mergeLines(own, guest);
  expect(merged).toHaveLength(MAX_LINES);
  expect(left).toEqual([guest[1]]);
  expect(unitsOf(merged, first)).toBe(3);
});
