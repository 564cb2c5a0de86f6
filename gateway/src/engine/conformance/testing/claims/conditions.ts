import type { ClaimSet } from '../claim.ts';
import { media } from '../fixtures/media.ts';
import { shop } from '../fixtures/shop.ts';

export const conditions: readonly ClaimSet[] = [
  {
    fixture: shop,
    title: 'conditions',
    claims: {
      'a constant: @skip(if: true) leaves a field out': {
        query: '{ product(id: 1) { name stars @skip(if: true) } }',
        fetches: { products: 1 },
      },
      'a constant: @skip(if: false) changes nothing': '{ product(id: 1) { name stars @skip(if: false) } }',
      'a constant: @include(if: false) leaves a field out': '{ product(id: 1) { name stars @include(if: false) } }',
      'a constant: both directives must agree':
        '{ product(id: 1) { a: name @skip(if: false) @include(if: true) b: name @skip(if: false) @include(if: false) c: name @skip(if: true) @include(if: true) id } }',
      'a variable at the root, true': {
        query: 'query ($yes: Boolean!) { product(id: 1) @include(if: $yes) { name stars } version }',
        variables: { yes: true },
      },
      'a variable at the root, false': {
        query: 'query ($yes: Boolean!) { product(id: 1) @include(if: $yes) { name stars } version }',
        variables: { yes: false },
      },
      'a variable at the root that skips everything': {
        query: 'query ($no: Boolean!) { product(id: 1) @skip(if: $no) { name stars } }',
        variables: { no: true },
        fetches: { products: 0, reviews: 0 },
      },
      'a variable below the root, true': {
        query: 'query ($yes: Boolean!) { product(id: 1) { name stars @include(if: $yes) } }',
        variables: { yes: true },
        fetches: { reviews: 1 },
      },
      'a variable below the root, false: the subgraph is not asked': {
        query: 'query ($yes: Boolean!) { product(id: 1) { name stars @include(if: $yes) } }',
        variables: { yes: false },
        fetches: { reviews: 0 },
      },
      'a variable with a default that applies': {
        query: 'query ($yes: Boolean = false) { product(id: 1) { name stars @include(if: $yes) } }',
        fetches: { reviews: 0 },
      },
      'a variable with a default that is overridden': {
        query: 'query ($yes: Boolean = false) { product(id: 1) { name stars @include(if: $yes) } }',
        variables: { yes: true },
        fetches: { reviews: 1 },
      },
      'two variables on neighbours of one subgraph, one true': {
        query:
          'query ($a: Boolean!, $b: Boolean!) { product(id: 1) { stars @include(if: $a) reviewCount @skip(if: $b) } }',
        variables: { a: true, b: true },
      },
      'two variables on neighbours of one subgraph, none true': {
        query:
          'query ($a: Boolean!, $b: Boolean!) { product(id: 1) { stars @include(if: $a) reviewCount @include(if: $b) } }',
        variables: { a: false, b: false },
      },
      'two variables on one field': {
        query: 'query ($a: Boolean!, $b: Boolean!) { product(id: 1) { name stars @include(if: $a) @skip(if: $b) } }',
        variables: { a: true, b: false },
      },
      'one variable both ways': {
        query: 'query ($a: Boolean!) { product(id: 1) { name stars @include(if: $a) inStock @skip(if: $a) } }',
        variables: { a: true },
        fetches: { reviews: 1, inventory: 0 },
      },
      'a condition within a condition': {
        query:
          'query ($a: Boolean!, $b: Boolean!) { product(id: 1) { name ... @include(if: $a) { stars ... @skip(if: $b) { inStock } } } }',
        variables: { a: true, b: false },
      },
      'a condition within a condition that is false': {
        query:
          'query ($a: Boolean!, $b: Boolean!) { product(id: 1) { name ... @include(if: $a) { stars ... @skip(if: $b) { inStock } } } }',
        variables: { a: false, b: false },
        fetches: { reviews: 0, inventory: 0 },
      },
      'a condition on an object from another subgraph': {
        query: 'query ($a: Boolean!) { latestReviews { text product @include(if: $a) { name inStock } } }',
        variables: { a: false },
        fetches: { products: 0, inventory: 0 },
      },
      'a condition on a spread': {
        query:
          'query ($a: Boolean!) { product(id: 1) { name ...F @include(if: $a) } } fragment F on Product { stars inStock }',
        variables: { a: true },
      },
      'a condition on a spread, false': {
        query:
          'query ($a: Boolean!) { product(id: 1) { name ...F @include(if: $a) } } fragment F on Product { stars inStock }',
        variables: { a: false },
      },
      'a condition on an inline fragment of the root': {
        query: 'query ($a: Boolean!) { version ... on Query @skip(if: $a) { product(id: 1) { stars } } }',
        variables: { a: false },
      },
      'a field that is skipped here and asked for there is in the answer': {
        query: 'query ($a: Boolean!) { product(id: 1) { stars @skip(if: $a) name stars } }',
        variables: { a: true },
      },
      'conditions decide the order: the first place that counts': {
        query: 'query ($a: Boolean!) { product(id: 1) { stars @skip(if: $a) name stars } }',
        variables: { a: false },
      },
      'an object that is asked for under different conditions': {
        query:
          'query ($a: Boolean!, $b: Boolean!) { product(id: 1) { reviews @include(if: $a) { text } reviews @include(if: $b) { rating } } }',
        variables: { a: false, b: true },
      },
      'a skipped key still leads to the contributor': {
        query: 'query ($a: Boolean!) { product(id: 1) { id @skip(if: $a) stars } }',
        variables: { a: true },
      },
      'a skipped type name': {
        query: 'query ($a: Boolean!) { product(id: 1) { __typename @skip(if: $a) stars } }',
        variables: { a: true },
      },
      'a required field whose only user is skipped is not needed': {
        query: 'query ($a: Boolean!) { product(id: 1) { name shippingCost @include(if: $a) } }',
        variables: { a: false },
        fetches: { shipping: 0 },
      },
      'a required field that was asked for and skipped is sent all the same': {
        query: 'query ($a: Boolean!) { product(id: 1) { weight @skip(if: $a) shippingCost } }',
        variables: { a: true },
      },
      'everything of an object is skipped: the object is there and empty': {
        query: 'query ($a: Boolean!) { product(id: 1) { name @skip(if: $a) stars @skip(if: $a) } }',
        variables: { a: true },
      },
    },
  },

  {
    fixture: media,
    title: 'conditions on abstract types',
    claims: {
      'a condition on a fragment of a union’s member': {
        query: 'query ($a: Boolean!) { items { ... on Book @include(if: $a) { price } ... on Film { minutes } } }',
        variables: { a: false },
        fetches: { people: 0 },
      },
      'a condition on a fragment of an interface’s type': {
        query: 'query ($a: Boolean!) { allMedia { title ... on Film @skip(if: $a) { cast { name } } } }',
        variables: { a: false },
      },
    },
  },
];
