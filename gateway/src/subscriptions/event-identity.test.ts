import { operationFromDocument } from '@apollo/federation-internals';
import { composeServices } from '@apollo/composition';
import { buildASTSchema, parse } from 'graphql';
import { expect, it } from 'vitest';
import { openSupergraph, type LoadedSupergraph } from '../engine/supergraph.ts';
import { identifiedFetch, type IdentifiedFetch } from './event-identity.ts';

const SDL = /* GraphQL */ `
  extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key"])
  type Query {
    nothing: Int
  }
  type Subscription {
    thing: Thing
    required: Thing!
    pair: Pair
    nested: Nested
    value: Value
    things: [Thing!]
    either: Either
    count: Int
  }
  type Thing @key(fields: "id") {
    id: ID!
    key_0: String
    name: String
  }
  type Pair @key(fields: "left right") {
    left: ID!
    right: Int!
  }
  type Nested @key(fields: "of { id }") @key(fields: "code") {
    of: Thing!
    code: String!
  }
  type Value {
    amount: Int
  }
  union Either = Thing | Pair
`;

const supergraph = compose();

function compose(): LoadedSupergraph {
  const { supergraphSdl, errors } = composeServices([
    { name: 'the-things', url: 'http://things.invalid', typeDefs: parse(SDL) },
  ]);
  if (!supergraphSdl) throw new Error(errors?.join('\n'));
  // What clients see does not matter here.
  return openSupergraph(supergraphSdl, buildASTSchema(parse('type Query { nothing: Int }')));
}

function identified(subscription: string): IdentifiedFetch {
  const document = operationFromDocument(supergraph.apiModel, parse(subscription));
  const { node } = supergraph.planner.buildQueryPlan(document);
  if (node?.kind !== 'Subscription') throw new Error('not a subscription');
  return identifiedFetch(node.primary, supergraph.supergraphSchema);
}

it.each([
  ['by its key', 'subscription { thing { name } }', { thing: { name: 'n', key_0: 't1' } }, '["t1"]'],
  ['under an alias', 'subscription { it: thing { name } }', { it: { name: 'n', key_0: 't1' } }, '["t1"]'],
  ['when it is never null', 'subscription { required { name } }', { required: { key_0: 't1' } }, '["t1"]'],
  ['by all of its key', 'subscription { pair { left } }', { pair: { left: 'l', key_0: 'l', key_1: 7 } }, '["l",7]'],
  ['by the key that is flat', 'subscription { nested { code } }', { nested: { key_0: 'c' } }, '["c"]'],
])('an event is told apart %s', (_how, subscription, data, identity) => {
  expect(identified(subscription).identify({ data })).toBe(identity);
});

it('asks the subgraph for the key, under a name that the client does not use', () => {
  const { query, identify } = identified('subscription { thing { key_0 name } }');
  expect(query).toContain('key_0_: id');
  expect(identify({ data: { thing: { key_0: 'a field', name: 'n', key_0_: 't1' } } })).toBe('["t1"]');
});

it.each([
  ['of no entity', 'subscription { value { amount } }', { value: { amount: 1 } }],
  ['of many', 'subscription { things { id } }', { things: [{ id: 't1' }] }],
  ['of one of several types', 'subscription { either { __typename } }', { either: { __typename: 'Thing' } }],
  ['that is no object', 'subscription { count }', { count: 1 }],
])('an event %s is not told apart, and its fetch stays as it was', (_what, subscription, data) => {
  const { query, identify } = identified(subscription);
  expect(identify({ data })).toBeUndefined();
  expect(query).not.toContain('key_0');
});

it.each([
  ['nothing', { data: { thing: null } }],
  ['an error alone', { errors: [{ message: 'no' }] }],
  ['a thing whose key could not be had', { data: { thing: { name: 'n', key_0: null } } }],
])('%s is not told apart', (_what, event) => {
  expect(identified('subscription { thing { name } }').identify(event)).toBeUndefined();
});
