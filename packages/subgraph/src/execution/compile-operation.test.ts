import { createHook } from 'node:async_hooks';
import {
  buildSchema,
  getIntrospectionQuery,
  GraphQLObjectType,
  GraphQLScalarType,
  GraphQLString,
  GraphQLSchema,
  isObjectType,
  Kind,
  parse,
  visit,
} from 'graphql';
import { describe, expect, test } from 'vitest';
import { compileOperation } from './compile-operation.ts';
import { compiled, runBoth } from './testing/run-both.ts';
import { watchRejections } from './testing/watch-rejections.ts';

type Resolvers = Record<string, Record<string, (source: unknown, args: never) => unknown>>;

function schemaOf(sdl: string, resolvers: Resolvers = {}): GraphQLSchema {
  const schema = buildSchema(sdl);
  for (const [typename, fields] of Object.entries(resolvers)) {
    const type = schema.getType(typename);
    if (!isObjectType(type)) throw new Error(`${typename} has no fields.`);
    for (const [name, resolve] of Object.entries(fields)) Object.assign(type.getFields()[name] ?? {}, { resolve });
  }
  return schema;
}

const later = <T>(value: T): Promise<T> => new Promise((resolve) => void setImmediate(() => resolve(value)));
const failing = (message: string): Promise<never> =>
  new Promise((_, reject) => void setImmediate(() => reject(new Error(message))));

describe('waiting', () => {
  const schema = schemaOf(
    'type Query { shelf: Shelf! } type Shelf { books: [Book!]! } type Book { title: String! pages: [Page!]! } type Page { n: Int }',
  );
  const document = '{ shelf { books { title pages { n } } } }';
  const books = Array.from({ length: 50 }, (_, index) => ({ title: `${index}`, pages: [{ n: 1 }, { n: 2 }] }));

  test('nothing is asynchronous: the answer is there at once', () => {
    expect(compiled(schema, document).execute({ shelf: { books } }, undefined, undefined)).toEqual({
      data: { shelf: { books } },
    });
  });

  test('one asynchronous resolver costs as many promises with fifty books below it as with one', async () => {
    const operation = compiled(schema, document);
    const promisesFor = async (count: number): Promise<number> => {
      let promises = 0;
      const hook = createHook({ init: (_id, type) => void (promises += Number(type === 'PROMISE')) }).enable();
      const answer = operation.execute(
        { shelf: Promise.resolve({ books: books.slice(0, count) }) },
        undefined,
        undefined,
      );
      hook.disable();
      expect(await answer).toEqual({ data: { shelf: { books: books.slice(0, count) } } });
      return promises;
    };
    const forOne = await promisesFor(1);
    expect(await promisesFor(50)).toBe(forOne);
    // The resolver's own, the one that waits for it, and the answer.
    expect(forOne).toBe(3);
  });

  test('promises at every place end in one answer', async () => {
    const rootValue = {
      shelf: later({
        books: later([
          later({ title: later('a'), pages: [later({ n: later(1) }), { n: 2 }] }),
          { title: 'b', pages: later([]) },
        ]),
      }),
    };
    expect(await runBoth({ schema, document, rootValue })).toEqual({
      data: {
        shelf: {
          books: [
            { title: 'a', pages: [{ n: 1 }, { n: 2 }] },
            { title: 'b', pages: [] },
          ],
        },
      },
    });
  });
});

