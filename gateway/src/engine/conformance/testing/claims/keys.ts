import type { ClaimSet } from '../claim.ts';
import { shop } from '../fixtures/shop.ts';

export const keys: readonly ClaimSet[] = [
  {
    fixture: shop,
    title: 'keys',
    claims: {
      'an operation that one subgraph answers asks no other': {
        query: '{ product(id: 1) { name price { amount currency } dimensions { width } tags } }',
        fetches: { products: 1, reviews: 0, accounts: 0, inventory: 0, shipping: 0 },
      },
      'a key leads from its owner to a contributor': {
        query: '{ product(id: 1) { name stars reviewCount } }',
        fetches: { products: 1, reviews: 1 },
      },
      'a second key leads where the first is not known': '{ product(id: 1) { inStock } }',
      'from one key to the other the way leads over the subgraph that knows both': {
        query: '{ review(id: 1) { product { inStock stock } } }',
        fetches: { reviews: 1, products: 1, inventory: 1 },
      },
      'a key of several fields, one of them nested, is sent whole':
        '{ product(id: 1) { warehouses { name carriers opensAt } } }',
      'a nested key stays out of the answer, but for what was asked of it':
        '{ product(id: 1) { warehouses { carriers region { code } } } }',
      'a reference that its subgraph cannot resolve is resolved by the owner':
        '{ product(id: 1) { seller { id title } } }',
      'a reference that is only a key needs no fetch': {
        query: '{ product(id: 1) { seller { id } } }',
        fetches: { accounts: 0 },
      },
      'keys that only the plan needs stay out of the answer': '{ product(id: 1) { stars inStock } }',
      'keys that were asked for are in the answer, in their place': '{ product(id: 1) { stars sku name id } }',
      'contributors of one object are asked for it together, in any order of answering': {
        query: '{ product(id: 1) { couriers stars inStock name } }',
        delay: (subgraph) => ({ reviews: 6, shipping: 3 })[subgraph] ?? 0,
      },
      'the order of the answer is the operation’s, whoever answers first': {
        query:
          '{ me { username } product(id: 1) { name } latestReviews { text } users { id } brand(code: "bolt") { code } }',
        delay: (subgraph) => ({ accounts: 6, products: 3 })[subgraph] ?? 0,
      },
      'a chain over four subgraphs':
        '{ me { username reviews { text product { name inStock warehouses { name opensAt } } } } }',
      'a chain that comes back to where it started':
        '{ product(id: 1) { bestReview { author { favourite { name } } } } }',
      'a chain through lists within lists':
        '{ products { reviews { author { friends { membership reviews { product { name } } } } } } }',
      'an entity within its own type': '{ product(id: 4) { related { name stars related { inStock stars } } } }',
      'an entity that one subgraph reaches under two paths':
        '{ product(id: 1) { bestReview { author { membership } } reviews { author { membership trusted } } } }',
      'a root that is not there asks nobody further': {
        query: '{ product(id: 9) { name stars inStock } }',
        fetches: { products: 1, reviews: 0, inventory: 0 },
      },
      'a reference that is null asks nobody further': {
        query: '{ product(id: 3) { brand { reserve { amount } } seller { title } } }',
        fetches: { inventory: 0, accounts: 0 },
      },
      'an entity that is null in its owner’s list is skipped': '{ users { favourite { name stars } } }',
      'the same root field twice, with other arguments':
        '{ one: product(id: 1) { stars } two: product(id: 2) { stars } }',
      'several operations in one document: the named one runs': {
        query: 'query One { product(id: 1) { stars } } query Two { product(id: 2) { name inStock } }',
        operationName: 'Two',
        fetches: { reviews: 0, inventory: 1 },
      },
    },
  },

  // What a contributor does not know, no monolith can show.
  {
    fixture: shop,
    title: 'entities that are not known',
    claims: {
      'an entity that the contributor does not know: its fields are null, without an error': {
        query: '{ product(id: 1) { name stars } }',
        faults: { 'reviews/p1': 'null' },
        answer: { data: { product: { name: 'Lamp', stars: null } } },
      },
      'an entity that the contributor does not know, in a list: its neighbours keep their own fields': {
        query: '{ products { id stars } }',
        faults: { 'reviews/p2': 'null' },
        answer: {
          data: {
            products: [
              { id: '1', stars: 4.5 },
              { id: '2', stars: null },
              { id: '3', stars: null },
              { id: '4', stars: 3 },
            ],
          },
        },
      },
      'an entity that the contributor does not know and a non-null field: the parent is null, with an error': {
        query: '{ product(id: 1) { name reviewCount } }',
        faults: { 'reviews/p1': 'null' },
        answer: {
          data: { product: null },
          errors: [
            { path: 'product.reviewCount', message: 'Cannot return null for non-nullable field Product.reviewCount.' },
          ],
        },
      },
      'a link of a chain that is not known: what hangs on it is null': {
        query: '{ review(id: 1) { text product { inStock } } }',
        faults: { 'products/p1': 'null' },
        answer: {
          data: { review: { text: 'Bright', product: null } },
          errors: [{ path: 'review.product.inStock' }],
        },
      },
      'a link of a chain that is not known, under nullable fields: no error': {
        query: '{ review(id: 1) { text product { id stock } } }',
        faults: { 'products/p1': 'null' },
        answer: { data: { review: { text: 'Bright', product: { id: '1', stock: null } } } },
      },
      'an owner that lost what a reference points to: the reference stays, its fields are null': {
        query: '{ product(id: 1) { seller { id contact { username } } } }',
        faults: { 'accounts/s1': 'null' },
        answer: { data: { product: { seller: { id: '1', contact: null } } } },
      },
    },
  },
];
