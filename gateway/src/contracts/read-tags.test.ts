import { composeServices } from '@apollo/composition';
import { parse } from 'graphql';
import { expect, test } from 'vitest';
import { readTags } from './read-tags.ts';

function supergraphOf(subgraphs: Readonly<Record<string, string>>, tag = '"@tag"'): string {
  const { supergraphSdl, errors } = composeServices(
    Object.entries(subgraphs).map(([name, sdl]) => ({
      name,
      url: `http://${name}.invalid`,
      typeDefs: parse(
        `extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key", "@shareable", ${tag}])\n${sdl}`,
      ),
    })),
  );
  if (!supergraphSdl) throw new Error(errors?.map(({ message }) => message).join('\n'));
  return supergraphSdl;
}

const EVERYWHERE = `
  type Query @tag(name: "a") { thing(id: ID @tag(name: "b"), by: By): Thing @tag(name: "c") @tag(name: "d") other: Other }
  interface Thing @tag(name: "e") { id: ID @tag(name: "f") }
  type Book implements Thing { id: ID kind: Kind at: Date }
  union Other @tag(name: "g") = Book
  enum Kind @tag(name: "h") { NEW @tag(name: "i/i-1") OLD }
  input By @tag(name: "j") { kind: Kind @tag(name: "k") }
  scalar Date @tag(name: "l")
`;

const shown = (sdl: string) =>
  Object.fromEntries([...readTags(sdl)].map(([at, tags]) => [at, [...tags].sort().join()]));

const EXPECTED = {
  Query: 'a',
  'Query.thing(id:)': 'b',
  'Query.thing': 'c,d',
  Thing: 'e',
  'Thing.id': 'f',
  Other: 'g',
  Kind: 'h',
  'Kind.NEW': 'i/i-1',
  By: 'j',
  'By.kind': 'k',
  Date: 'l',
};

test('every element that can be tagged is found', () => {
  expect(shown(supergraphOf({ one: EVERYWHERE }))).toEqual(EXPECTED);
});

test('the directive is found under the name that the subgraphs gave it', () => {
  const renamed = EVERYWHERE.replaceAll('@tag', '@label');
  expect(shown(supergraphOf({ one: renamed }, '{ name: "@tag", as: "@label" }'))).toEqual(EXPECTED);
});

test('tags of several subgraphs on one element add up', () => {
  const one = 'type Query { book: Book } type Book @key(fields: "id") @tag(name: "x") { id: ID! @tag(name: "y") }';
  const two = 'type Book @key(fields: "id") @tag(name: "z") { id: ID! pages: Int @tag(name: "x") }';
  expect(shown(supergraphOf({ one, two }))).toEqual({ Book: 'x,z', 'Book.id': 'y', 'Book.pages': 'x' });
});

test('a supergraph without tags has none', () => {
  expect(shown(supergraphOf({ one: 'type Query { a: Int }' }))).toEqual({});
});
