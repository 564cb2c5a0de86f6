import { buildSchema, parse } from 'graphql';
import { expect, test } from 'vitest';
import { createDocuments } from './documents.ts';

const schema = buildSchema('type Query { hello: String }');

test('a text is parsed and validated once', () => {
  const accept = createDocuments(schema);
  const first = accept('{ hello }');
  expect(first.kind).toBe('valid');
  expect(accept('{ hello }')).toBe(first);
  expect(accept('{ helo }')).toBe(accept('{ helo }'));
});

test('a parsed form that came along is used', () => {
  const document = parse('{ hello }');
  expect(createDocuments(schema)('{ hello }', document)).toEqual({ kind: 'valid', document });
});

test('mistakes are remembered as mistakes', () => {
  const accept = createDocuments(schema);
  for (const text of ['{ helo }', '{ hello', '', `{ ${'hello '.repeat(20_001)} }`])
    expect(accept(text)).toMatchObject({ kind: 'invalid', errors: [expect.anything()] });
});

test('the most recently used two thousand stay', () => {
  const accept = createDocuments(schema);
  const kept = accept('query Kept { hello }');
  const forgotten = accept('query Forgotten { hello }');
  for (let index = 0; index < 1_999; index++) {
    accept(`query Q${index} { hello }`);
    accept('query Kept { hello }');
  }
  expect(accept('query Kept { hello }')).toBe(kept);
  expect(accept('query Forgotten { hello }')).not.toBe(forgotten);
});
