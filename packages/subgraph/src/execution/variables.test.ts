import * as fc from 'fast-check';
import { buildSchema, getVariableValues, Kind, parse } from 'graphql';
import { expect, test } from 'vitest';
import { compileVariables } from './variables.ts';

const schema = buildSchema(`
  scalar Any
  enum Kind { A B }
  input Filter { text: String, count: Int! = 3, kinds: [Kind!] = [A], not: Filter, need: ID! }
  input Choice @oneOf { a: Int, b: String }
  type Query { n: Int }
`);

const TYPES = [
  'Int',
  'Int!',
  'Float',
  'String!',
  'Boolean',
  'ID',
  'ID!',
  'Any',
  'Any!',
  '[Any!]!',
  '[Int!]',
  '[[Int]]',
  'Kind',
  'Kind!',
  'Filter',
  'Filter!',
  '[Filter!]',
  'Choice',
  'Query',
  'Missing',
];
const DEFAULTS = ['', ' = null', ' = 1', ' = "A"', ' = A', ' = [1]', ' = { need: "x" }'];

const filter = fc.record(
  {
    text: fc.string(),
    count: fc.integer(),
    kinds: fc.constantFrom('A', ['A', 'B'], ['C']),
    need: fc.string(),
    not: fc.constantFrom(null, { need: 1 }, {}),
    extra: fc.nat(),
  },
  { requiredKeys: ['need'] },
);
const value = fc.oneof(
  fc.constantFrom<unknown[]>(
    null,
    undefined,
    'A',
    'B',
    1,
    -0,
    1.5,
    2 ** 40,
    true,
    [],
    [1, null],
    [[1], 2],
    {},
    { a: 1 },
    { a: 1, b: 'x' },
    { a: null },
    new Set([1]),
  ),
  filter,
  fc.array(filter),
  fc.jsonValue(),
);

test('variables become what graphql-js makes of them, and mistakes are told in its words', () => {
  const declaration = fc.tuple(
    fc.constantFrom('a', 'b', '__proto__', 'constructor'),
    fc.constantFrom(...TYPES),
    fc.constantFrom(...DEFAULTS),
  );
  const given = fc.dictionary(fc.constantFrom('a', 'b', 'constructor', 'unused'), value);
  fc.assert(
    fc.property(fc.array(declaration, { minLength: 1, maxLength: 3 }), given, (declarations, given) => {
      const [operation] = parse(
        `query (${declarations.map(([name, type, byDefault]) => `$${name}: ${type}${byDefault}`).join(' ')}) { n }`,
      ).definitions;
      if (operation?.kind !== Kind.OPERATION_DEFINITION) throw new Error('It is one.');
      const definitions = operation.variableDefinitions ?? [];
      const { coerced, errors } = compileVariables(schema, definitions)(given);
      const expected = getVariableValues(schema, definitions, given, { maxErrors: 50 });
      expect(coerced).toEqual(expected.coerced);
      expect(errors?.map(String)).toEqual(expected.errors?.map(String));
      if (coerced) expect(Object.keys(coerced)).toEqual(Object.keys(expected.coerced ?? {}));
    }),
    { numRuns: 1_000 },
  );
});

test('no more than fifty mistakes are told', () => {
  const [operation] = parse('query ($list: [Int]) { n }').definitions;
  if (operation?.kind !== Kind.OPERATION_DEFINITION) throw new Error('It is one.');
  const coerce = compileVariables(schema, operation.variableDefinitions ?? []);
  expect(coerce({ list: Array.from({ length: 100 }, () => 'x') }).errors).toHaveLength(51);
});
