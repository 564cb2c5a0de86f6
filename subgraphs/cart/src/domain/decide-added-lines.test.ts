import { newId } from '@bazaar/ids/id';
import { expect, test } from 'vitest';
import { cartLine, known, offerView } from '../testing/samples.ts';
import type { CartLine } from './cart.ts';
import { decideAddedLines, type LineToAdd } from './decide-added-lines.ts';
import type { OfferView } from './offer-view.ts';
import { MAX_LINES } from './quantity-rules.ts';

const ADDED_AT = new Date('2026-03-01T12:00:00Z');

function decide(lines: readonly CartLine[], toAdd: readonly LineToAdd[], ...offers: readonly OfferView[]) {
  return decideAddedLines(lines, toAdd, known(...offers), { newLineId: () => newId('cln'), addedAt: ADDED_AT });
}

const quantities = (lines: readonly CartLine[]) => lines.map(({ offerId, quantity }) => [offerId, quantity]);

test('entries of one offer count together, with the line that is there', () => {
  const offer = offerView();
  const other = offerView();
  const line = cartLine(offer, 2);
  const toAdd = [offer, other, offer].map(({ offerId }, index) => ({ offerId, quantity: index + 1 }));
  const decided = decide([line], toAdd, offer, other);
  if (decided.kind !== 'added') throw new Error(decided.kind);
  expect(quantities(decided.lines)).toEqual([
    [offer.offerId, 6],
    [other.offerId, 2],
  ]);
  expect(quantities(decided.changed)).toEqual(quantities(decided.lines));
  expect(decided.lines[0]?.id).toBe(line.id);
});

test('an offer’s least is reached by its entries together', () => {
  const offer = offerView({ minQuantity: 2 });
  const one = { offerId: offer.offerId, quantity: 1 };
  expect(decide([], [one, one], offer).kind).toBe('added');
  expect(decide([], [one], offer).kind).toBe('refused');
});

test('a negative entry cannot hide behind a positive one', () => {
  const offer = offerView();
  const decided = decide(
    [],
    [
      { offerId: offer.offerId, quantity: 3 },
      { offerId: offer.offerId, quantity: -2 },
    ],
    offer,
  );
  expect(decided).toEqual({ kind: 'refused', problems: [{ index: 1, problem: expect.anything() }] });
});

test('every problem is told, in the order of the input', () => {
  const short = offerView({ available: 1 });
  const decided = decide(
    [],
    [
      { offerId: short.offerId, quantity: 2 },
      { offerId: null, quantity: 1 },
      { offerId: newId('off'), quantity: 1 },
      { offerId: short.offerId, quantity: 0 },
    ],
    short,
  );
  if (decided.kind !== 'refused') throw new Error(decided.kind);
  expect(decided.problems.map(({ index, problem }) => [index, problem.kind])).toEqual([
    [0, 'outOfStock'],
    [1, 'offerNotFound'],
    [2, 'offerNotFound'],
    [3, 'quantityInvalid'],
  ]);
});

test('a full cart takes more of what it holds and nothing else', () => {
  const lines = Array.from({ length: MAX_LINES }, () => cartLine(offerView()));
  const [first] = lines;
  if (!first) throw new Error('there is a first line');
  const other = offerView();
  expect(decide(lines, [{ offerId: first.offerId, quantity: 1 }], first.lastSeen).kind).toBe('added');
  expect(decide(lines, [{ offerId: other.offerId, quantity: 1 }], other).kind).toBe('tooManyLines');
});
