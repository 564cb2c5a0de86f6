import type { ClaimSet } from '../claim.ts';
import { media } from '../fixtures/media.ts';
import { shop } from '../fixtures/shop.ts';

export const fragments: readonly ClaimSet[] = [
  {
    fixture: shop,
    title: 'fragments',
    claims: {
      'a named fragment': 'query { product(id: 1) { ...F } } fragment F on Product { name stars }',
      'a fragment that is used twice':
        'query { product(id: 1) { ...F related { ...F } } } fragment F on Product { name stars inStock }',
      'a fragment within a fragment, each over another subgraph':
        'query { product(id: 1) { ...A } } fragment A on Product { stars ...B } fragment B on Product { inStock ...C } fragment C on Product { couriers name }',
      'an inline fragment without a type': '{ product(id: 1) { ... { name ... { stars } } } }',
      'fragments that select into the same object':
        'query { product(id: 1) { ...A ...B reviews { rating } } } fragment A on Product { reviews { text } } fragment B on Product { reviews { author { username } } stars }',
      'the first of equal keys decides the order':
        'query { product(id: 1) { stars ...A name } } fragment A on Product { inStock name stars id }',
      'a fragment over the root': 'query { ...Q } fragment Q on Query { me { username } product(id: 1) { stars } }',
      'a fragment that merges root fields':
        'query { product(id: 1) { name } ...Q } fragment Q on Query { product(id: 1) { stars price { amount } } }',
      'a field that is asked for again deeper down':
        '{ product(id: 1) { price { amount } price { currency amount } } }',
      'the same object from two branches, each with a subgraph of its own':
        '{ latestReviews { product { name } } latestReviews { product { inStock } author { username } } }',
      'a fragment on a value type': 'query { products { price { ...M } } } fragment M on Money { currency amount }',
    },
  },

  {
    fixture: media,
    title: 'fragments on abstract types',
    claims: {
      'a fragment on a union’s member':
        'query { items { ...B ...F } } fragment B on Book { title price } fragment F on Film { title cast { name } }',
      'a fragment on an interface that holds fragments on its types':
        'query { allMedia { ...M } } fragment M on Media { title ... on Book { price } ... on Film { minutes } }',
      'a fragment on an interface, over an object of that type':
        'query { book(id: "b1") { ...M pages } } fragment M on Media { title creator { name } }',
      'a fragment on a wider interface, over an interface':
        'query { allMedia { ...N } } fragment N on Node { __typename id }',
      'a fragment that can match nothing here': '{ allMedia { title ... on Node { ... on Poster { width } } } }',
      'fragments on two interfaces that select into the same entity':
        '{ allMedia { ... on Node { id ... on Media { creator { name } } } ... on Media { creator { born id } } } }',
      'a fragment on an object’s interface that holds one on its type':
        '{ book(id: "b1") { ... on Node { ... on Book { pages } } } }',
      'fragments on one type in two places: the order of keys':
        '{ media(id: "b1") { ... on Book { id } title ... on Book { pages } } }',
      'a fragment on an interface within one on a union':
        '{ items { ... on Item { ... on Media { title } ... on Poster { subject { id } } } } }',
    },
  },
];