describe('failing', () => {
  const schema = schemaOf(
    'type Query { a: A } type A { b: B! sure: String! other: A maybe: String } type B { c: String! list: [String!] }',
  );

  test('null goes up to the first place that may be null, with the path of where it began', async () => {
    const { data, errors } = await runBoth({
      schema,
      document: '{ a { b { c } } }',
      rootValue: { a: { b: { c: null } } },
    });
    expect(data).toEqual({ a: null });
    expect(errors).toMatchObject([
      { path: ['a', 'b', 'c'], message: 'Cannot return null for non-nullable field B.c.' },
    ]);
  });

  test('an error below what is null already is not told', async () => {
    const rootValue = {
      a: () => ({
        other: async () => later({ maybe: async () => later(undefined).then(() => failing('second')) }),
        b: { c: () => failing('first') },
      }),
    };
    const { errors } = await runBoth({ schema, document: '{ a { other { maybe } b { c } } }', rootValue });
    expect(errors?.map(({ message }) => message)).toEqual(['first']);
  });

  test('an error of a sibling that was on its way when the object failed is told', async () => {
    const rootValue = { a: { maybe: () => failing('on its way'), sure: null } };
    const { errors } = await runBoth({ schema, document: '{ a { maybe sure } }', rootValue });
    expect(errors?.map(({ path }) => path)).toEqual([
      ['a', 'maybe'],
      ['a', 'sure'],
    ]);
  });

  test('a rejection that nobody waits for any more goes nowhere', async () => {
    const sdl = 'type Query { list: [Item!] } type Item { sure: String! }';
    const rootValue = { list: [{ sure: () => failing('late') }, null, { sure: () => failing('never asked for') }] };
    const { value, unhandled } = await watchRejections(async () => {
      const answer = await compiled(schemaOf(sdl), '{ list { sure } }').execute(rootValue, undefined, undefined);
      await later(undefined);
      return answer;
    });
    expect(value).toMatchObject({ data: { list: null }, errors: [{ path: ['list', 1] }] });
    expect(unhandled).toEqual([]);
  });

  test('values that are no errors are told as graphql-js tells them', async () => {
    const throwing = (value: unknown) => () => {
      throw value;
    };
    const thrown = schemaOf('type Query { text: String object: String nothing: String }', {
      Query: {
        text: async () => throwing('a text')(),
        object: throwing({ code: 5 }),
        nothing: throwing(undefined),
      },
    });
    expect((await runBoth({ schema: thrown, document: '{ text object nothing }' })).errors).toHaveLength(3);
  });
});

