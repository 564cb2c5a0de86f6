import { buildSchema } from 'graphql';
import { expect, test } from 'vitest';
import { findBrokenDocuments } from './find-broken-documents.ts';
import { findSchemaChanges } from './schema-changes.ts';

const FORMER = `
  type Query { order(id: ID!, note: String): Order! orders(where: Where, first: Int): [Order!] node: Node }
  interface Node { id: ID! total: Int! }
  type Order implements Node { id: ID! total: Int! status: Status }
  enum Status { NEW OLD }
  input Where { statuses: [Status!] inner: Inner }
  input Inner { text: String }
`;

/** The reasons for which each text breaks; null for those that do not. */
async function breakages(change: (sdl: string) => string, texts: readonly string[]) {
  const current = change(FORMER);
  expect(current).not.toBe(FORMER);
  const documents = texts.map((text) => {
    return { partner: null, contract: null, hash: text, operationName: null, text, lastUsedAt: null, source: 'a test' };
  });
  const changes = await findSchemaChanges(FORMER, current);
  const checked = findBrokenDocuments(buildSchema(FORMER), buildSchema(current), changes, documents);
  return texts.map((text) => checked.broken.find(({ document }) => document.text === text)?.reasons.join() ?? null);
}

test('a field that is gone breaks who asks for it, and nobody else', async () => {
  expect(
    await breakages(
      (sdl) => sdl.replace('status: Status }', '}'),
      ['{ order(id: 1) { status } }', '{ order(id: 1) { id } }'],
    ),
  ).toEqual(['Cannot query field "status" on type "Order".', null]);
});

test('a field that may be null now breaks who asks for it, through an interface too, though documents stay valid', async () => {
  const nullable = (sdl: string) => sdl.replaceAll('total: Int!', 'total: Int');
  expect(await breakages(nullable, ['{ order(id: 1) { total } }', '{ node { total } }', '{ node { id } }'])).toEqual([
    "Field 'Order.total' changed type from 'Int!' to 'Int'",
    expect.stringContaining("Field 'Node.total' changed type from 'Int!' to 'Int'"),
    null,
  ]);
});

test('an argument that is gone breaks who gives it', async () => {
  expect(
    await breakages(
      (sdl) => sdl.replace(', note: String', ''),
      ['{ order(id: 1, note: "") { id } }', '{ order(id: 1) { id } }'],
    ),
  ).toEqual(['Unknown argument "note" on field "Query.order".', null]);
});

test('an input field that is required now breaks who may leave it out in a variable', async () => {
  const texts = [
    'query ($w: Where) { orders(where: $w) { id } }',
    '{ orders(where: { inner: { text: "" } }) { id } }',
    '{ orders(where: { statuses: [] }) { id } }',
  ];
  expect(await breakages((sdl) => sdl.replace('text: String', 'text: String, more: Int!'), texts)).toEqual([
    "Input field 'more' of type 'Int!' was added to input object type 'Inner'",
    'Field "Inner.more" of required type "Int!" was not provided.',
    null,
  ]);
});

test('an enum value that is gone breaks who writes it or may send it, not who reads it', async () => {
  const texts = [
    '{ orders(where: { statuses: [OLD] }) { id } }',
    'query ($s: [Status!]) { orders(where: { statuses: $s }) { id } }',
    '{ order(id: 1) { status } }',
  ];
  expect(await breakages((sdl) => sdl.replace('NEW OLD', 'NEW'), texts)).toEqual([
    'Value "OLD" does not exist in "Status" enum.',
    "Enum value 'OLD' was removed from enum 'Status'",
    null,
  ]);
});

test('documents that were not valid before are counted and left alone', () => {
  const schema = buildSchema(FORMER);
  const document = { partner: null, contract: null, hash: '', operationName: null, lastUsedAt: null, source: '' };
  const documents = ['{ nothing }', '{', '{ node { id } }'].map((text) => ({ ...document, text }));
  expect(findBrokenDocuments(schema, schema, [], documents)).toEqual({ checked: 1, invalidBefore: 2, broken: [] });
});
