import { buildSchema, lexicographicSortSchema, printSchema } from 'graphql';
import { describe, expect, test } from 'vitest';
import type { ContractFilter } from './decide-elements.ts';
import { filterSchema } from './filter-schema.ts';
import { printContract } from './open-contracts.ts';
import { readTags } from './read-tags.ts';

const LINK = 'extend schema @link(url: "https://specs.apollo.dev/tag/v0.3")';

/** `+` and `-` behind an element are short for the tags `public` and `internal`. */
function filter(sdl: string, { include = [], exclude = [] }: Partial<ContractFilter>) {
  const tagged = sdl.replaceAll(' +', ' @tag(name: "public")').replaceAll(' -', ' @tag(name: "internal")');
  // The API schema of a supergraph has no tags.
  const api = buildSchema(tagged.replaceAll(/ @tag\(name: "\w+"\)/g, ''));
  return filterSchema(api, readTags(`${LINK}\n${tagged}`), { include, exclude });
}

function contractOf(sdl: string, given: Partial<ContractFilter>): string {
  const filtered = filter(sdl, given);
  return filtered.kind === 'filtered' ? printContract(filtered.schema) : filtered.problems.join('\n');
}

const sorted = (sdl: string) => `${printSchema(lexicographicSortSchema(buildSchema(sdl)))}\n`;
const problemsOf = (sdl: string, given: Partial<ContractFilter>) => {
  const filtered = filter(sdl, given);
  return filtered.kind === 'refused' ? filtered.problems : [];
};

const PUBLIC = { include: ['public'] };
const NO_INTERNAL = { exclude: ['internal'] };

describe('include', () => {
  test('only tagged fields stay, and types by them', () => {
    const sdl = 'type Query { a: A + b: Int } type A { x: Int + y: Int } type B { z: Int }';
    expect(contractOf(sdl, PUBLIC)).toBe(sorted('type Query { a: A } type A { x: Int }'));
  });

  test('a tag on an object or interface holds for its fields', () => {
    const sdl = `type Query + { a: A i: I } type A + { x: Int y: Int } interface I + { x: Int } type C implements I + { x: Int }`;
    expect(contractOf(sdl, PUBLIC)).toBe(
      sorted('type Query { a: A i: I } type A { x: Int y: Int } interface I { x: Int } type C implements I { x: Int }'),
    );
  });

  test('arguments, inputs, enums and scalars need no tag: they stay as far as something leads to them', () => {
    const sdl = `type Query { a(by: By, at: Date = "1"): Kind + } input By { x: Inner } input Inner { y: Int }
      enum Kind { NEW OLD } scalar Date scalar Unused enum Other { A } input Lonely { x: Int }`;
    expect(contractOf(sdl, PUBLIC)).toBe(
      sorted(`type Query { a(by: By, at: Date = "1"): Kind } input By { x: Inner } input Inner { y: Int }
        enum Kind { NEW OLD } scalar Date`),
    );
  });

  test('a union needs a tag, and keeps the members of which something is left', () => {
    const sdl = 'type Query + { u: U } union U + = A | B type A { x: Int + } type B { y: Int }';
    expect(contractOf(sdl, PUBLIC)).toBe(sorted('type Query { u: U } union U = A type A { x: Int }'));
    expect(problemsOf(sdl.replace('U +', 'U'), PUBLIC)).toEqual([
      'Query.u is in the contract, but its type U is not: it is not tagged public.',
    ]);
  });

  test('one of several tags is enough', () => {
    const sdl = 'type Query { a: Int + b: Int - c: Int }';
    expect(contractOf(sdl, { include: ['public', 'internal'] })).toBe(sorted('type Query { a: Int b: Int }'));
  });

  test('a field whose type has nothing tagged is a problem that names both', () => {
    expect(problemsOf('type Query { a: A + } type A { x: Int }', PUBLIC)).toEqual([
      'Query.a is in the contract, but its type A is not: nothing of it is tagged public.',
    ]);
  });

  test('a Query of which nothing is tagged is a problem', () => {
    expect(problemsOf('type Query { a: Int }', PUBLIC)).toEqual([
      'Query is not in the contract: nothing of it is tagged public. There must be something to ask for.',
    ]);
  });

  test('mutations and subscriptions go when nothing of them is tagged', () => {
    const sdl = 'type Query { a: Int + } type Mutation { b: Int } type Subscription { c: Int + }';
    expect(contractOf(sdl, PUBLIC)).toBe(sorted('type Query { a: Int } type Subscription { c: Int }'));
  });

  test('root types keep their names', () => {
    const sdl = 'schema { query: Q mutation: M } type Q { a: Int + } type M { b: Int + }';
    expect(contractOf(sdl, PUBLIC)).toBe(sorted('schema { query: Q mutation: M } type Q { a: Int } type M { b: Int }'));
  });
});

