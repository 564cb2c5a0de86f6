import type { ClaimSet } from '../claim.ts';
import { getIntrospectionQuery } from 'graphql';
import { bank } from '../fixtures/bank.ts';
import { shop } from '../fixtures/shop.ts';

export const introspection: readonly ClaimSet[] = [
  {
    fixture: shop,
    title: 'introspection',
    claims: {
      'the whole schema': getIntrospectionQuery(),
      'a type by name': '{ __type(name: "Product") { name kind fields { name } } }',
      'a type by a variable': {
        query: 'query ($name: String!) { __type(name: $name) { name inputFields { name defaultValue } } }',
        variables: { name: 'ProductFilter' },
      },
      'a type that is not there': '{ __type(name: "Nothing") { name } }',
      'introspection beside data, in the order asked for':
        '{ __schema { queryType { name } } product(id: 1) { name stars } t: __type(name: "Size") { enumValues { name } } __typename }',
      'introspection under a condition': {
        query: 'query ($a: Boolean!) { version __schema @include(if: $a) { queryType { name } } }',
        variables: { a: false },
      },
      'introspection through fragments':
        'query { ...S } fragment S on Query { __schema { ...T } } fragment T on __Schema { queryType { name } }',
      'only a type name: no subgraph is asked': {
        query: '{ __typename }',
        fetches: { products: 0, accounts: 0, reviews: 0 },
      },
    },
  },

  {
    fixture: bank,
    title: 'introspection of renamed roots',
    claims: {
      'what is inaccessible is not in the schema':
        '{ account: __type(name: "Account") { fields { name } } branch: __type(name: "Branch") { name } }',
      'roots have their names of the supergraph': '{ __schema { queryType { name } mutationType { name } } }',
    },
  },
];
