import { expect, test } from 'vitest';
import { parseManifest } from './parse-manifest.ts';

const apollo = {
  format: 'apollo-persisted-query-manifest',
  version: 1,
  operations: [{ id: 'sha256:ab', name: 'Feed', type: 'query', body: 'query Feed { a }' }],
};

test('Apollo’s manifest names each operation and its type', () => {
  expect(parseManifest(apollo)).toEqual([{ id: 'ab', name: 'Feed', type: 'query', text: 'query Feed { a }' }]);
});

test('the client preset’s file has texts by their hashes', () => {
  expect(parseManifest({ ab: 'query Feed { a }', 'sha256:cd': 'query B { b }' })).toEqual([
    { id: 'ab', name: null, type: null, text: 'query Feed { a }' },
    { id: 'cd', name: null, type: null, text: 'query B { b }' },
  ]);
});

test.each([
  ['a list', [], /^is neither Apollo's .* nor/],
  ['nothing', null, /^is neither/],
  ['texts that are none', { ab: 1 }, /^is neither/],
  ['another version', { ...apollo, version: 2 }, /^is no manifest:\n {2}- version: /],
  ['another format', { ...apollo, format: 'relay' }, /^is no manifest:\n {2}- format: /],
  [
    'an operation without a body',
    { ...apollo, operations: [{ id: 'a', name: 'A', type: 'query' }] },
    /operations\.0\.body/,
  ],
  ['an id without a text', { ab: '' }, /^is neither/],
  ['an id that is too long', { ['a'.repeat(257)]: '{ a }' }, /^has an id that is too long/],
  ['one id with two texts', { ab: '{ a }', 'sha256:ab': '{ b }' }, /^has two texts for "sha256:ab"$/],
])('%s is told to be none', (_, value, message) => {
  expect(() => parseManifest(value)).toThrow(message);
});

test('an id that is there twice with one text is one operation, whichever way it is written', () => {
  const hash = 'AB'.repeat(32);
  expect(parseManifest({ [hash]: '{ a }', [`sha256:${hash.toLowerCase()}`]: '{ a }' })).toEqual([
    { id: hash.toLowerCase(), name: null, type: null, text: '{ a }' },
  ]);
});
