import type { ClaimSet } from '../claim.ts';
import { bulk } from '../fixtures/bulk.ts';
import { shop } from '../fixtures/shop.ts';

export const lists: readonly ClaimSet[] = [
  {
    fixture: shop,
    title: 'lists',
    claims: {
      'entities of a list are fetched in one request': {
        query: '{ products { name stars inStock } }',
        fetches: { products: 1, reviews: 1, inventory: 1 },
      },
      'nulls in a list stay where they are': '{ sparse { name stars } }',
      'an entity that stands in a list twice is complete both times':
        '{ sparse { id stars reviews { text author { username } } } }',
      'an entity that stands in lists of lists twice is complete both times': '{ grid { id stars inStock couriers } }',
      'lists of lists of scalars, with nulls and empty lists': '{ products { matrix } }',
      'empty lists':
        '{ product(id: 2) { related { stars } reviews { author { membership } } parts { label } tags warehouses { name } } }',
      'lists that are null': '{ product(id: 3) { related { stars } reviews { text } tags warehouses { carriers } } }',
      'a list under a list': '{ products { related { reviews { author { username membership } } } } }',
      'a list under a list where some are null': '{ products { warehouses { name carriers } } }',
      'the same entities, asked for at two paths': '{ a: products { stars } b: products(first: 2) { stars inStock } }',
      'a list of value types with entities below': '{ me { friends { favourite { name inStock } } } }',
      'an empty root list asks nobody further': {
        query: '{ products(first: 0) { stars inStock } }',
        fetches: { reviews: 0, inventory: 0 },
      },
      'a list of nothing but nulls asks nobody further': {
        query: '{ sparse { stars } }',
        faults: { 'Query.sparse[0]': 'null', 'Query.sparse[2]': 'null', 'Query.sparse[3]': 'null' },
        fetches: { reviews: 0 },
      },
    },
  },

  {
    fixture: bulk,
    title: 'large lists',
    claims: {
      'a large list of entities': { query: '{ rows { id label note { text } } }', fetches: { left: 1, right: 1 } },
      'a large list of lists': '{ pages { label weight } }',
      'a large list of one and the same entity': '{ same { id weight } }',
      'a large list whose every third entity fails': {
        query: '{ rows { id weight } }',
        faults: Object.fromEntries(Array.from({ length: 300 }, (_, index) => [`row${index * 3}.weight`, 'throws'])),
      },
    },
  },
];
