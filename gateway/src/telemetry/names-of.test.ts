import { expect, it } from 'vitest';
import { namesOf } from './names-of.ts';

it.each([
  ['its id', { documentId: 'sha256:abc' }, 'sha256:abc'],
  ['the hash of a persisted query', { extensions: { persistedQuery: { version: 1, sha256Hash: 'abc' } } }, 'abc'],
  ['both', { documentId: 'sha256:abc', extensions: { persistedQuery: { sha256Hash: 'def' } } }, 'sha256:abc'],
  ['a hash that is none', { extensions: { persistedQuery: { sha256Hash: { deep: true } } } }, undefined],
  ['a persisted query that is none', { extensions: { persistedQuery: 'abc' } }, undefined],
  ['neither', { extensions: {} }, undefined],
])('an operation is known by %s', (_, request, documentId) => {
  expect(namesOf(request)).toEqual({ operation: undefined, documentId });
});

it('a hash is cut like any other name', () => {
  const extensions = { persistedQuery: { sha256Hash: 'x'.repeat(5_000) } };
  expect(namesOf({ extensions }).documentId).toBe('x'.repeat(100));
});