describe('exclude', () => {
  test('wins over include, on elements and on types', () => {
    const sdl = 'type Query + { a: Int b: Int - c: C } type C + - { x: Int }';
    expect(problemsOf(sdl, { ...PUBLIC, ...NO_INTERNAL })).toEqual([
      'Query.c is in the contract, but its type C is not: it is tagged internal.',
    ]);
    expect(contractOf(sdl.replace('c: C', 'c: C -'), { ...PUBLIC, ...NO_INTERNAL })).toBe(
      sorted('type Query { a: Int }'),
    );
  });

  test('without include everything else stays, as far as something leads to it', () => {
    const sdl = 'type Query { a: Int b: B } type B { x: Int y: C - } type C { z: Int } enum Unused { A }';
    expect(contractOf(sdl, NO_INTERNAL)).toBe(sorted('type Query { a: Int b: B } type B { x: Int }'));
  });

  test('takes arguments, input fields and enum values away', () => {
    const sdl = `type Query { a(x: Int, y: Int! = 1 -, by: By): Kind } input By { u: Int v: Int! = 1 - } enum Kind { A B - }`;
    expect(contractOf(sdl, NO_INTERNAL)).toBe(
      sorted('type Query { a(x: Int, by: By): Kind } input By { u: Int } enum Kind { A }'),
    );
  });

  test.each([
    [
      'a required argument',
      'type Query { a(x: Int! -): Int }',
      'Query.a(x:) is required and not in the contract: it is tagged internal. Nobody could use Query.a.',
    ],
    [
      'a required input field',
      'type Query { a(by: By): Int } input By { x: Int! - y: Int }',
      'By.x is required and not in the contract: it is tagged internal. Nobody could use By.',
    ],
    [
      'the type of an argument',
      'type Query { a(by: By): Int } input By - { x: Int }',
      'Query.a(by:) is in the contract, but its type By is not: it is tagged internal.',
    ],
    [
      'the type of an input field',
      'type Query { a(by: By): Int } input By { x: Date } scalar Date -',
      'By.x is in the contract, but its type Date is not: it is tagged internal.',
    ],
    [
      'all values of an enum',
      'type Query { a: Kind } enum Kind { A - B - }',
      'Query.a is in the contract, but its type Kind is not: nothing of it is left.',
    ],
    [
      'all fields of an input',
      'type Query { a(by: By): Int } input By { x: Int - }',
      'Query.a(by:) is in the contract, but its type By is not: nothing of it is left.',
    ],
    [
      'a value that is a default',
      'type Query { a(k: [Kind] = [A, B]): Int } enum Kind { A B - }',
      'The default of Query.a(k:) uses Kind.B, which is not in the contract: it is tagged internal.',
    ],
    [
      'an input field that a default sets, below others',
      'type Query { a(by: Outer = { in: { x: 1 } }): Int } input Outer { in: By } input By { x: Int - y: Int }',
      'The default of Query.a(by:) uses By.x, which is not in the contract: it is tagged internal.',
    ],
    [
      'what an interface promises',
      'type Query { i: I } interface I { x: Int y: Int } type A implements I { x: Int - y: Int }',
      'I.x is in the contract, but A.x is not: it is tagged internal.',
    ],
    [
      'an argument that an interface promises',
      'type Query { i: I } interface I { x(a: Int): Int } type A implements I { x(a: Int -): Int }',
      'I.x(a:) is in the contract, but A.x(a:) is not: it is tagged internal.',
    ],
    [
      'all types of an interface',
      'type Query { i: I a: Int } interface I { x: Int } type A implements I - { x: Int }',
      'Query.i is in the contract, but none of the types that I can be: nothing of them is.',
    ],
    [
      'all types of a union',
      'type Query { u: U } union U = A type A - { x: Int }',
      'Query.u is in the contract, but its type U is not: none of its types is.',
    ],
    [
      'Query',
      'type Query - { a: Int }',
      'Query is not in the contract: it is tagged internal. There must be something to ask for.',
    ],
    [
      'an optional argument of an interface that its type needs',
      'type Query { i: I } interface I { x(a: Int! = 1 -): Int } type A implements I { x(a: Int!): Int }',
      'A.x includes required argument a that is missing from the Interface field I.x',
    ],
  ])('%s cannot be taken away without a word', (_, sdl, problem) => {
    expect(problemsOf(sdl, NO_INTERNAL).join('\n')).toContain(problem);
  });

  test('a problem where nobody gets is none', () => {
    const sdl = 'type Query { a: Int } type B { c: C } type C - { x: Int } input I { x: Int! - y: Int }';
    expect(contractOf(sdl, NO_INTERNAL)).toBe(sorted('type Query { a: Int }'));
  });

  test('a type of an interface or union may go while others stay', () => {
    const sdl = `type Query { i: I u: U } interface I { x: Int } type A implements I - { x: Int } type B implements I { x: Int }
      union U = A | B`;
    expect(contractOf(sdl, NO_INTERNAL)).toBe(
      sorted('type Query { i: I u: U } interface I { x: Int } type B implements I { x: Int } union U = B'),
    );
  });

  test('an interface goes from the types that implement it', () => {
    const sdl = `type Query { a: A } interface Node - { id: ID } interface Named implements Node { id: ID name: Int }
      type A implements Node & Named { id: ID name: Int }`;
    expect(contractOf(sdl, NO_INTERNAL)).toBe(
      sorted('type Query { a: A } interface Named { id: ID name: Int } type A implements Named { id: ID name: Int }'),
    );
  });
});

