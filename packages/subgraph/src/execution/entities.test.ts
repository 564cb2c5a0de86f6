import { buildSubgraphSchema } from '@apollo/subgraph';
import { execute, parse, type GraphQLResolveInfo, type GraphQLSchema } from 'graphql';
import { expect, test } from 'vitest';
import { compiled, runBoth } from './testing/run-both.ts';

const SDL = `
  extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key"])
  type Query { hello: String }
  type Book @key(fields: "id") { id: ID! title: String! }
  type Author @key(fields: "id") { id: ID! name(greeting: String = "Dear"): String }
  type Shelf @key(fields: "id") { id: ID! }
  interface Medium @key(fields: "id") { id: ID! }
  type Disc implements Medium @key(fields: "id") { id: ID! minutes: Int }
`;

type Reference = { readonly id: string };

const found = (id: string): object | null => (id === 'none' ? null : { id, title: `Book ${id}` });

const resolvers = {
  Book: {
    __resolveReference: ({ id }: Reference, context: { read?: string[] } | undefined) => {
      context?.read?.push(id);
      if (id === 'broken') return Promise.reject(new Error('broken'));
      return id.startsWith('later') ? Promise.resolve(found(id)) : found(id);
    },
  },
  Author: {
    __resolveReference: ({ id }: Reference, _context: unknown, info: GraphQLResolveInfo) => ({ id, at: info.path.key }),
    name: ({ id, at }: { id: string; at: string }, { greeting }: { greeting: string }) => `${greeting} ${id}, at ${at}`,
  },
  Medium: { __resolveReference: ({ id }: Reference) => ({ id, minutes: 9 }), __resolveType: () => 'Disc' },
};

const schema: GraphQLSchema = buildSubgraphSchema([{ typeDefs: parse(SDL), resolvers }]);

const document = `query ($representations: [_Any!]!) {
  _entities(representations: $representations) {
    __typename
    ... on Book { title other: id }
    ... on Author { name }
    ... on Shelf { id }
    ... on Disc { minutes }
  }
}`;

const book = (id: string) => ({ __typename: 'Book', id });

test('entities are what the library answers: present, absent, later, rejected, by interface, without a resolver', async () => {
  const representations = [
    book('1'),
    book('none'),
    book('later'),
    book('broken'),
    book('later broken'),
    { __typename: 'Author', id: '2' },
    { __typename: 'Shelf', id: '3' },
    { __typename: 'Medium', id: '4' },
    book('1'),
  ];
  const { data, errors } = await runBoth({ schema, document, variableValues: { representations } });
  expect(data?.['_entities']).toMatchObject([
    { title: 'Book 1' },
    null,
    { title: 'Book later' },
    null,
    { title: 'Book later broken' },
    { name: 'Dear 2, at _entities' },
    { __typename: 'Shelf', id: '3' },
    { __typename: 'Disc', minutes: 9 },
    { title: 'Book 1' },
  ]);
  expect(errors).toMatchObject([{ message: 'broken', path: ['_entities', 3] }]);
});

test('representations may stand in the operation itself', async () => {
  const literal = '{ _entities(representations: [{ __typename: "Book", id: "1" }]) { ... on Book { title } } }';
  expect((await runBoth({ schema, document: literal })).data).toEqual({ _entities: [{ title: 'Book 1' }] });
});

test('what is loaded at once is answered at once, and stays as it was', () => {
  const loaded = Object.freeze({ id: '1', title: 'frozen' });
  const frozen = buildSubgraphSchema([
    { typeDefs: parse(SDL), resolvers: { Book: { __resolveReference: () => loaded } } },
  ]);
  const answer = compiled(frozen, document).execute(undefined, undefined, { representations: [book('1'), book('1')] });
  const entity = { __typename: 'Book', title: 'frozen', other: '1' };
  expect(answer).toEqual({ data: { _entities: [entity, entity] } });
});

test('a reference resolver that throws costs only its own place', async () => {
  const throwing = buildSubgraphSchema([
    {
      typeDefs: parse(SDL),
      resolvers: {
        Book: {
          __resolveReference: ({ id }: Reference) => {
            if (id === 'bad') throw new Error('not this one');
            return found(id);
          },
        },
      },
    },
  ]);
  const representations = [book('1'), book('bad'), { __typename: 'Pamphlet' }, 5];
  const answer = await compiled(throwing, document).execute(undefined, undefined, { representations });
  expect(answer).toMatchObject({
    data: { _entities: [{ title: 'Book 1' }, null, null, null] },
    errors: [
      { message: 'not this one', path: ['_entities', 1] },
      { message: /"Pamphlet"/, path: ['_entities', 2] },
      { path: ['_entities', 3] },
    ],
  });
  const library = await execute({ schema: throwing, document: parse(document), variableValues: { representations } });
  expect(library.data).toBeNull();
});

test('all references of one request are asked for in one go', async () => {
  const read: string[] = [];
  const representations = ['a', 'later b', 'c'].map(book);
  const answer = compiled(schema, document).execute(undefined, { read }, { representations });
  expect(read).toEqual(['a', 'later b', 'c']);
  expect(await answer).toMatchObject({ data: { _entities: [{ other: 'a' }, { other: 'later b' }, { other: 'c' }] } });
});
