import { composeSubgraphs } from '@bazaar/schema/compose-subgraphs';
import { readSubgraphs } from '@bazaar/schema/read-subgraphs';
import { buildSchema, parse, print, validate, type GraphQLSchema } from 'graphql';
import { readFile, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { findSchemaProblems, type NamedSchema } from './find-schema-problems.ts';
import { findUndescribed } from './find-undescribed.ts';
import { REPOSITORY } from './repository.ts';

/** Where each entity lives; the others only refer to it or add nullable fields. */
const OWNERS: Readonly<Record<string, string>> = {
  User: 'users',
  Vendor: 'vendors',
  Category: 'catalog',
  Product: 'catalog',
  Variant: 'catalog',
  Offer: 'catalog',
  Cart: 'cart',
  Checkout: 'orders',
  Order: 'orders',
  VendorOrder: 'orders',
};

describe('the schema of the repository', () => {
  let subgraphs: Awaited<ReturnType<typeof readSubgraphs>>;
  let api: GraphQLSchema;

  beforeAll(async () => {
    subgraphs = await readSubgraphs(join(REPOSITORY, 'schema/supergraph.yaml'));
    api = buildSchema(await readFile(join(REPOSITORY, 'schema/api.graphql'), 'utf8'));
  });

  test('keeps to the conventions', () => {
    expect(subgraphs.flatMap((subgraph) => findSchemaProblems(subgraph, OWNERS))).toEqual([]);
  });

  test('describes every type, field, argument, input field and enum value', () => {
    expect(findUndescribed(api)).toEqual([]);
  });

  test('partners are shown nothing of accounts, carts, payments and stock, and can change nothing', async () => {
    const partner = buildSchema(await readFile(join(REPOSITORY, 'schema/partner.graphql'), 'utf8'));
    const hidden = ['User', 'Address', 'Cart', 'Checkout', 'Payment', 'Refund', 'StockLevel', 'VendorMember'];
    expect(hidden.filter((name) => api.getType(name) && !partner.getType(name))).toEqual(hidden);
    expect(partner.getMutationType()).toBeUndefined();
  });

  test('composes without hints: what several subgraphs describe, they describe in the same words, or only the owner does', () => {
    const composition = composeSubgraphs(subgraphs);
    const hints = composition.kind === 'composed' ? composition.hints : composition.errors;
    expect(hints.map(({ code, message, places }) => `${code} ${message.split('\n')[0]} ${places.join(', ')}`)).toEqual(
      [],
    );
  });

  test('every subgraph links federation the same way, before everything else', async () => {
    const headers = await Promise.all(
      subgraphs.map(async ({ name }) => {
        const sdl = await readFile(join(REPOSITORY, 'subgraphs', name, 'schema.graphql'), 'utf8');
        const [first] = parse(sdl).definitions;
        return first && print(first).replace(/import: \[.*\]/, 'import: […]');
      }),
    );
    const header = 'extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: […])';
    expect(headers).toEqual(subgraphs.map(() => header));
  });

  test('the committed documents of schema/operations are valid against it', async () => {
    const folder = join(REPOSITORY, 'schema/operations');
    const files = (await readdir(folder, { recursive: true })).filter((file) => file.endsWith('.graphql'));
    // Files of the folder itself share fragments; those in folders beneath stand alone.
    const texts = await Promise.all(
      files.map(async (file) => ({ file, text: await readFile(join(folder, file), 'utf8') })),
    );
    const shared = texts.filter(({ file }) => !file.includes('/')).map(({ text }) => text);
    const documents = [
      { file: '*.graphql', text: shared.join('\n') },
      ...texts.filter(({ file }) => file.includes('/')),
    ].filter(({ text }) => text !== '');
    expect(
      documents.flatMap(({ file, text }) => validate(api, parse(text)).map(({ message }) => `${file}: ${message}`)),
    ).toEqual([]);
  });
});

describe('the checks', () => {
  const SOUND = `
    interface UserError { message: String! }
    type ShopUserError implements UserError { code: Int! message: String! }
    type Query { shop: Shop }
    type Mutation { shopOpen(input: ShopOpenInput!): ShopOpenPayload }
    input ShopOpenInput { name: String! }
    type ShopOpenPayload { shop: Shop userErrors: [ShopUserError!]! }
    type Shop @key(fields: "id") { id: ID! name: String! }
    type User @key(fields: "id") { id: ID! shops: [Shop!] }
  `;
  const problemsOf = (sdl: string) => {
    const subgraph: NamedSchema = { name: 'shops', typeDefs: parse(sdl) };
    return findSchemaProblems(subgraph, { Shop: 'shops', User: 'users' });
  };

  test('a sound schema has no problems', () => {
    expect(problemsOf(SOUND)).toEqual([]);
  });

  test.each([
    ['shopOpen(', 'openShop(', /Mutation\.openShop is not nounVerb/],
    ['shopOpen(', 'shop(', /Mutation\.shop is not nounVerb/],
    ['input: ShopOpenInput!', 'name: String!', /one argument, input: ShopOpenInput!/],
    ['input: ShopOpenInput!', 'input: ShopOpenInput', /one argument, input: ShopOpenInput!/],
    ['input: ShopOpenInput!', 'input: ShopOpenInput!, key: ID', /one argument, input: ShopOpenInput!/],
    ['): ShopOpenPayload', '): ShopOpenPayload!', /must return ShopOpenPayload, nullable/],
    ['userErrors: [ShopUserError!]!', 'userErrors: [ShopUserError!]', /ShopOpenPayload must have userErrors/],
    ['userErrors: [ShopUserError!]!', '', /ShopOpenPayload must have userErrors/],
    ['type ShopUserError implements UserError', 'type ShopUserError', /ShopOpenPayload must have userErrors/],
    ['code: Int!', '', /ShopUserError must have a non-null code/],
    ['shops: [Shop!]', 'shops: [Shop!]!', /User\.shops must be nullable: User belongs to users/],
    ['type Shop @key', 'type Stand @key(fields: "id") { id: ID! } type Shop @key', /Stand is an entity whose owner/],
    ['type Shop @key', 'type Shop @cacheTag(format: "shop") @key', /@cacheTag is not understood/],
    ['name: String!', 'name: String! @federation__fromContext(field: "")', /@fromContext is not understood/],
    [
      'shops: [Shop!] }',
      'a: ID @external shops(b: Int): [Shop!] @requires(fields: "a") }',
      /User\.shops has @requires together with arguments/,
    ],
    [
      'shops: [Shop!] }',
      'a(b: Int): ID @external shops: [Shop!] @requires(fields: "a(b: 1)") }',
      /User\.shops has @requires together with arguments/,
    ],
  ])('`%s` as `%s`', (before, after, problem) => {
    expect(SOUND).toContain(before);
    expect(problemsOf(SOUND.replace(before, after))).toContainEqual(expect.stringMatching(problem));
  });

  test('undescribed elements are named by their coordinates', () => {
    const schema = buildSchema(`
      type Query { "Found." a(b: Int): E c("Why." d: I): Int }
      enum E { "One." ONE TWO }
      "Input." input I { x: Int }
    `);
    expect(findUndescribed(schema)).toEqual(['Query.a(b:)', 'Query.c', 'E', 'E.TWO', 'I.x']);
  });
});
