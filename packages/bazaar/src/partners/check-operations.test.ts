import { Fault } from '@bazaar/runtime/faults';
import { buildSchema } from 'graphql';
import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { checkOperations } from './check-operations.ts';
import type { ManifestOperation } from '@bazaar/gateway/documents/parse-manifest';
import { limitSettings } from '@bazaar/gateway/guards/limits/limit-settings';
import { readCostOf, reckonBy } from './reckon-cost.ts';

const schema = buildSchema(`
  type Query { product(id: ID!): Product products(first: Int): [Product!]! }
  type Product { id: ID! name: String! related: [Product!]! }
`);

/** Objects cost 1, lists count as 10. */
const costOf = reckonBy(schema, { weights: new Map(), listSizes: new Map() });

const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');

function listed(text: string, given: Partial<ManifestOperation> = {}): ManifestOperation {
  return { id: sha256(text), text, name: null, type: null, ...given };
}

const check = (...operations: readonly ManifestOperation[]) => checkOperations(operations, schema, costOf);

test('sound operations come with their hash, name and cost', () => {
  const text = 'query Feed($n: Int) { products(first: $n) { ...P } } fragment P on Product { id name related { id } }';
  expect(check(listed(text, { name: 'Feed', type: 'query' }))).toEqual({
    kind: 'sound',
    documents: [{ hash: sha256(text), operationName: 'Feed', text, cost: 10 * (1 + 10) }],
  });
});

test('the same operation listed twice is one', () => {
  const feed = listed('query Feed { products { id } }');
  expect(check(feed, feed)).toMatchObject({ kind: 'sound', documents: [{ operationName: 'Feed' }] });
});

test('__typename may be asked for, as every client does', () => {
  expect(check(listed('query Feed { __typename products { __typename id } }')).kind).toBe('sound');
});

test('what it costs is told by whoever reckons it', () => {
  expect(checkOperations([listed('query A { products { id } }')], schema, () => 42)).toMatchObject({
    documents: [{ cost: 42 }],
  });
  expect(() => checkOperations([listed('query A { products { id } }')], schema, () => Number.NaN)).toThrow(RangeError);
});

test('what has no cost is refused with the reason', () => {
  const unknowable = () => {
    throw new Fault('BAD_REQUEST', 'products needs first or last.');
  };
  expect(checkOperations([listed('query A { products { id } }')], schema, unknowable)).toEqual({
    kind: 'refused',
    refusals: ['A: products needs first or last.'],
  });
});

test.each<[string, ManifestOperation, RegExp]>([
  ['another hash', listed('query A { products { id } }', { id: 'ab'.repeat(32) }), /^A: its id is not the SHA-256/],
  ['a SHA-1', listed('query A { products { id } }', { id: 'ab'.repeat(20) }), /hashAlgorithm sha256/],
  ['no GraphQL', listed('query A {'), /^A: Syntax Error: Expected Name, found <EOF>\.$/],
  [
    'a field that the contract has not',
    listed('query A { secret }'),
    /^A: Cannot query field "secret" on type "Query"\./,
  ],
  ['many mistakes', listed('query A { a b c d e }'), /And 2 more\.$/],
  ['no name', listed('{ products { id } }'), /^[0-9a-f]{12}…: the operation has no name$/],
  [
    'two operations',
    listed('query A { products { id } } query B { products { id } }'),
    /^A: a document has exactly one/,
  ],
  ['no operation', listed('fragment P on Product { id }'), /exactly one operation$/],
  ['another name', listed('query A { products { id } }', { name: 'B' }), /^B: its text calls it A$/],
  ['another type', listed('query A { products { id } }', { type: 'mutation' }), /its text is a query, not a mutation$/],
  ['introspection', listed('query A { __schema { types { name } } }'), /^A: it asks for the schema itself/],
  [
    'introspection in a fragment',
    listed('query A { ...Q } fragment Q on Query { __type(name: "Product") { name } }'),
    /^A: it asks for the schema itself/,
  ],
  ['a character that cannot be stored', listed('query A { products { id } } #\0'), /U\+0000/],
  ['a text without end', listed(`query A { products { ${'id '.repeat(40_000)} } }`), /longer than 100000 characters/],
])('%s is refused in one line', (_, operation, line) => {
  const outcome = check(listed('query Sound { products { id } }'), operation);
  if (outcome.kind !== 'refused') throw new Error(outcome.kind);
  expect(outcome.refusals).toHaveLength(1);
  expect(outcome.refusals[0]).toMatch(line);
  expect(outcome.refusals[0]).not.toContain('\n');
});

test('every operation at fault is named, in the order of the manifest', () => {
  const outcome = check(
    listed('query One { a }'),
    listed('query Two { products { id } }'),
    listed('query Three { c }'),
  );
  expect(outcome).toMatchObject({
    kind: 'refused',
    refusals: [expect.stringMatching(/^One: /), expect.stringMatching(/^Three: /)],
  });
});

test('fragments in fragments are reckoned in no time, and refused when they come to more than can be stored', () => {
  const bomb = (levels: number) => {
    const doubling = Array.from({ length: levels }, (_, n) => `fragment F${n} on Query { ...F${n + 1} ...F${n + 1} }`);
    return listed(`query Bomb { ...F0 } ${doubling.join(' ')} fragment F${levels} on Query { product(id: 1) { id } }`);
  };
  // Beyond every limit of the gateway.
  const most = Number.MAX_SAFE_INTEGER;
  const bounds = {
    limits: limitSettings.parse({ depth: most, nesting: most, fields: most, rootFields: most }),
    budget: most,
  };
  const reckoned = (levels: number) => checkOperations([bomb(levels)], schema, costOf, bounds);
  expect(reckoned(30)).toMatchObject({ kind: 'sound', documents: [{ cost: 2 ** 30 }] });
  expect(reckoned(40)).toEqual({ kind: 'refused', refusals: ['Bomb: it costs more than can be reckoned'] });
});

test('what the gateway would refuse is not published: beyond its limits, and beyond what a partner may spend', () => {
  const aliases = Array.from({ length: 400 }, (_, at) => `a${at}: id`).join(' ');
  expect(check(listed(`query Many { products { ${aliases} } }`))).toEqual({
    kind: 'refused',
    refusals: [expect.stringMatching(/^Many: .*alias/)],
  });
  const related = listed('query Dear { products { related { related { related { id } } } } }');
  expect(check(related)).toEqual({
    kind: 'refused',
    refusals: ['Dear: it costs 11110, and one may cost at most 5000'],
  });
});

test('the marketplace weighs what partners publish', async () => {
  const page = listed('query Feed($n: Int) { products(first: $n) { nodes { title } totalCount } }');
  const api = buildSchema(
    'type Query { products(first: Int): Page } type Page { nodes: [Product!] totalCount: Int } type Product { title: String }',
  );
  // The search weighs 10, each of 20 products 1, the count 10.
  expect(checkOperations([page], api, await readCostOf())).toMatchObject({ documents: [{ cost: 40 }] });
});

test('an operation of a kind that the contract does not have is refused, whatever is in it', () => {
  expect(check(listed('mutation Evil { userSignIn(input: { email: "a" }) { nonsense } }'))).toMatchObject({
    kind: 'refused',
  });
});
