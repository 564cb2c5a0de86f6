import { Source, buildSchema, parse } from 'graphql';
import { expect, test } from 'vitest';
import { composeSubgraphs, type SubgraphSdl } from './compose-subgraphs.ts';

const LINK =
  'extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key", "@shareable", "@inaccessible", "@tag"])';

const SHARED = `
  "Money."
  type Money @shareable { amount: Int! }
  "Money from a client."
  input MoneyInput { amount: Int! }
  "A user error."
  interface UserError { message: String! }
`;

function subgraph(name: string, sdl: string): SubgraphSdl {
  const typeDefs = parse(new Source(`${LINK}\n${SHARED}\n${sdl}`, `${name}.graphql`));
  return { name, url: `http://localhost/${name}`, typeDefs };
}

const products = subgraph(
  'products',
  `type Query { product(id: ID!, atMost: MoneyInput): Product }
   type Product @key(fields: "id") { id: ID! price: Money cost: Int @inaccessible }
   type ProductsError implements UserError { message: String! code: Int }`,
);
const reviews = subgraph(
  'reviews',
  `type Query { reviewsWorth(money: MoneyInput): Int }
   type Product @key(fields: "id") { id: ID! reviews: [String!] }
   type ReviewsError implements UserError { message: String! stars: Int }`,
);

function composed(...subgraphs: SubgraphSdl[]) {
  const composition = composeSubgraphs(subgraphs);
  if (composition.kind === 'failed') throw new Error(JSON.stringify(composition.errors));
  return composition;
}

test('types, inputs and interfaces that several subgraphs repeat word for word become one', () => {
  const { api, hints } = composed(products, reviews);
  const schema = buildSchema(api);
  const userError = schema.getType('UserError');
  expect(Object.keys(schema.getTypeMap())).toEqual(expect.arrayContaining(['Money', 'MoneyInput', 'UserError']));
  expect(
    userError && 'name' in userError && schema.getPossibleTypes(userError as never).map(({ name }) => name),
  ).toEqual(['ProductsError', 'ReviewsError']);
  expect(hints).toEqual([]);
});

test('the order of the subgraphs does not change a letter', () => {
  expect(composed(reviews, products)).toEqual(composed(products, reviews));
});

test('the client-facing schema keeps descriptions and holds no trace of federation', () => {
  const { supergraph, api } = composed(products, reviews);
  expect(supergraph).toContain('join__');
  expect(api).toContain('"""Money from a client."""');
  expect(api).not.toMatch(/join__|@link|@key|cost/);
});

test('an error has its code, and file and line of all who take part', () => {
  const other = subgraph(
    'other',
    'type Query { other: Int }\ntype Product @key(fields: "id") { id: ID! price: Money }',
  );
  const composition = composeSubgraphs([products, other]);
  expect(composition).toMatchObject({
    kind: 'failed',
    errors: [{ code: 'INVALID_FIELD_SHARING', places: ['other.graphql:11:43', 'products.graphql:11:46'] }],
  });
});

test('descriptions that contradict each other are pointed out', () => {
  const other = subgraph(
    'other',
    'type Query { other: Int }\n"Not a product."\ntype Product @key(fields: "id") { id: ID! }',
  );
  const one = subgraph('one', 'type Query { one: Int }\n"A product."\ntype Product @key(fields: "id") { id: ID! }');
  expect(composed(one, other).hints).toMatchObject([{ code: 'INCONSISTENT_DESCRIPTION' }]);
});

test('a contract is the part of the client-facing schema that its tags choose, whichever subgraph tagged it', () => {
  const tagged = subgraph(
    'products',
    `type Query { product(id: ID!): Product @tag(name: "partner") }
     type Product @key(fields: "id") { id: ID! @tag(name: "partner") price: Money }`,
  );
  const contributed = subgraph(
    'reviews',
    'type Product @key(fields: "id") { id: ID! reviews: [String!] @tag(name: "partner") @tag(name: "new") rating: Int }',
  );
  const contracts = { partner: { include: ['partner'], exclude: [] }, old: { include: ['partner'], exclude: ['new'] } };
  const composition = composeSubgraphs([tagged, contributed], contracts);
  expect(composition).toMatchObject({
    contracts: {
      partner: 'type Product {\n  id: ID!\n  reviews: [String!]\n}\n\ntype Query {\n  product(id: ID!): Product\n}\n',
      old: 'type Product {\n  id: ID!\n}\n\ntype Query {\n  product(id: ID!): Product\n}\n',
    },
  });
});

test('a contract that cannot be fails the composition, by name and element', () => {
  const composition = composeSubgraphs([products], { partner: { include: ['partner'], exclude: [] } });
  expect(composition).toMatchObject({
    kind: 'failed',
    errors: [{ code: 'CONTRACT_INVALID', message: expect.stringMatching(/^\[partner\] Query is not in the contract/) }],
  });
});
