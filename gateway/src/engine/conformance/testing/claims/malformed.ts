import type { ClaimSet } from '../claim.ts';
import { media } from '../fixtures/media.ts';
import { shop } from '../fixtures/shop.ts';
import { changing, complain, put } from '../spoil-one.ts';

const LAMP = '{ product(id: 1) { name stars reviewCount } version }';

export const malformed: readonly ClaimSet[] = [
  {
    fixture: shop,
    title: 'what is missing',
    claims: {
      'a nullable field that is missing is null': {
        query: LAMP,
        spoil: put('reviews', '_entities.0.stars', undefined),
        answer: { data: { product: { name: 'Lamp', stars: null, reviewCount: 2 }, version: '1.2.3' } },
      },
      'a non-null field that is missing: the parent is null, with an error': {
        query: LAMP,
        spoil: put('reviews', '_entities.0.reviewCount', undefined),
        answer: {
          data: { product: null, version: '1.2.3' },
          errors: [
            { path: 'product.reviewCount', message: 'Cannot return null for non-nullable field Product.reviewCount.' },
          ],
        },
      },
      'null for a non-null field: the parent is null, with an error': {
        query: LAMP,
        spoil: put('reviews', '_entities.0.reviewCount', null),
        answer: { data: { product: null, version: '1.2.3' }, errors: [{ path: 'product.reviewCount' }] },
      },
      'null for a non-null field that has an alias: the error tells its name, and the path its alias': {
        query: '{ product(id: 1) { count: reviewCount } }',
        spoil: put('reviews', '_entities.0.reviewCount', null),
        answer: {
          data: { product: null },
          errors: [
            { path: 'product.count', message: 'Cannot return null for non-nullable field Product.reviewCount.' },
          ],
        },
        stockDiffers: {
          why: 'It tells the alias for the name.',
          answer: {
            data: { product: null },
            errors: [{ path: 'product.count', message: 'Cannot return null for non-nullable field Product.count.' }],
          },
        },
      },
      'null for a non-null field under a non-null parent: the null rises to the next that may be': {
        query: '{ products { price { amount } } version }',
        spoil: put('products', 'products.0.price.amount', null),
        answer: {
          data: {
            products: [{ price: null }, { price: { amount: 0 } }, { price: null }, { price: { amount: 5 } }],
            version: '1.2.3',
          },
          errors: [
            { path: 'products.0.price.amount', message: 'Cannot return null for non-nullable field Money.amount.' },
          ],
        },
      },
      'null for a non-null field all the way up: no data': {
        query: '{ featured { name } version }',
        spoil: put('products', 'featured.name', null),
        answer: { data: null, errors: [{ path: 'featured.name' }] },
      },
      'null in a list of non-null elements: the list is null, with an error': {
        query: '{ product(id: 1) { tags } }',
        spoil: put('products', 'product.tags.1', null),
        answer: {
          data: { product: { tags: null } },
          errors: [
            {
              path: 'product.tags.1',
              message: 'Cannot return null for non-nullable array element of type String at index 1.',
            },
          ],
        },
      },
      'null in the inner list of a list of lists': {
        query: '{ product(id: 1) { matrix } }',
        spoil: put('products', 'product.matrix.0.1', null),
        answer: { data: { product: { matrix: [null, [3]] } }, errors: [{ path: 'product.matrix.0.1' }] },
      },
      'null for an entity in a list of non-null entities': {
        query: '{ products { stars } version }',
        spoil: put('products', 'products.2', null),
        answer: { data: null, errors: [{ path: 'products.2' }] },
      },
      'a root object that is missing': {
        query: '{ me { username trusted } version }',
        spoil: put('accounts', 'me', undefined),
        answer: { data: { me: null, version: '1.2.3' } },
      },
      'a key that is missing: the contributor is not asked': {
        query: '{ product(id: 1) { name stars } }',
        spoil: put('products', 'product.id', undefined),
        fetches: { reviews: 0 },
        answer: { data: { product: { name: 'Lamp', stars: null } } },
      },
      'a type name that is missing: the contributor is not asked': {
        query: '{ product(id: 1) { name stars } }',
        spoil: put('products', 'product.__typename', undefined),
        fetches: { reviews: 0 },
        answer: { data: { product: { name: 'Lamp', stars: null } } },
      },
      'fields that nobody asked for stay out of the answer, and out of other subgraphs’ fields': {
        query: LAMP,
        spoil: changing('reviews', (answer) => ({
          ...answer,
          data: { _entities: [{ stars: 1, reviewCount: 1, secret: 'x', name: 'Other' }] },
        })),
        answer: { data: { product: { name: 'Lamp', stars: 1, reviewCount: 1 }, version: '1.2.3' } },
        stockDiffers: {
          why: 'It merges whatever comes.',
          answer: { data: { product: { name: 'Other', stars: 1, reviewCount: 1 }, version: '1.2.3' } },
        },
      },
      'extensions and an empty list of errors are no errors': {
        query: LAMP,
        spoil: changing('reviews', (answer) => ({ ...answer, errors: [], extensions: { cost: 3 } })),
      },
    },
  },

  {
    fixture: shop,
    title: 'what is of the wrong kind',
    claims: {
      'an Int that is a text is null, with an error': {
        query: '{ product(id: 1) { weight name } }',
        spoil: put('products', 'product.weight', 'heavy'),
        answer: {
          data: { product: { weight: null, name: 'Lamp' } },
          errors: [{ path: 'product.weight', message: 'Invalid value found for field Product.weight.' }],
        },
      },
      'an Int that is a fraction is null, with an error': {
        query: '{ product(id: 1) { weight } }',
        spoil: put('products', 'product.weight', 1.5),
        answer: { data: { product: { weight: null } }, errors: [{ path: 'product.weight' }] },
      },
      'a Float that is whole is as it is': {
        query: '{ product(id: 1) { stars } }',
        spoil: put('reviews', '_entities.0.stars', 4),
        answer: { data: { product: { stars: 4 } } },
      },
      'a Boolean that is a text is null, with an error, and so is its parent when it must not be': {
        query: '{ product(id: 1) { inStock } }',
        spoil: put('inventory', '_entities.0.inStock', 'yes'),
        answer: { data: { product: null }, errors: [{ path: 'product.inStock' }] },
      },
      'a String that is a number is null, with an error': {
        query: '{ product(id: 1) { description } }',
        spoil: put('products', 'product.description', 7),
        answer: { data: { product: { description: null } }, errors: [{ path: 'product.description' }] },
      },
      'an enum value that nobody knows is null, with an error': {
        query: '{ product(id: 1) { size } }',
        spoil: put('products', 'product.size', 'HUGE'),
        answer: { data: { product: { size: null } }, errors: [{ path: 'product.size' }] },
      },
      'an object where a leaf is expected is null, with an error': {
        query: '{ product(id: 1) { weight } }',
        spoil: put('products', 'product.weight', { grams: 1 }),
        answer: { data: { product: { weight: null } }, errors: [{ path: 'product.weight' }] },
      },
      'a list where a leaf is expected is null, with an error': {
        query: '{ product(id: 1) { weight } }',
        spoil: put('products', 'product.weight', [1]),
        answer: { data: { product: { weight: null } }, errors: [{ path: 'product.weight' }] },
      },
      'a leaf where a list is expected is null, with an error': {
        query: '{ product(id: 1) { tags name } }',
        spoil: put('products', 'product.tags', 'light'),
        answer: { data: { product: { tags: null, name: 'Lamp' } }, errors: [{ path: 'product.tags' }] },
        stockDiffers: {
          why: 'It gives up the whole answer.',
          answer: {
            data: null,
            errors: [{ message: 'Invalid non-list value light returned by subgraph for list type [String!]' }],
          },
        },
      },
      'a leaf where an object is expected is null, with an error': {
        query: '{ product(id: 1) { price { amount } name } }',
        spoil: put('products', 'product.price', 5),
        answer: { data: { product: { price: null, name: 'Lamp' } }, errors: [{ path: 'product.price' }] },
        stockDiffers: {
          why: 'It gives up the whole answer.',
          answer: {
            data: null,
            errors: [{ message: 'Invalid non-object value 5 returned by subgraph for composite type Money' }],
          },
        },
      },
      'a list where an object is expected is null, with an error': {
        query: '{ product(id: 1) { price { amount } name } }',
        spoil: put('products', 'product.price', [{ amount: 1 }]),
        answer: { data: { product: { price: null, name: 'Lamp' } }, errors: [{ path: 'product.price' }] },
        stockDiffers: {
          why: 'It takes a list for an object without fields, and tells of the fields.',
          answer: {
            data: { product: { price: null, name: 'Lamp' } },
            errors: [{ path: 'product.price.amount' }],
          },
        },
      },
      'an object where a list is expected is null, with an error': {
        query: '{ product(id: 1) { parts { label } } version }',
        spoil: put('products', 'product.parts', { label: 'x' }),
        answer: { data: { product: null, version: '1.2.3' }, errors: [{ path: 'product.parts' }] },
        stockDiffers: {
          why: 'It gives up the whole answer.',
          answer: {
            data: null,
            errors: [{ message: 'Invalid non-list value [object Object] returned by subgraph for list type [Part!]' }],
          },
        },
      },
      'an object where a list of entities is expected: the rest of the answer stays': {
        query: '{ products { stars } me { username } }',
        spoil: put('products', 'products', { id: '1', __typename: 'Product' }),
        answer: { data: null, errors: [{ path: 'products' }] },
        stockDiffers: {
          why: 'It gives up the whole answer, and shows its own failure.',
          answer: { errors: [{ message: 'value.flatMap is not a function' }] },
        },
      },
      'a custom scalar may be anything': {
        query: '{ product(id: 1) { attributes } }',
        spoil: put('products', 'product.attributes', [{ a: [] }, 'x', null, 1.5, false]),
        answer: { data: { product: { attributes: [{ a: [] }, 'x', null, 1.5, false] } } },
      },
      'a custom scalar with keys of Object.prototype passes as it is': {
        query: '{ product(id: 1) { attributes stars } }',
        spoil: put('products', 'product.attributes', JSON.parse('{"__proto__":{"x":1},"constructor":2,"toString":[]}')),
        answer: {
          data: JSON.parse(
            '{"product":{"attributes":{"__proto__":{"x":1},"constructor":2,"toString":[]},"stars":4.5}}',
          ) as unknown,
        },
      },
      'keys of Object.prototype in an answer change nothing': {
        query: LAMP,
        spoil: changing('reviews', (answer) => {
          const data = JSON.parse(
            '{"_entities":[{"stars":1,"reviewCount":1,"__proto__":{"spoiled":true},"constructor":{"prototype":{"spoiled":true}}}]}',
          ) as Record<string, unknown>;
          return { ...answer, data };
        }),
        answer: { data: { product: { name: 'Lamp', stars: 1, reviewCount: 1 }, version: '1.2.3' } },
      },
    },
  },

  {
    fixture: shop,
    title: 'entities that are not what was asked for',
    claims: {
      'no list of entities: their fields are null, each with an error': {
        query: '{ product(id: 1) { name stars } }',
        spoil: put('reviews', '_entities', null),
        answer: { data: { product: { name: 'Lamp', stars: null } }, errors: [{ path: 'product.stars' }] },
        stockDiffers: {
          why: 'Its error has no path.',
          answer: {
            data: { product: { name: 'Lamp', stars: null } },
            errors: [{ message: 'Expected "data._entities" in response to be an array' }],
          },
        },
      },
      'fewer entities than were asked for: no one knows which, so all fields are null, each with an error': {
        query: '{ products(first: 2) { name stars } }',
        spoil: changing('reviews', (answer) => ({ ...answer, data: { _entities: [{ stars: 1 }] } })),
        answer: {
          data: {
            products: [
              { name: 'Lamp', stars: null },
              { name: 'Chair', stars: null },
            ],
          },
          errors: [{ path: 'products.0.stars' }, { path: 'products.1.stars' }],
        },
        stockDiffers: {
          why: 'Its error has no path.',
          answer: {
            data: {
              products: [
                { name: 'Lamp', stars: null },
                { name: 'Chair', stars: null },
              ],
            },
            errors: [{ message: 'Expected "data._entities" to contain 2 elements' }],
          },
        },
      },
      'more entities than were asked for: the same': {
        query: '{ product(id: 1) { name stars } }',
        spoil: changing('reviews', (answer) => ({ ...answer, data: { _entities: [{ stars: 1 }, { stars: 2 }] } })),
        answer: { data: { product: { name: 'Lamp', stars: null } }, errors: [{ path: 'product.stars' }] },
        stockDiffers: {
          why: 'Its error has no path.',
          answer: {
            data: { product: { name: 'Lamp', stars: null } },
            errors: [{ message: 'Expected "data._entities" to contain 1 elements' }],
          },
        },
      },
      'an entity that is a leaf: its fields are null': {
        query: '{ product(id: 1) { name stars } }',
        spoil: put('reviews', '_entities.0', 'entity'),
        answer: { data: { product: { name: 'Lamp', stars: null } } },
        stockDiffers: {
          why: 'It tries to write into a text, and tells of it without a path.',
          answer: {
            data: { product: { name: 'Lamp', stars: null } },
            errors: [{ message: "Cannot create property '__typename' on string 'entity'" }],
          },
        },
      },
      'an error without a path beside good data goes to every field of the fetch': {
        query: '{ product(id: 1) { name stars reviewCount } }',
        spoil: complain('reviews', { message: 'late', extensions: { code: 'LATE' } }),
        answer: {
          data: { product: { name: 'Lamp', stars: 4.5, reviewCount: 2 } },
          errors: [
            { path: 'product.stars', message: 'late', code: 'LATE' },
            { path: 'product.reviewCount', message: 'late', code: 'LATE' },
          ],
        },
      },
      'an error about all entities goes to every field of each': {
        query: '{ products(first: 2) { stars } }',
        spoil: complain('reviews', { message: 'late', path: ['_entities'], extensions: { code: 'LATE' } }),
        answer: {
          data: { products: [{ stars: 4.5 }, { stars: 0 }] },
          errors: [{ path: 'products.0.stars' }, { path: 'products.1.stars' }],
        },
      },
      'an error about one entity goes to that entity': {
        query: '{ products(first: 2) { stars } }',
        spoil: complain('reviews', { message: 'late', path: ['_entities', 1] }),
        answer: {
          data: { products: [{ stars: 4.5 }, { stars: 0 }] },
          errors: [{ path: 'products.1', message: 'late' }],
        },
      },
      'an error with a path in the fetch’s root goes there': {
        query: '{ p: product(id: 1) { name } }',
        spoil: complain('products', {
          message: 'late',
          path: ['product', 'name'],
          extensions: { code: 'LATE', secret: 1 },
        }),
        answer: { data: { p: { name: 'Lamp' } }, errors: [{ path: 'p.name', message: 'late', code: 'LATE' }] },
      },
    },
  },

  {
    fixture: media,
    title: 'type names that are wrong',
    claims: {
      'an object of an abstract type whose type name nobody knows is null, with an error': {
        query: '{ allMedia { title ... on Book { pages } } media(id: "b1") { title } }',
        spoil: put('library', 'media.__typename', 'Opera'),
        answer: {
          data: {
            allMedia: [
              { title: 'Dune', pages: 604 },
              { title: 'Alien' },
              { title: 'Empty', pages: 0 },
              { title: 'Aliens' },
            ],
            media: null,
          },
          errors: [{ path: 'media', message: 'Invalid __typename found for object at field Query.media.' }],
        },
      },
      'an element of an abstract list whose type name nobody knows takes the list with it, where elements are non-null':
        {
          query: '{ allMedia { title ... on Book { price } } }',
          spoil: put('library', 'allMedia.1.__typename', 'Opera'),
          answer: { data: null, errors: [{ path: 'allMedia.1' }] },
        },
      'an object of an abstract type without a type name is null, with an error': {
        query: '{ items { ... on Book { title } ... on Film { minutes } } }',
        spoil: put('library', 'items.0.__typename', undefined),
        answer: {
          data: {
            items: [null, {}, null, { minutes: 117 }, { minutes: null }, { title: 'Empty' }, { title: 'Dune' }, {}],
          },
          errors: [{ path: 'items.0' }],
        },
        stockDiffers: {
          why: 'It says nothing of it.',
          answer: {
            data: {
              items: [null, {}, null, { minutes: 117 }, { minutes: null }, { title: 'Empty' }, { title: 'Dune' }, {}],
            },
          },
        },
      },
    },
  },
];