test('an interface that only its own types lead to brings no other types along', () => {
  const sdl =
    'type Query { a: A } interface E { m: Int } type A implements E { m: Int } type B implements E { m: Int }';
  expect(contractOf(sdl, NO_INTERNAL)).toBe(
    sorted('type Query { a: A } interface E { m: Int } type A implements E { m: Int }'),
  );
});

test('every problem is told of, each once', () => {
  const sdl = 'type Query { a: A b(x: Int! -): A } type A - { x: Int }';
  expect(problemsOf(sdl, NO_INTERNAL)).toEqual([
    'Query.a is in the contract, but its type A is not: it is tagged internal.',
    'Query.b is in the contract, but its type A is not: it is tagged internal.',
    'Query.b(x:) is required and not in the contract: it is tagged internal. Nobody could use Query.b.',
  ]);
});

test('a tag that is both included and excluded is a problem', () => {
  expect(problemsOf('type Query { a: Int + }', { include: ['public'], exclude: ['public'] })).toEqual([
    'The tag public is both included and excluded.',
  ]);
});

test('without tags to include or exclude the contract is all that something leads to', () => {
  const sdl = 'type Query { a: A } type A { self: A } type B { x: Int }';
  expect(contractOf(sdl, {})).toBe(sorted('type Query { a: A } type A { self: A }'));
});

test('descriptions, deprecations, defaults, @oneOf, @specifiedBy and directives for requests stay as they were', () => {
  const sdl = `
    directive @live(every: Ms = 5) on QUERY
    scalar Ms @specifiedBy(url: "https://example.com/ms")
    "All." type Query { "One." a("By." by: By = { id: "1" }, when: Ms @deprecated(reason: "No.")): Int @deprecated(reason: "Old.") }
    "Of them." input By @oneOf { "Id." id: ID name: String }
    type Unused { x: Int }`;
  const kept = contractOf(sdl, { include: [], exclude: ['internal'] });
  expect(kept).toBe(sorted(sdl.replace('type Unused { x: Int }', '')));
  expect(kept).toContain('@oneOf');
});

test('a default that no printer of schemas can write is kept', () => {
  const sdl = 'scalar JSON type Query { a(x: JSON = { b: [1, { c: 2 }] }): Int b: Int - }';
  const filtered = filter(sdl, NO_INTERNAL);
  const argument = filtered.kind === 'filtered' ? filtered.schema.getQueryType()?.getFields()['a']?.args[0] : undefined;
  expect(argument?.defaultValue).toEqual({ b: [1, { c: 2 }] });
});
