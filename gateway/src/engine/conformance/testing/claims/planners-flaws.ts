import type { ClaimSet } from '../claim.ts';
import { bank } from '../fixtures/bank.ts';
import { critics } from '../fixtures/critics.ts';
import { media } from '../fixtures/media.ts';
import { shop } from '../fixtures/shop.ts';

export const plannersFlaws: readonly ClaimSet[] = [
  // What the planner gets wrong when it plans the client's own words, most of it without an error, each in its smallest form. It is given others
  // (`engine/plain/`); these claims keep it so.

  {
    fixture: shop,
    title: 'response keys that clash',
    claims: {
      // The planner takes the response key for its own field, and the client's is not fetched.
      'an alias that is the name of a key': '{ product(id: 1) { id: name stars } }',
      'an alias that is the name of a key, on an object': '{ product(id: 1) { stars id: brand { name } } }',
      'an alias that is called __typename': '{ product(id: 1) { __typename: name stars } }',
      'a key under another name beside an alias that is its name': '{ product(id: 1) { key: id id: sku stars } }',
      // The client's variable takes the place of the entities.
      'a variable that is called like the plan’s own': {
        query: 'query ($representations: Int) { products { reviews(first: $representations) { text } } }',
        variables: { representations: 1 },
      },
      // The client's field is sent as the required one.
      'an alias that is the name of a required field': '{ product(id: 1) { weight: name shippingCost } }',
    },
  },

  {
    fixture: shop,
    title: 'conditions',
    claims: {
      // What the skipped field requires is not fetched, so that the whole entity is not asked for.
      'a skipped field with requirements, beside a field of its subgraph': {
        query: 'query ($a: Boolean!) { product(id: 1) { name shippingCost @include(if: $a) couriers } }',
        variables: { a: false },
      },
      'a field with requirements that is skipped for good, beside a field of its subgraph':
        '{ product(id: 1) { name shippingCost @skip(if: true) couriers } }',
      // The planner does not fetch it, so that it is null and not an empty object.
      'an object whose fields are all skipped, from another subgraph': {
        query:
          'query ($a: Boolean!, $b: Boolean!) { product(id: 1) { bestReview @include(if: $a) { text @include(if: $b) } } }',
        variables: { a: true, b: false },
      },
    },
  },

  {
    fixture: media,
    title: 'fragments',
    claims: {
      // What is fetched for the one is fetched for the other too, and overwrites it.
      'different fields under one key within different fields under one key':
        '{ items { ... on Book { by: translator { a: motto } } ... on Film { by: creator { a: label } } } }',
      // The planner sees no conflict across a condition: a subgraph that validates refuses the fetch.
      'fields that need an alias in the subgraph, under conditions':
        '{ items { ... on Book { blurb } ... @skip(if: false) { ... on Film { blurb } } } }',
    },
  },

  {
    fixture: bank,
    title: 'root types',
    claims: {
      // The subgraph gets the fragment with the supergraph's name of the root type.
      'a condition on a fragment of a renamed root': {
        query:
          'query ($a: Boolean!) { ... on Query @include(if: $a) { query { currency } accounts { id } } entries { text } }',
        variables: { a: true },
      },
      // The planner runs it for each of the conditions.
      'a mutation under two conditions runs once': {
        query:
          'mutation ($a: Boolean!) { ledgerOnly { __typename } note(text: "x") { number } ... @include(if: $a) { ledgerOnly { number } } }',
        variables: { a: true },
      },
      // Shortening the fetch by the fragment, the planner puts the second first.
      'mutations in a fragment run in order':
        'mutation { ...F } fragment F on Mutation { deposit(input: { account: 1 }) { risk } ledgerOnly { number } }',
    },
  },

  {
    fixture: critics,
    title: 'interface objects',
    claims: {
      // The interface's name overwrites the object's, and no fragment matches any more.
      'a type name beside a field of an interface object': '{ media(id: "f2") { ... on Film { rank __typename } } }',
      // What the one field requires is not fetched for the other types, so that those are not asked for.
      'a field with requirements of one type, beside a field of all':
        '{ sections { of { rank ... on Book { headline } } } }',
      'a field with requirements, on one of two ways to one place':
        '{ sections { of { rank } ... on Chapter { of { headline } } } }',
      // What fits the second half of the requirements is sent, without a key.
      'a field with requirements of one type, beside what it requires of another':
        '{ media(id: "f1") { ... on Book { headline } ... on Film { title } } }',
      // The planner fails.
      'a type name in a fragment of an interface object': '{ worst { ... on Node { __typename } } }',
      'a fragment on a union that holds all of an interface object': '{ worst { ... on Item { ... on Node { id } } } }',
    },
  },
];
