import { Supergraph } from '@apollo/federation-internals';
import { Kind, parse } from 'graphql';
import { expect, test } from 'vitest';
import { readCacheHints } from './cache-hints.ts';
import { policyOf } from './cache-policy.ts';
import { compileTags } from './change-tags.ts';
import { cachingSupergraph } from './testing/caching-market.ts';

const schema = Supergraph.build(cachingSupergraph()).schema.toGraphQLJSSchema();
const hinted = { schema, hints: readCacheHints(schema) };
const NO_DEFAULTS = { defaultMaxAgeS: 0, defaultStaleIfErrorS: 0 };

function rootOf(text: string) {
  const document = parse(text);
  const [operation] = document.definitions;
  const type = schema.getQueryType();
  if (operation?.kind !== Kind.OPERATION_DEFINITION || !type) throw new Error('no operation');
  return { document, type, set: operation.selectionSet };
}

function ageOf(text: string, defaults = NO_DEFAULTS) {
  const { document, type, set } = rootOf(text);
  const { maxAgeS, scope } = policyOf(set, { type, root: 'operation', document }, hinted, defaults);
  return scope === 'PRIVATE' ? `${maxAgeS} private` : maxAgeS;
}

test.each([
  ['the age of a type', '{ product(id: 1) { id title } }', 60],
  ['the lowest of all fields', '{ product(id: 1) { id offers { id } } }', 30],
  ['of fragments, too', '{ product(id: 1) { ...F } } fragment F on Product { offers { id } }', 30],
  ['what may be skipped counts', '{ product(id: 1) { id offers @skip(if: true) { id } } }', 30],
  ['an object without a hint is not kept', '{ product(id: 1) { fickle { at } } }', 0],
  ['nor is a root field', '{ product(id: 1) { id } count }', 0],
  ['nor introspection', '{ product(id: 1) { id } __schema { description } }', 0],
  ['nor nothing at all', '{ __typename }', 0],
  ['leaves have the age of what they are in', '{ product(id: 1) { stars } }', 60],
  ['what inherits has no age of its own', '{ products { nodes { id } } }', 60],
  ['one private field makes all of it private', '{ product(id: 1) { id note } }', '60 private'],
  ['and so does a private type', '{ me { id } product(id: 1) { offers { id } } }', '30 private'],
])('%s', (_, text, age) => {
  expect(ageOf(text)).toBe(age);
});

test('the default is for what has no hint', () => {
  expect(ageOf('{ product(id: 1) { fickle { at } } count }', { ...NO_DEFAULTS, defaultMaxAgeS: 7 })).toBe(7);
});

test('fragments upon fragments are read once', () => {
  const layers = Array.from({ length: 40 }, (_, at) => `fragment F${at} on Product { ...F${at + 1} ...F${at + 1} }`);
  expect(ageOf(`{ product(id: 1) { ...F0 } } ${layers.join(' ')} fragment F40 on Product { id }`)).toBe(60);
});

function tagsOf(text: string, data: unknown): string[] {
  const { document, type, set } = rootOf(text);
  return compileTags(set, { type, root: 'operation', document }, hinted)(data).toSorted();
}

test.each([
  ['an entity with its id', '{ product(id: 1) { id } }', { product: { id: '1' } }, ['Product:1']],
  ['by another name', '{ product(id: 1) { key: id } }', { product: { key: '1' } }, ['Product:1']],
  ['without it, all of its type', '{ product(id: 1) { title } }', { product: { title: 'x' } }, ['Product:*']],
  ['what is not there may come', '{ product(id: 1) { id } }', { product: null }, ['Product:*']],
  [
    'a list is of its type as a whole',
    '{ products { nodes { id } } }',
    { products: { nodes: [{ id: '1' }] } },
    ['Product:*', 'ProductList:*'],
  ],
  ['and so is a count of it', '{ products { total } }', { products: { total: 1 } }, ['Product:*', 'ProductList:*']],
  [
    'what changes with its parent is covered by it',
    '{ product(id: 1) { id offers { seller } } }',
    { product: { id: '1', offers: [{ seller: 'x' }] } },
    ['Product:1'],
  ],
  [
    'what is beyond stands alone',
    '{ product(id: 1) { id offers { id product { id } } } }',
    { product: { id: '1', offers: [{ id: 'x', product: { id: '2' } }] } },
    ['Offer:x', 'Product:1', 'Product:2'],
  ],
])('an answer depends on %s', (_, text, data, tags) => {
  expect(tagsOf(text, data)).toEqual(tags);
});
