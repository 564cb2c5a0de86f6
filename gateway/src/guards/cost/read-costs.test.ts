import { composeServices } from '@apollo/composition';
import { ApolloGateway } from '@apollo/gateway';
import { parse } from 'graphql';
import { expect, test } from 'vitest';
import { readCosts } from './read-costs.ts';

function supergraphOf(...subgraphs: readonly (readonly [imports: string, sdl: string])[]): string {
  const { supergraphSdl, errors } = composeServices(
    subgraphs.map(([imports, sdl], index) => ({
      name: `s${index}`,
      url: `http://s${index}.invalid`,
      typeDefs: parse(
        `extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key", "@shareable", ${imports}])\n${sdl}`,
      ),
    })),
  );
  if (!supergraphSdl) throw new Error(errors?.map(({ message }) => message).join('\n'));
  return supergraphSdl;
}

const EVERYWHERE = `
  type Query {
    books(first: Int @cost(weight: 1), by: By): Page @cost(weight: 2)
      @listSize(assumedSize: 20, slicingArguments: ["first"], sizedFields: ["nodes"], requireOneSlicingArgument: false)
    all: [Book] @listSize(assumedSize: 7)
  }
  type Page { nodes: [Book] }
  type Book @cost(weight: 3) { kind: Kind, at: Date @cost(weight: -1) }
  enum Kind @cost(weight: 4) { NEW }
  scalar Date @cost(weight: 5)
  input By { kind: Kind @cost(weight: 6) }
`;

const EXPECTED = {
  weights: {
    'Query.books(first:)': 1,
    'Query.books': 2,
    Book: 3,
    'Book.at': -1,
    Kind: 4,
    Date: 5,
    'By.kind': 6,
  },
  listSizes: {
    'Query.books': {
      assumedSize: 20,
      slicingArguments: ['first'],
      sizedFields: ['nodes'],
      requireOneSlicingArgument: false,
    },
    'Query.all': { assumedSize: 7, slicingArguments: [], sizedFields: [], requireOneSlicingArgument: true },
  },
};

function shown(sdl: string) {
  const { weights, listSizes } = readCosts(sdl);
  return { weights: Object.fromEntries(weights), listSizes: Object.fromEntries(listSizes) };
}

test('everything that can be weighed is read, and the stock gateway loads it', async () => {
  const sdl = supergraphOf(['"@cost", "@listSize"', EVERYWHERE]);
  expect(shown(sdl)).toEqual(EXPECTED);
  const gateway = new ApolloGateway({ supergraphSdl: sdl });
  expect((await gateway.load()).schema.getType('Book')).toBeDefined();
  await gateway.stop();
});

test('the directives are found under the names that subgraphs gave them', () => {
  const renamed = EVERYWHERE.replaceAll('@cost', '@weight').replaceAll('@listSize', '@length');
  expect(
    shown(supergraphOf(['{ name: "@cost", as: "@weight" }, { name: "@listSize", as: "@length" }', renamed])),
  ).toEqual(EXPECTED);
});

test('where subgraphs differ, the more expensive counts', () => {
  const one = 'type Query { a: [Int] @shareable @cost(weight: 2) @listSize(assumedSize: 9) }';
  const two = 'type Query { a: [Int] @shareable @cost(weight: 5) @listSize(assumedSize: 3) }';
  expect(shown(supergraphOf(['"@cost", "@listSize"', one], ['"@cost", "@listSize"', two]))).toMatchObject({
    weights: { 'Query.a': 5 },
    listSizes: { 'Query.a': { assumedSize: 9 } },
  });
});

test('a supergraph that says nothing of costs has none', () => {
  expect(shown(supergraphOf(['"@tag"', 'type Query { a: Int }']))).toEqual({ weights: {}, listSizes: {} });
});