describe('values', () => {
  const sdl = 'type Query { string: String int: Int float: Float boolean: Boolean id: ID strings: [String] }';
  const values: unknown[] = [
    'text',
    '',
    0,
    -0,
    1,
    1.5,
    -(2 ** 31),
    2 ** 31,
    Number.NaN,
    Number.POSITIVE_INFINITY,
    true,
    false,
    7n,
    '12',
    {},
    [],
    Symbol.iterator,
    new Date(0),
    { valueOf: () => 3 },
    new String('x'),
    null,
    undefined,
  ];

  test.each(values)('%s as each built-in scalar', async (value) => {
    const rootValue = { string: value, int: value, float: value, boolean: value, id: value, strings: [value] };
    const { data, errors = [] } = await runBoth({
      schema: schemaOf(sdl),
      document: '{ string int float boolean id strings }',
      rootValue,
    });
    expect(Object.keys(data ?? {}).length).toBe(6);
    expect(errors.every(({ path }) => path)).toBe(true);
  });

  test('a serializer that was replaced is asked', async () => {
    const schema = schemaOf('scalar Shout type Query { shout: Shout silent: Shout }');
    const shout = schema.getType('Shout');
    if (!(shout instanceof GraphQLScalarType)) throw new Error('Shout is a scalar.');
    shout.serialize = (value) => (value === 'silent' ? undefined : String(value).toUpperCase());
    const answer = await compiled(schema, '{ shout silent }').execute(
      { shout: 'hey', silent: 'silent' },
      undefined,
      undefined,
    );
    expect(answer).toMatchObject({
      data: { shout: 'HEY', silent: null },
      errors: [{ path: ['silent'], message: /^Expected `Shout\.serialize\(/ }],
    });
  });

  test('a source without properties has none, and a function has its own', async () => {
    const schema = schemaOf(
      'type Query { text: Text function: Text none: Text } type Text { length: Int toString: String }',
    );
    const rootValue = {
      text: 'four',
      function: () => Object.assign((_a: unknown) => undefined, { toString: 'mine' }),
      none: Object.create(null) as object,
    };
    const { data } = await runBoth({
      schema,
      document: '{ text { length toString } function { length toString } none { length } }',
      rootValue,
    });
    expect(data).toMatchObject({ text: { length: null }, function: { length: 1, toString: 'mine' } });
  });
});

describe('abstract types', () => {
  const schema = (resolveType?: () => unknown): GraphQLSchema => {
    const built = schemaOf(
      'union U = A | B type A { a: Int } type B { b: Int } interface I { a: Int } type Query { u: U }',
    );
    const union = built.getType('U');
    Object.assign(union ?? {}, { resolveType });
    return built;
  };
  const document = '{ u { __typename ... on A { a } ... on B { b } } }';

  test.each([['A'], ['B'], ['C'], ['I'], ['Query'], [null], [undefined]])('that resolve to %s', async (name) => {
    for (const resolveType of [() => name, () => later(name), () => failing(`no type, not even ${name}`)]) {
      const { data } = await runBoth({ schema: schema(resolveType), document, rootValue: { u: { a: 1, b: 2 } } });
      expect(data).toHaveProperty('u');
    }
  });

  test('that resolve to what is no name, or to a type that does not know its objects, fail at the field', async () => {
    const run = async (built: GraphQLSchema) => compiled(built, document).execute({ u: {} }, undefined, undefined);
    expect(await run(schema(() => 5))).toMatchObject({
      data: { u: null },
      errors: [{ message: /received "5"\.$/, path: ['u'] }],
    });
    const unsure = schema(() => 'A');
    Object.assign(unsure.getType('A') ?? {}, { isTypeOf: () => false });
    expect(await run(unsure)).toMatchObject({
      data: { u: null },
      errors: [{ message: /^Expected value of type "A" but got: /, path: ['u'] }],
    });
  });

  test('without a resolver of their own ask __typename, then isTypeOf', async () => {
    const built = schema();
    Object.assign(built.getType('B') ?? {}, { isTypeOf: (value: object) => later('b' in value) });
    expect((await runBoth({ schema: built, document, rootValue: { u: { b: 2 } } })).data).toEqual({
      u: { __typename: 'B', b: 2 },
    });
    expect((await runBoth({ schema: built, document, rootValue: { u: { __typename: 'A', a: 1 } } })).data).toEqual({
      u: { __typename: 'A', a: 1 },
    });
    expect((await runBoth({ schema: built, document, rootValue: { u: {} } })).errors).toHaveLength(1);
  });
});

describe('arguments', () => {
  const sdl =
    'input In { words: [String] n: Int = 1 } type Query { items: [Item] } type Item { told(first: Int = 9, in: In, list: [Int]): String }';
  const schema = schemaOf(sdl, {
    Item: {
      told: (_source: unknown, args: { first?: number; in?: { n?: number }; list?: number[] }) => {
        const told = JSON.stringify(args);
        args.first = -1;
        if (args.in) args.in.n = -1;
        args.list?.push(-1);
        return told;
      },
    },
  });

  test('a resolver that changes its arguments does so for itself', async () => {
    const document = '{ items { told(first: 3, in: { words: ["a"] }, list: [1]) other: told } }';
    const { data } = await runBoth({ schema, document, rootValue: { items: [{}, {}, {}] } });
    const item = { told: '{"first":3,"in":{"words":["a"],"n":1},"list":[1]}', other: '{"first":9}' };
    expect(data).toEqual({ items: [item, item, item] });
  });
});

describe('the operation', () => {
  const sdl = 'type Query { n: Int } type Mutation { add(n: Int!): Int! fail: Int! } type Subscription { n: Int }';

  test('is found by its name', async () => {
    const schema = schemaOf(sdl);
    const document = 'query A { n } query B { m: n } fragment F on Query { n }';
    expect((await runBoth({ schema, document, rootValue: { n: 1 }, operationName: 'B' })).data).toEqual({ m: 1 });
    for (const operationName of ['C', '', undefined])
      expect((await runBoth({ schema, document, operationName })).errors).toHaveLength(1);
    expect((await runBoth({ schema, document: 'fragment F on Query { n }' })).errors).toHaveLength(1);
  });

  test('of a kind that the schema does not have has no data', async () => {
    expect(await runBoth({ schema: schemaOf('type Query { n: Int }'), document: 'mutation { n }' })).toMatchObject({
      data: null,
    });
  });

  test('is not executed with wrong variables', async () => {
    const answer = await runBoth({
      schema: schemaOf(sdl),
      document: 'query ($a: Int!, $b: [Int!]) { n @skip(if: $a) m: n }',
      variableValues: { b: [1, 'x', null] },
    });
    expect(answer.data).toBeUndefined();
    expect(answer.errors).toHaveLength(3);
  });

  test('a mutation does one thing after the other, until one fails that must not', async () => {
    const log: string[] = [];
    const schema = schemaOf(sdl, {
      Mutation: {
        add: async (_source: unknown, { n }: { n: number }) => {
          log.push(`start ${n}`);
          await later(undefined);
          log.push(`end ${n}`);
          return n;
        },
        fail: () => failing('no'),
      },
    });
    const operation = compiled(schema, 'mutation { a: add(n: 1) b: add(n: 2) __typename fail c: add(n: 3) }');
    expect(await operation.execute(undefined, undefined, undefined)).toMatchObject({
      data: null,
      errors: [{ path: ['fail'] }],
    });
    expect(log).toEqual(['start 1', 'end 1', 'start 2', 'end 2']);
  });

  test('a subscription is executed for one event', async () => {
    expect(await runBoth({ schema: schemaOf(sdl), document: 'subscription { n }', rootValue: { n: 5 } })).toEqual({
      data: { n: 5 },
    });
  });

  test('may ask for the schema itself', async () => {
    const { data } = await runBoth({ schema: schemaOf(sdl), document: getIntrospectionQuery() });
    expect(data).toHaveProperty('__schema.queryType.name', 'Query');
    expect(
      (await runBoth({ schema: schemaOf(sdl), document: '{ __type(name: "Mutation") { fields { name } } }' })).data,
    ).toEqual({
      __type: { fields: [{ name: 'add' }, { name: 'fail' }] },
    });
  });

  test('a condition without a value is an error where it stands', async () => {
    const schema = schemaOf('type Query { n: Int a: A } type A { n: Int }');
    const variableValues = { c: null };
    const root = await runBoth({
      schema,
      document: 'query ($c: Boolean = true) { n @include(if: $c) }',
      variableValues,
    });
    expect(root).toMatchObject({
      data: null,
      errors: [{ message: 'Argument "if" of non-null type "Boolean!" must not be null.' }],
    });
    const below = await runBoth({
      schema,
      document: 'query ($c: Boolean = true) { n a { n @skip(if: $c) } }',
      variableValues,
      rootValue: { n: 1, a: {} },
    });
    expect(below).toMatchObject({ data: { n: 1, a: null }, errors: [{ path: ['a'] }] });
  });

  test('more combinations of conditions than are remembered are all answered', async () => {
    const names = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'];
    const document = `query (${names.map((name) => `$${name}: Boolean!`).join(' ')}) { ${names.map((name) => `${name}: n @include(if: $${name})`).join(' ')} }`;
    const operation = compiled(schemaOf(sdl), document);
    for (let combination = 0; combination < 2 ** names.length; combination++) {
      const variables = Object.fromEntries(names.map((name, index) => [name, (combination & (1 << index)) !== 0]));
      const wanted = names.filter((name) => variables[name]).map((name) => [name, 1]);
      expect(operation.execute({ n: 1 }, undefined, variables)).toEqual({ data: Object.fromEntries(wanted) });
    }
  });
});

describe('a hostile operation', () => {
  test('may call a field __proto__', async () => {
    const schema = schemaOf('type Query { a: A } type A { n: Int later: Int b: A }', { A: { later: () => later(2) } });
    const document = '{ __proto__: a { __proto__: n constructor: n b { __proto__: later } } }';
    const operation = compiled(schema, document);
    const rootValue = { a: { n: 1, b: {} } };
    await runBoth({ schema, document, rootValue });
    const { data } = await operation.execute(rootValue, undefined, undefined);
    expect(Object.getPrototypeOf(data)).toBe(Object.prototype);
    expect(JSON.stringify(data)).toBe('{"__proto__":{"__proto__":1,"constructor":1,"b":{"__proto__":2}}}');
  });

  test('cannot put code into code by its names', async () => {
    const alias = `"]: 0 }; globalThis.hacked = true; ({ ["\u2028`;
    const document = visit(parse('{ n mine: n }'), {
      Field: (node) => (node.alias ? { ...node, alias: { kind: Kind.NAME, value: alias } } : undefined),
    });
    const { data } = await runBoth({ schema: schemaOf('type Query { n: Int }'), document, rootValue: { n: 1 } });
    expect(data).toEqual({ n: 1, [alias]: 1 });
    expect(globalThis).not.toHaveProperty('hacked');
  });

  test('whose fragments multiply costs what its answer costs', () => {
    const schema = schemaOf('type Query { a: Query b: Query n: Int }');
    const fragments = Array.from(
      { length: 60 },
      (_, index) => `fragment F${index} on Query { a { ...F${index + 1} } b { ...F${index + 1} } }`,
    );
    const document = `{ ...F0 } ${fragments.join(' ')} fragment F60 on Query { n }`;
    expect(compiled(schema, document).execute({ a: { a: { b: null } } }, undefined, undefined)).toEqual({
      data: { a: { a: { a: null, b: null }, b: null }, b: null },
    });
  });
});

test('a schema that is not valid is refused', () => {
  const schema = new GraphQLSchema({
    query: new GraphQLObjectType({ name: 'Query', fields: { __bad: { type: GraphQLString } } }),
  });
  expect(() => compileOperation(schema, parse('{ __bad }'))).toThrow(/must not begin with "__"/);
});
