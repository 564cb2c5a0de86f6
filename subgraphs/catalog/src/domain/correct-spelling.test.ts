import { expect, test } from 'vitest';
import { correctSpelling, typingErrors } from './correct-spelling.ts';
import { foldText, searchWords } from './search-words.ts';

test.each([
  ['lamp', 'lamp', 0],
  ['lapm', 'lamp', 1],
  ['lam', 'lamp', 1],
  ['lampp', 'lamp', 1],
  ['lomp', 'lamp', 1],
  ['haedphonse', 'headphones', 2],
  ['', 'abc', 3],
  ['kitten', 'sitting', 3],
])('%s and %s are %i typing errors apart', (a, b, errors) => {
  expect(typingErrors(a, b)).toBe(errors);
  expect(typingErrors(b, a)).toBe(errors);
});

test('only mistyped words change, in their place', () => {
  expect(correctSpelling('blue lapm 15 -dsek', { lapm: ['lamp'], dsek: ['desk'] })).toBe('blue lamp 15 -desk');
  expect(correctSpelling('Lámpp', { lampp: ['lamp'] })).toBe('lamp');
  expect(correctSpelling('blue lamp', {})).toBeNull();
});

test('the closest word wins, then the one that is more alike', () => {
  expect(correctSpelling('headphnes', { headphnes: ['headphone', 'headphones'] })).toBe('headphones');
  expect(correctSpelling('lapm', { lapm: ['lap', 'lamp'] })).toBe('lap');
});

test('the beginning of a word stands for it; short words need all their letters', () => {
  expect(correctSpelling('head', { head: ['headphones'] })).toBe('headphones');
  expect(correctSpelling('cta', { cta: ['cat'] })).toBeNull();
  expect(correctSpelling('desks', { desks: ['disco'] })).toBeNull();
});

test('words are folded, different, and without digits', () => {
  expect(foldText('Crème BRÛLÉE')).toBe('creme brulee');
  expect(searchWords('Crème brûlée, crème & X-100 of ab')).toEqual(['creme', 'brulee']);
});
