import { expect, test } from 'vitest';
import { parseManifest } from './parse-manifest.ts';

const apollo = {
  format: 'apollo-persisted-query-manifest',
  version: 1,
  operations: [{ id: 'sha256:ab', name: 'Feed', type: 'query', body: 'query Feed { a }' }],
};

test('Apollo’s manifest names each operation and its type', () => {
  expect(parseManifest('m.json', apollo)).toEqual([
    { id: 'ab', name: 'Feed', type: 'query', text: 'query Feed { a }' },
  ]);
});

test('the client preset’s file has texts by their hashes', () => {
  expect(parseManifest('m.json', { ab: 'query Feed { a }', 'sha256:cd': 'query B { b }' })).toEqual([
    { id: 'ab', name: null, type: null, text: 'query Feed { a }' },
    { id: 'cd', name: null, type: null, text: 'query B { b }' },
  ]);
});

test.each([
  ['a list', [], /^m.json is neither Apollo's .* nor/],
  ['nothing', null, /^m.json is neither/],
  ['texts that are none', { ab: 1 }, /^m.json is neither/],
  ['another version', { ...apollo, version: 2 }, /^m.json is no manifest:\n {2}- version: /],
  ['another format', { ...apollo, format: 'relay' }, /^m.json is no manifest:\n {2}- format: /],
  [
    'an operation without a body',
    { ...apollo, operations: [{ id: 'a', name: 'A', type: 'query' }] },
    /operations\.0\.body/,
  ],
  ['no operation', { ...apollo, operations: [] }, /^m.json has no operation\.$/],
  ['no text', {}, /^m.json has no operation\.$/],
])('%s is told to be none', (_, value, message) => {
  expect(() => parseManifest('m.json', value)).toThrow(message);
});
