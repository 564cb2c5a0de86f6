import type { ClaimSet } from '../claim.ts';
import { shop } from '../fixtures/shop.ts';

export const sharedFields: readonly ClaimSet[] = [
  {
    fixture: shop,
    title: 'shared fields',
    claims: {
      '@provides: a field that comes with the reference needs no fetch of its owner': {
        query: '{ latestReviews { author { username } } }',
        fetches: { reviews: 1, accounts: 0 },
      },
      '@provides: the owner is asked for what does not come along': {
        query: '{ latestReviews { author { username membership } } }',
        fetches: { reviews: 1, accounts: 1 },
      },
      '@provides: elsewhere the owner is asked': {
        query: '{ users { username } }',
        fetches: { reviews: 0, accounts: 1 },
      },
      '@provides: a provided field that fails': {
        query: '{ latestReviews { author { username id } } }',
        faults: { 'u1.username': 'throws' },
      },
      '@override: the new owner is asked, the old one never': {
        query: '{ products { name stockLevel } }',
        fetches: { products: 1, inventory: 1 },
      },
      '@override: the way to the new owner starts anywhere': '{ latestReviews { product { stockLevel } } }',
      '@shareable: a root field of several subgraphs is asked of one': '{ version }',
      '@shareable: a root field of several subgraphs comes along with its neighbours': {
        query: '{ version me { id } }',
        fetches: { accounts: 1, products: 0 },
      },
      '@shareable: a field of an entity is asked where one already is': {
        query: '{ brand(code: "acme") { name } }',
        fetches: { products: 1, inventory: 0 },
      },
      '@shareable: a value type that two subgraphs give':
        '{ brand(code: "acme") { reserve { amount currency } flagship { price { amount currency } } } }',
      '@external: a field that a subgraph only names is asked of its owner': {
        query: '{ product(id: 1) { weight couriers } }',
        fetches: { products: 1, shipping: 1 },
      },
    },
  },
];
