import { newId } from '@bazaar/ids/id';
import { expect, test } from 'vitest';
import { decideRepairs, findDoubtful, type VendorCopy } from './vendor-copy.ts';

const [one, other, third] = [newId('vnd'), newId('vnd'), newId('vnd')];
const copy = (id: VendorCopy['id'], sequence: number): VendorCopy => ({
  id,
  handle: 'h',
  name: 'N',
  status: 'ACTIVE',
  sequence,
});

test('what the export holds at the same or a later version is beyond doubt', () => {
  expect(findDoubtful([copy(one, 3), copy(other, 3)], [copy(one, 3), copy(other, 2)])).toEqual([]);
});

test('copies that are newer than the export, or not in it, are doubtful; an import’s copy too', () => {
  const seen = [
    { id: one, sequence: 4 },
    { id: other, sequence: 1 },
    { id: third, sequence: 0 },
  ];
  expect(findDoubtful([copy(one, 3)], seen)).toEqual(seen);
});

test('a doubtful copy that the owner knows by now came by an event, and stays', () => {
  expect(decideRepairs([{ id: one, sequence: 4 }], [copy(one, 4)], null)).toEqual({ overwrite: [], remove: [] });
  expect(decideRepairs([{ id: one, sequence: 4 }], [copy(one, 5)], null)).toEqual({ overwrite: [], remove: [] });
});

test('one that the owner still knows to be older is replaced, one that it still does not know is removed', () => {
  const doubtful = [
    { id: one, sequence: 9 },
    { id: other, sequence: 1 },
  ];
  expect(decideRepairs(doubtful, [copy(one, 3)], null)).toEqual({
    overwrite: [{ seen: doubtful[0], by: copy(one, 3) }],
    remove: [doubtful[1]],
  });
});

test('of what lies beyond the second export nothing is decided', () => {
  const [first, second, last] = [one, other, third].toSorted((a, b) => (a < b ? -1 : 1)) as [
    typeof one,
    typeof one,
    typeof one,
  ];
  const doubtful = [
    { id: first, sequence: 1 },
    { id: last, sequence: 1 },
  ];
  expect(decideRepairs(doubtful, [copy(second, 1)], second).remove).toEqual([doubtful[0]]);
});
