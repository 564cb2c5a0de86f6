import { expect, test } from 'vitest';
import { createKnownNames } from './known-names.ts';

test('names that strangers make up share a label once there are too many of them', () => {
  const nameOf = createKnownNames(2);
  expect(['A', 'B', 'C', 'A', 'C'].map((name) => nameOf(name, false))).toEqual(['A', 'B', '(other)', 'A', '(other)']);
});

test('registered documents have labels that strangers cannot use up', () => {
  const nameOf = createKnownNames(1);
  expect([nameOf('A', false), nameOf('B', false), nameOf('Mine', true), nameOf('Mine', false)]).toEqual([
    'A',
    '(other)',
    'Mine',
    'Mine',
  ]);
});

test('operations without a name share one', () => {
  expect(createKnownNames()(undefined, false)).toBe('(anonymous)');
});
