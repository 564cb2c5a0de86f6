import type { ClaimSet } from '../claim.ts';
import { bank } from '../fixtures/bank.ts';
import { critics } from '../fixtures/critics.ts';
import { freightWithArguments } from '../fixtures/freight.ts';
import { media } from '../fixtures/media.ts';
import { renames } from '../fixtures/renames.ts';
import { shop } from '../fixtures/shop.ts';

export const stockFlaws: readonly ClaimSet[] = [
  // Where `@apollo/gateway`'s executor, or the planner beneath it, is wrong though all subgraphs are well: each flaw in its smallest form. Most of the
  // wrong answers come without an error.

  {
    fixture: shop,
    title: 'response keys that clash',
    claims: {
      'an alias that is the name of a key': {
        query: '{ product(id: 1) { id: name stars } }',
        stockDiffers: {
          isPlanners: true,
          why: 'The planner takes the response key for its own field, and the client’s is not fetched.',
          answer: { data: { product: { id: '1', stars: 4.5 } } },
        },
      },
      'an alias that is the name of a key, on an object': {
        query: '{ product(id: 1) { stars id: brand { name } } }',
        stockDiffers: {
          isPlanners: true,
          why: 'The planner takes the response key for its own field, and the client’s is not fetched.',
          answer: {
            data: null,
            errors: [{ message: 'Invalid non-object value 1 returned by subgraph for composite type Brand' }],
          },
        },
      },
      'an alias that is called __typename': {
        query: '{ product(id: 1) { __typename: name stars } }',
        stockDiffers: {
          isPlanners: true,
          why: 'The planner takes the response key for its own field, and the client’s is not fetched.',
          answer: { data: { product: { __typename: 'Product', stars: 4.5 } } },
        },
      },
      'an alias that is the name of a required field': {
        query: '{ product(id: 1) { weight: name shippingCost } }',
        stockDiffers: {
          isPlanners: true,
          why: 'The client’s field is sent as the required one.',
          answer: {
            data: { product: { weight: 'Lamp', shippingCost: 'shippingCost{"express":false} of {"weight":"Lamp"}' } },
          },
        },
      },
      'a key under another name beside an alias that is its name': {
        query: '{ product(id: 1) { key: id id: sku stars } }',
        stockDiffers: {
          isPlanners: true,
          why: 'The planner takes the response key for its own field, and the client’s is not fetched.',
          answer: { data: { product: { key: '1', id: '1', stars: 4.5 } } },
        },
      },
    },
  },

  {
    fixture: freightWithArguments,
    isRefused: true,
    title: 'required fields with arguments',
    claims: {
      'a required field with arguments, alone': '{ product { shippingEstimate } }',
      'a required field with arguments, asked for with the same ones':
        '{ product { weight(unit: KG) shippingEstimate } }',
      'a required field with arguments, asked for without': {
        query: '{ product { weight shippingEstimate } }',
        stockDiffers: {
          why: 'Required fields are told apart by name alone: grams are sent for kilograms.',
          answer: { data: { product: { weight: 3_000, shippingEstimate: 'shippingEstimate of {"weight":3000}' } } },
        },
      },
      'a required field with arguments, asked for without, after what requires it': {
        query: '{ product { a: shippingEstimate b: shippingEstimate weight } }',
        stockDiffers: {
          why: 'Required fields are told apart by name alone: the client gets kilograms for grams.',
          answer: {
            data: {
              product: {
                a: 'shippingEstimate of {"weight":3}',
                b: 'shippingEstimate of {"weight":3}',
                weight: 3,
              },
            },
          },
        },
      },
      'a required field that is asked for with arguments': {
        query: '{ product { shippingClass weight(unit: KG) } }',
        stockDiffers: {
          why: 'Required fields are told apart by name alone: the client gets grams for kilograms.',
          answer: { data: { product: { shippingClass: 'shippingClass of {"weight":3000}', weight: 3_000 } } },
        },
      },
      'two fields that require one field with different arguments': {
        query: '{ product { shippingEstimate shippingClass } }',
        stockDiffers: {
          why: 'Required fields are told apart by name alone: grams are sent for kilograms.',
          answer: {
            data: {
              product: {
                shippingEstimate: 'shippingEstimate of {"weight":3000}',
                shippingClass: 'shippingClass of {"weight":3000}',
              },
            },
          },
        },
      },
    },
  },

  {
    fixture: shop,
    title: 'conditions',
    claims: {
      'a skipped field with requirements, beside a field of its subgraph': {
        query: 'query ($a: Boolean!) { product(id: 1) { name shippingCost @include(if: $a) couriers } }',
        variables: { a: false },
        stockDiffers: {
          isPlanners: true,
          why: 'What the skipped field requires was not fetched, so that the whole entity is not asked for.',
          answer: { data: { product: { name: 'Lamp', couriers: null } } },
        },
      },
      'a field with requirements that is skipped for good, beside a field of its subgraph': {
        query: '{ product(id: 1) { name shippingCost @skip(if: true) couriers } }',
        stockDiffers: {
          isPlanners: true,
          why: 'What the skipped field requires was not fetched, so that the whole entity is not asked for.',
          answer: { data: { product: { name: 'Lamp', couriers: null } } },
        },
      },
      'an object whose fields are all skipped, from another subgraph': {
        query:
          'query ($a: Boolean!, $b: Boolean!) { product(id: 1) { bestReview @include(if: $a) { text @include(if: $b) } } }',
        variables: { a: true, b: false },
        stockDiffers: {
          isPlanners: true,
          why: 'The planner does not fetch it, so that it is null and not an empty object.',
          answer: { data: { product: { bestReview: null } } },
        },
      },
    },
  },

  {
    fixture: media,
    title: 'fragments',
    claims: {
      'a fragment on an object’s interface that holds one on its type': {
        query: '{ book(id: "b1") { ... on Node { ... on Book { pages } } } }',
        stockDiffers: {
          why: 'Without a __typename the object counts as the fragment’s type, which is no Book.',
          answer: { data: { book: {} } },
        },
      },
      'fragments on one type in two places: the order of keys': {
        query: '{ media(id: "b1") { ... on Book { id } title ... on Book { pages } } }',
        stockDiffers: {
          why: 'It joins fragments on one type in the first place.',
          answer: { data: { media: { id: 'b1', pages: 604, title: 'Dune' } } },
        },
      },
      'fields that need an alias in the subgraph, under conditions': {
        query: '{ items { ... on Book { blurb } ... @skip(if: false) { ... on Film { blurb } } } }',
        stockDiffers: {
          isPlanners: true,
          why: 'The planner sees no conflict across a condition: a subgraph that validates refuses the fetch.',
          offence:
            'library: Fields "blurb" conflict because they return conflicting types "String!" and "String". Use different aliases on the fields to fetch both if this was intentional.',
          answer: {
            data: {
              items: [
                { blurb: 'Sand.' },
                {},
                null,
                { blurb: 'Space.' },
                { blurb: null },
                { blurb: 'None.' },
                { blurb: 'Sand.' },
                {},
              ],
            },
          },
        },
      },
    },
  },

  {
    fixture: renames,
    title: 'renamed fields',
    claims: {
      'falsy values of fields that were renamed on the way': {
        query: '{ signs { ... on Board { text height lit } ... on Neon { text height lit } } }',
        stockDiffers: {
          why: 'It takes falsy values for missing ones when it renames them back.',
          answer: {
            data: {
              signs: [
                { text: 'Open', height: 2, lit: true },
                { text: '', height: 0, lit: false },
                { text: null, height: null, lit: null },
              ],
            },
          },
        },
      },
      'falsy values of fields that were renamed on the way, the other way round': {
        query: '{ signs { ... on Neon { text height lit } ... on Board { text height lit } } }',
        stockDiffers: {
          why: 'It takes falsy values for missing ones when it renames them back.',
          answer: {
            data: {
              signs: [
                { text: 'Open', height: 2, lit: true },
                { text: null, height: null, lit: null },
                { text: null, height: 0, lit: false },
              ],
            },
          },
        },
      },
    },
  },

  {
    fixture: bank,
    title: 'renamed roots',
    claims: {
      'a type name in a fragment of a renamed root': {
        query: 'query { ...F } fragment F on Query { __typename query { currency } }',
        stockDiffers: {
          why: 'The subgraph’s name of the root type comes back, and no fragment of the client’s matches it.',
          answer: { data: {} },
        },
      },
      'a condition on a fragment of a renamed root': {
        query:
          'query ($a: Boolean!) { ... on Query @include(if: $a) { query { currency } accounts { id } } entries { text } }',
        variables: { a: true },
        stockDiffers: {
          isPlanners: true,
          why: 'The subgraph gets the fragment with the supergraph’s name of the root type.',
          offence: 'ledger: Unknown type "Query".',
          answer: { data: null, errors: [{ path: 'accounts' }] },
        },
      },
    },
  },

  {
    fixture: critics,
    title: 'interface objects',
    claims: {
      'a type name beside a field of an interface object': {
        query: '{ media(id: "f2") { ... on Film { rank __typename } } }',
        stockDiffers: {
          isPlanners: true,
          why: 'The interface’s name overwrites the object’s, and no fragment matches any more.',
          answer: { data: { media: {} } },
        },
      },
      'a field with requirements of one type, beside a field of all': {
        query: '{ sections { of { rank ... on Book { headline } } } }',
        stockDiffers: {
          isPlanners: true,
          why: 'What the one field requires was not fetched for the other types, so that those are not asked for.',
          answer: {
            data: { sections: [{ of: { rank: 2, headline: 'headline of {"title":"Dune"}' } }, { of: null }] },
            errors: [{ path: 'sections.1.of.rank' }],
          },
        },
      },
      'a field with requirements of one type, beside what it requires of another': {
        query: '{ media(id: "f1") { ... on Book { headline } ... on Film { title } } }',
        stockDiffers: {
          isPlanners: true,
          why: 'What fits the second half of the requirements is sent, without a key.',
          offence: 'ratings: a representation is of type Film',
          answer: { data: { media: { title: 'Alien' } }, errors: [{ path: 'media.headline' }] },
        },
      },
      'a type name in a fragment of an interface object': {
        query: '{ worst { ... on Node { __typename } } }',
        stockDiffers: {
          isPlanners: true,
          why: 'The planner fails.',
          answer: { errors: [{ message: 'We should have an edge from Media(ratings) for __typename' }] },
        },
      },
    },
  },
];
