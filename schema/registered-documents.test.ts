import { expect, test } from 'vitest';
import { parseDocuments } from './registered-documents.ts';

test('Apollo’s manifest', () => {
  const manifest = {
    format: 'apollo-persisted-query-manifest',
    version: 1,
    operations: [{ id: 'abc', name: 'A', type: 'query', body: 'query A { a }' }],
  };
  expect(parseDocuments(manifest, 'm.json')).toEqual([
    {
      partner: null,
      contract: null,
      hash: 'abc',
      operationName: 'A',
      text: 'query A { a }',
      lastUsedAt: null,
      source: 'm.json',
    },
  ]);
});

test('the client preset’s texts by hash', () => {
  expect(parseDocuments({ abc: '{ a }' }, 'p.json')).toEqual([
    {
      partner: null,
      contract: null,
      hash: 'abc',
      operationName: null,
      text: '{ a }',
      lastUsedAt: null,
      source: 'p.json',
    },
  ]);
});

test('the list of registered documents, whatever else it says of them', () => {
  const list = [{ partner: 'ptn_1', hash: 'abc', text: '{ a }', lastUsedAt: '2026-01-01T00:00:00Z', cost: 3 }];
  expect(parseDocuments(list, 'x.json')).toEqual([
    {
      partner: 'ptn_1',
      contract: null,
      hash: 'abc',
      operationName: null,
      text: '{ a }',
      lastUsedAt: '2026-01-01T00:00:00Z',
      source: 'x.json',
    },
  ]);
});

test.each([
  [null],
  ['{ a }'],
  [{ a: 1 }],
  [[{ text: '{ a }' }]],
  [{ format: 'apollo-persisted-query-manifest', version: 2 }],
])('%j is none of them', (value) => {
  expect(() => parseDocuments(value, 'x.json')).toThrow('x.json holds no documents');
});
