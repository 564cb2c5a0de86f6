import type { ClaimSet } from '../claim.ts';
import { media } from '../fixtures/media.ts';
import { shop } from '../fixtures/shop.ts';

export const aliases: readonly ClaimSet[] = [
  {
    fixture: shop,
    title: 'aliases',
    claims: {
      'a field under two aliases with different arguments':
        '{ product(id: 1) { en: name de: name(locale: DE) best: reviews(order: BEST) { text } one: reviews(first: 1) { text } } }',
      'an entity field under two aliases': '{ product(id: 1) { a: stars b: stars c: inStock } }',
      'an alias on the way to an entity': '{ p: product(id: 1) { r: reviews { a: author { m: membership } } } }',
      'an alias that is the name of a field of another subgraph': '{ product(id: 1) { stars: name inStock } }',
      'two fields that change names': '{ product(id: 1) { name: description description: name } }',
      'a field under its own name as an alias': '{ product(id: 1) { name: name stars: stars } }',
      'a key under its name and under another': '{ product(id: 1) { key: id id stars } }',
      'a type name under its name and under others':
        '{ product(id: 1) { a: __typename __typename b: __typename reviews { c: __typename } } t: __typename }',
      'aliases that are names of Object.prototype':
        '{ constructor: product(id: 1) { toString: name hasOwnProperty: stars valueOf: inStock isPrototypeOf: box } }',
      'aliases that are names of Object.prototype, on lists and objects':
        '{ valueOf: products { constructor: price { toString: amount } hasOwnProperty: tags toString: reviews { valueOf: text } } }',
      'aliases that are names of Object.prototype, on objects that are null':
        '{ products { constructor: brand { toString: name } toString: seller { valueOf: title } } }',
      'an alias that is called __proto__': '{ __proto__: product(id: 1) { name stars __proto__: inStock } }',
      'an alias that is called __proto__, on lists and entities':
        '{ products { __proto__: reviews { text __proto__: author { membership __proto__: trusted } } } }',
      'aliases that are names of Array.prototype': '{ length: products { map: parts { length: label } } }',
      'an alias that is the name of the plan’s own variable':
        '{ representations: product(id: 1) { _entities: stars } }',
      'an alias that looks like the planner’s own':
        '{ product(id: 1) { name__alias_0: name name__alias_1: stars description } }',
      'aliases that differ in case': '{ product(id: 1) { A: name a: stars } }',
      'a response key that is a number’s name': '{ product(id: 1) { _0: name _1: stars } }',
    },
  },

  {
    fixture: media,
    title: 'aliases of members',
    claims: {
      'aliases that are names of Object.prototype, on unions':
        '{ toString: items { constructor: __typename ... on Book { valueOf: price } ... on Film { hasOwnProperty: cast { toString: name } } } }',
      'one alias for different fields of different types, from different subgraphs':
        '{ items { ... on Book { by: translator { name } } ... on Film { by: creator { name } } } }',
    },
  },
];
