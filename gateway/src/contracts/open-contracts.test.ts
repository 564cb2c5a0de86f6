import { composeServices } from '@apollo/composition';
import { Supergraph } from '@apollo/federation-internals';
import { parse, validate } from 'graphql';
import { expect, test } from 'vitest';
import { contractSettings } from './contract-settings.ts';
import { openContracts, printContract } from './open-contracts.ts';

const { supergraphSdl = '' } = composeServices([
  {
    name: 'shop',
    url: 'http://shop.invalid',
    typeDefs: parse(`
      extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key", "@tag", "@inaccessible"])
      type Query { product(id: ID!): Product @tag(name: "partner") secret: Int }
      type Product @key(fields: "id") { id: ID! @tag(name: "partner") cost: Int hidden: Int @inaccessible @tag(name: "partner") }
    `),
  },
]);
const graph = { supergraphSdl, apiSchema: Supergraph.build(supergraphSdl).apiSchema().toGraphQLJSSchema() };

test('each contract has a name, a schema to validate against, and its text', () => {
  const contracts = openContracts(
    { partner: { include: ['partner'], exclude: [] }, all: { include: [], exclude: [] } },
    graph,
  );
  const partner = contracts.get('partner');
  expect([...contracts.keys()]).toEqual(['partner', 'all']);
  expect(partner?.name).toBe('partner');
  expect(partner && printContract(partner.apiSchema)).toBe(
    'type Product {\n  id: ID!\n}\n\ntype Query {\n  product(id: ID!): Product\n}\n',
  );
  const errors = partner && validate(partner.apiSchema, parse('{ product(id: 1) { id cost hidden } secret }'));
  expect(errors?.map(({ message }) => message)).toEqual([
    'Cannot query field "cost" on type "Product".',
    'Cannot query field "hidden" on type "Product".',
    'Cannot query field "secret" on type "Query".',
  ]);
});

test('contracts that cannot be are named together, each problem with its contract', () => {
  const open = () =>
    openContracts({ one: { include: ['nothing'], exclude: [] }, two: { include: ['a'], exclude: ['a'] } }, graph);
  expect(open).toThrow(
    'The configuration is not usable:\n' +
      '  - contract one: Query is not in the contract: nothing of it is tagged nothing. There must be something to ask for.\n' +
      '  - contract two: The tag a is both included and excluded.',
  );
});

test('settings name contracts, and default to no tags', () => {
  expect(contractSettings.parse({ partner: { include: ['a/b-1'] } })).toEqual({
    partner: { include: ['a/b-1'], exclude: [] },
  });
  expect(contractSettings.safeParse({ 'No Name': {} }).success).toBe(false);
  expect(contractSettings.safeParse({ graphql: {} }).success).toBe(false);
  expect(contractSettings.safeParse({ partner: { include: ['a b'] } }).success).toBe(false);
});
