import { newId } from '@bazaar/ids/id';
import { expect, test } from 'vitest';
import { cartLine, known, offerView } from '../testing/samples.ts';
import { decideUpdatedLines } from './decide-updated-lines.ts';

test('of several entries for one line the last counts', () => {
  const offer = offerView();
  const line = cartLine(offer, 2);
  const update = (...quantities: readonly number[]) => {
    const decided = decideUpdatedLines(
      [line],
      quantities.map((quantity) => ({ id: line.id, quantity })),
      known(offer),
    );
    if (decided.kind !== 'updated') throw new Error(decided.kind);
    return { after: decided.lines.map(({ quantity }) => quantity), ...decided };
  };
  expect(update(3, 4)).toMatchObject({ after: [4], changed: [{ quantity: 4 }], gone: [] });
  expect(update(3, 0)).toMatchObject({ after: [], changed: [], gone: [line] });
  expect(update(0, 3)).toMatchObject({ after: [3], changed: [{ quantity: 3 }], gone: [] });
  expect(update(0, 0)).toMatchObject({ after: [], changed: [], gone: [line] });
});

test('fewer units of something that ran short are allowed, more are not', () => {
  const offer = offerView({ available: 1 });
  const line = cartLine(offer, 5);
  const update = (quantity: number) => decideUpdatedLines([line], [{ id: line.id, quantity }], known(offer)).kind;
  expect(update(4)).toBe('updated');
  expect(update(0)).toBe('updated');
  expect(update(5)).toBe('refused');
  expect(update(6)).toBe('refused');
  expect(update(-1)).toBe('refused');
});

test('a line whose offer is gone can only be taken out', () => {
  const line = cartLine(offerView(), 5);
  const update = (quantity: number) => decideUpdatedLines([line], [{ id: line.id, quantity }], known()).kind;
  expect(update(1)).toBe('refused');
  expect(update(0)).toBe('updated');
});

test('one unknown line refuses all', () => {
  const offer = offerView();
  const line = cartLine(offer);
  const decided = decideUpdatedLines(
    [line],
    [
      { id: line.id, quantity: 2 },
      { id: newId('cln'), quantity: 0 },
      { id: null, quantity: 1 },
    ],
    known(offer),
  );
  expect(decided).toEqual({
    kind: 'refused',
    problems: [
      { index: 1, problem: { kind: 'lineNotFound' } },
      { index: 2, problem: { kind: 'lineNotFound' } },
    ],
  });
});
