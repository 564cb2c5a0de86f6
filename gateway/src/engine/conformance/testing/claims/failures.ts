import type { ClaimSet } from '../claim.ts';
import { media } from '../fixtures/media.ts';
import { shop } from '../fixtures/shop.ts';

export const failures: readonly ClaimSet[] = [
  {
    fixture: shop,
    title: 'errors of fields',
    claims: {
      'a root field that throws': { query: '{ me { username } version }', faults: { 'Query.me': 'throws' } },
      'a root field that is null': { query: '{ me { username trusted } version }', faults: { 'Query.me': 'null' } },
      'a non-null root field that throws takes all data with it': {
        query: '{ featured { name stars } version me { id } }',
        faults: { 'Query.featured': 'throws' },
      },
      'a non-null root field that is null takes all data with it': {
        query: '{ featured { name } version }',
        faults: { 'Query.featured': 'null' },
      },
      'a nullable field below the root that throws': {
        query: '{ product(id: 1) { name description } }',
        faults: { 'p1.description': 'throws' },
      },
      'a non-null field below the root that throws takes its parent with it': {
        query: '{ product(id: 1) { name description } version }',
        faults: { 'p1.name': 'throws' },
      },
      'a non-null field below the root that is null takes its parent with it': {
        query: '{ product(id: 1) { name stars } version }',
        faults: { 'p1.name': 'null' },
      },
      'a field of a value type that throws takes the object with it': {
        query: '{ product(id: 1) { name price { amount currency } } }',
        faults: { 'p1.price.currency': 'throws' },
      },
      'an element of a list that throws takes the list with it, where elements are non-null': {
        query: '{ product(id: 1) { name tags } }',
        faults: { 'p1.tags[1]': 'throws' },
      },
      'an element of a list that throws is null, where elements may be': {
        query: '{ sparse { id stars } }',
        faults: { 'Query.sparse[2]': 'throws' },
      },
      'an element of a list of lists that throws takes the inner list with it': {
        query: '{ product(id: 1) { matrix } }',
        faults: { 'p1.matrix[0][1]': 'throws' },
      },
      'an element of a list that is null and may not be': {
        query: '{ products { name } version }',
        faults: { 'Query.products[1]': 'null' },
      },
      'an error without a code has none': {
        query: '{ product(id: 1) { description } }',
        faults: { 'p1.description': 'throwsUncoded' },
        answer: {
          data: { product: { description: null } },
          errors: [{ path: 'product.description', message: 'p1.description is broken' }],
        },
      },
      'an error’s path has the aliases of the operation': {
        query: '{ p: product(id: 1) { d: description r: reviews { a: author { m: membership } } } }',
        faults: { 'p1.description': 'throws', 'u1.membership': 'throws' },
        answer: {
          data: { p: { d: null, r: [{ a: { m: null } }, { a: { m: null } }] } },
          errors: [
            { path: 'p.d', code: 'BROKEN' },
            { path: 'p.r.0.a.m', message: 'u1.membership is broken', code: 'BROKEN' },
          ],
        },
      },
      'several errors of one subgraph': {
        query: '{ product(id: 1) { description attributes size } me { membership } }',
        faults: { 'p1.description': 'throws', 'p1.size': 'throws', 'u1.membership': 'throws' },
      },
    },
  },

  {
    fixture: shop,
    title: 'errors of entities',
    claims: {
      'a nullable field of an entity that throws': {
        query: '{ product(id: 1) { name stars } }',
        faults: { 'p1.stars': 'throws' },
      },
      'a non-null field of an entity that throws takes the entity with it': {
        query: '{ product(id: 1) { name reviewCount } version }',
        faults: { 'p1.reviewCount': 'throws' },
      },
      'a non-null field of an entity that is null takes the entity with it': {
        query: '{ product(id: 1) { name reviewCount } version }',
        faults: { 'p1.reviewCount': 'null' },
      },
      'one entity of a list fails, its neighbours do not': {
        query: '{ products { name stars } }',
        faults: { 'p2.stars': 'throws', 'p4.stars': 'throws' },
      },
      'a non-null field of one entity in a list of non-null entities takes the list with it': {
        query: '{ products { name reviewCount } version }',
        faults: { 'p3.reviewCount': 'throws' },
      },
      'a non-null field of one entity in a list of nullable ones takes only that one': {
        query: '{ sparse { id reviewCount } }',
        faults: { 'p2.reviewCount': 'throws' },
      },
      'an entity that stands in a list twice fails twice': {
        query: '{ sparse { id stars } }',
        faults: { 'p1.stars': 'throws' },
        answer: {
          data: {
            sparse: [{ id: '1', stars: null }, null, { id: '2', stars: 0 }, { id: '1', stars: null }, null],
          },
          errors: [
            { path: 'sparse.0.stars', message: 'p1.stars is broken', code: 'BROKEN' },
            { path: 'sparse.3.stars', message: 'p1.stars is broken', code: 'BROKEN' },
          ],
        },
      },
      'an error within an entity’s list': {
        query: '{ products { reviews { text rating } } }',
        faults: { 'r2.rating': 'throws' },
      },
      'an element of an entity’s list that throws': {
        query: '{ products { id reviews { text } } }',
        faults: { 'p1.reviews[1]': 'throws' },
      },
      'an error in lists of lists has the places of both': {
        query: '{ grid { name couriers } }',
        faults: { 'p3.couriers': 'throws', 'p1.couriers[0]': 'throws' },
      },
      'an error at the end of a chain over four subgraphs': {
        query: '{ me { reviews { product { warehouses { carriers opensAt } } } } }',
        faults: { 'w2.opensAt': 'throws' },
      },
      'a lookup that throws: the entity’s fields are null, the error names the entity': {
        query: '{ products(first: 2) { id stars bestReview { text } } }',
        faults: { 'reviews/p1': 'throws' },
        answer: {
          data: {
            products: [
              { id: '1', stars: null, bestReview: null },
              { id: '2', stars: 0, bestReview: null },
            ],
          },
          errors: [{ path: 'products.0', message: 'reviews/p1 is broken', code: 'BROKEN' }],
        },
      },
      'a lookup that throws for a non-null field: the parent is null, the error names it': {
        query: '{ product(id: 1) { name reviewCount } version }',
        faults: { 'reviews/p1': 'throws' },
        answer: {
          data: { product: null, version: '1.2.3' },
          errors: [{ path: 'product', message: 'reviews/p1 is broken', code: 'BROKEN' }],
        },
      },
      'a null for a non-null field has its error, whatever else went wrong': {
        query: '{ product(id: 1) { name reviewCount } me { membership } }',
        faults: { 'reviews/p1': 'null', 'u1.membership': 'throws' },
        answer: {
          data: { product: null, me: { membership: null } },
          errors: [
            { path: 'me.membership', code: 'BROKEN' },
            { path: 'product.reviewCount', message: 'Cannot return null for non-nullable field Product.reviewCount.' },
          ],
        },
        stockDiffers: {
          why: 'It tells of nulls for non-null fields only when nothing else went wrong.',
          answer: { data: { product: null, me: { membership: null } }, errors: [{ path: 'me.membership' }] },
        },
      },
      'fields that were fetched before an entity failed stay': {
        query: '{ product(id: 1) { name inStock stock reviews { text } } }',
        faults: { 'p1.stock': 'throws' },
      },
    },
  },

  {
    fixture: shop,
    title: 'subgraphs that fail as a whole',
    claims: {
      'a subgraph that is down costs its fields, each with an error': {
        query: '{ product(id: 1) { name stars bestReview { text } inStock } }',
        outages: { reviews: 'down' },
        answer: {
          data: { product: { name: 'Lamp', stars: null, bestReview: null, inStock: true } },
          errors: [
            { path: 'product.stars', code: 'SUBGRAPH_UNAVAILABLE' },
            { path: 'product.bestReview', code: 'SUBGRAPH_UNAVAILABLE' },
          ],
        },
      },
      'a subgraph that is down costs its fields of every entity of a list': {
        query: '{ products(first: 2) { name r: stars } }',
        outages: { reviews: 'down' },
        answer: {
          data: {
            products: [
              { name: 'Lamp', r: null },
              { name: 'Chair', r: null },
            ],
          },
          errors: [{ path: 'products.0.r' }, { path: 'products.1.r' }],
        },
      },
      'a subgraph that is down at the root costs its root fields': {
        query: '{ me { username } user(id: 2) { username } brand(code: "acme") { code } }',
        outages: { accounts: 'down' },
        answer: {
          data: { me: null, user: null, brand: { code: 'acme' } },
          errors: [
            { path: 'me', code: 'SUBGRAPH_UNAVAILABLE' },
            { path: 'user', code: 'SUBGRAPH_UNAVAILABLE' },
          ],
        },
      },
      'a subgraph that is down and a non-null field: the parent is null, and the reason is told once': {
        query: '{ product(id: 1) { name reviewCount } version }',
        outages: { reviews: 'down' },
        answer: {
          data: { product: null, version: '1.2.3' },
          errors: [{ path: 'product.reviewCount', code: 'SUBGRAPH_UNAVAILABLE' }],
        },
      },
      'a subgraph that is down in the middle of a chain: what hangs on it is null': {
        query: '{ latestReviews(first: 1) { text product { id stock } } }',
        outages: { products: 'down' },
        answer: {
          data: { latestReviews: [{ text: 'Bright', product: { id: '1', stock: null } }] },
          errors: [{ path: 'latestReviews.0.product.sku', code: 'SUBGRAPH_UNAVAILABLE' }],
        },
      },
      'a skipped field of a subgraph that is down has no error': {
        query: 'query ($a: Boolean!) { product(id: 1) { name stars @include(if: $a) bestReview { text } } }',
        variables: { a: false },
        outages: { reviews: 'down' },
        answer: {
          data: { product: { name: 'Lamp', bestReview: null } },
          errors: [{ path: 'product.bestReview', code: 'SUBGRAPH_UNAVAILABLE' }],
        },
      },
      'a subgraph that is down and has nothing to do is not missed': {
        query: '{ product(id: 1) { name inStock } }',
        outages: { reviews: 'down', accounts: 'down' },
      },
      'all subgraphs down': {
        query: '{ product(id: 1) { name } me { id } }',
        outages: { products: 'down', accounts: 'down' },
        answer: { data: { product: null, me: null }, errors: [{ path: 'product' }, { path: 'me' }] },
      },
      'a fetch that is refused with an error without a path: every field of it has the error': {
        query: '{ product(id: 1) { name stars bestReview { text } } }',
        outages: { reviews: 'refuses' },
        answer: {
          data: { product: { name: 'Lamp', stars: null, bestReview: null } },
          errors: [
            { path: 'product.stars', message: 'refused', code: 'REFUSED' },
            { path: 'product.bestReview', message: 'refused', code: 'REFUSED' },
          ],
        },
      },
      'a root fetch that is refused': {
        query: '{ product(id: 1) { name } grid { name } }',
        outages: { products: 'refuses' },
        answer: {
          data: { product: null, grid: null },
          errors: [
            { path: 'product', code: 'REFUSED' },
            { path: 'grid', code: 'REFUSED' },
          ],
        },
      },
      'a root fetch that is refused and a non-null root': {
        query: '{ version products { name } }',
        outages: { products: 'refuses' },
        answer: {
          data: null,
          errors: [
            { path: 'version', code: 'REFUSED' },
            { path: 'products', code: 'REFUSED' },
          ],
        },
      },
      'a fetch that brings neither data nor errors: its nullable fields are null': {
        query: '{ product(id: 1) { name stars } }',
        outages: { reviews: 'silent' },
        answer: { data: { product: { name: 'Lamp', stars: null } } },
      },
      'a root fetch that brings neither data nor errors': {
        query: '{ me { id } product(id: 1) { name } }',
        outages: { accounts: 'silent' },
        answer: { data: { me: null, product: { name: 'Lamp' } } },
      },
      'one subgraph down, another failing, a third healthy': {
        query: '{ products(first: 1) { name stars stock couriers } }',
        faults: { 'p1.stock': 'throws' },
        outages: { reviews: 'down' },
        answer: {
          data: { products: [{ name: 'Lamp', stars: null, stock: null, couriers: ['bike', 'van'] }] },
          errors: [
            { path: 'products.0.stars', code: 'SUBGRAPH_UNAVAILABLE' },
            { path: 'products.0.stock', code: 'BROKEN' },
          ],
        },
      },
    },
  },

  {
    fixture: media,
    title: 'failures under unions',
    claims: {
      'a subgraph that is down, under a union: errors only where the member has the field': {
        query: '{ items { ... on Book { title price } ... on Film { title } } }',
        outages: { people: 'down' },
        answer: {
          data: {
            items: [
              { title: 'Dune', price: null },
              {},
              null,
              { title: 'Alien' },
              { title: 'Aliens' },
              { title: 'Empty', price: null },
              { title: 'Dune', price: null },
              {},
            ],
          },
          errors: [{ path: 'items.0.price' }, { path: 'items.5.price' }, { path: 'items.6.price' }],
        },
        stockDiffers: {
          why: 'It counts the books that were asked for among all items.',
          answer: {
            data: {
              items: [
                { title: 'Dune', price: null },
                {},
                null,
                { title: 'Alien' },
                { title: 'Aliens' },
                { title: 'Empty', price: null },
                { title: 'Dune', price: null },
                {},
              ],
            },
            errors: [{ path: 'items.0.price' }, { path: 'items.1.price' }, { path: 'items.3.price' }],
          },
        },
      },
      'a failing field of one member of a union, from another subgraph': {
        query: '{ items { ... on Film { cast { name } } ... on Poster { id } } }',
        faults: { 'f2.cast': 'throws' },
        stockDiffers: {
          why: 'It counts the films that were asked for among all items.',
          answer: {
            data: {
              items: [
                {},
                { id: 'o1' },
                null,
                { cast: [{ name: '' }, { name: 'Iris' }] },
                { cast: null },
                {},
                {},
                { id: 'o2' },
              ],
            },
            errors: [{ path: 'items.1.cast' }],
          },
        },
      },
    },
  },
];
