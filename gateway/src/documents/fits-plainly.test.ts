import fc from 'fast-check';
import { buildSchema, getVariableValues, parse, type OperationDefinitionNode } from 'graphql';
import { expect, test } from 'vitest';
import { compileFit } from './fits-plainly.ts';

const schema = buildSchema(`
  type Query { nothing: Int }
  scalar Anything
  enum Mood { GOOD BAD }
  input Where { id: ID! }
`);

const TYPES = ['Int', 'Float', 'String', 'Boolean', 'ID', 'Anything', 'Mood', 'Where', 'Nothing'];
const LEAVES = TYPES.slice(0, 7);
const type = fc
  .tuple(fc.constantFrom(...TYPES), fc.constantFrom('T', 'T!', '[T]', '[T!]', '[T]!', '[T!]!', '[[T!]]'))
  .map(([name, shape]) => shape.replace('T', name));
const leaf = fc.oneof(
  fc.constantFrom<unknown>(null, true, 1, 1.5, 2 ** 31, -0, '', '1', 'GOOD', 'UGLY', { id: 'a' }, { id: 1, more: 2 }),
  fc.double(),
);
const value = fc.oneof(leaf, fc.array(fc.oneof(leaf, fc.array(leaf, { maxLength: 2 })), { maxLength: 3 }));

function definitionsOf(text: string) {
  // The one definition of the text.
  return (parse(`query (${text}) { nothing }`).definitions[0] as OperationDefinitionNode).variableDefinitions ?? [];
}

test('what fits, graphql-js takes, and plain values that it takes fit', () => {
  let fitting = 0;
  fc.assert(
    fc.property(
      type,
      fc.constantFrom('', ' = null', ' = 1'),
      fc.option(value, { nil: undefined }),
      (of, preset, given) => {
        const definitions = definitionsOf(`$v: ${of}${preset}`);
        const variables = given === undefined ? {} : { v: given };
        const { errors } = getVariableValues(schema, definitions, variables);
        const fits = compileFit(schema, definitions)(variables);
        if (fits) expect(errors).toBeUndefined();
        // graphql-js makes a list of a single value, which is left to it.
        const isPlain =
          LEAVES.some((name) => of.replaceAll(/[[\]!]/g, '') === name) && (!of.startsWith('[') || isNested(of, given));
        if (!errors && isPlain) expect(fits).toBe(true);
        if (fits) fitting += 1;
      },
    ),
    { numRuns: 3_000 },
  );
  expect(fitting).toBeGreaterThan(200);
});

function isNested(of: string, given: unknown): boolean {
  if (!of.startsWith('[') || given === null || given === undefined) return true;
  const inner = of.replace(/^\[(.*)\]!?$/, '$1');
  return Array.isArray(given) && given.every((item) => isNested(inner, item));
}

test('all of several have to fit, and others are nobody’s', () => {
  const fits = compileFit(schema, definitionsOf('$a: Int!, $b: [ID!], $c: Mood = GOOD'));
  expect(fits({ a: 1 })).toBe(true);
  expect(fits({ a: 1, b: ['x', 2], c: 'BAD', other: {} })).toBe(true);
  expect(fits({ b: ['x'] })).toBe(false);
  expect(fits({ a: 1, b: [null] })).toBe(false);
  expect(fits(Object.create({ a: 1 }) as Record<string, unknown>)).toBe(false);
});
