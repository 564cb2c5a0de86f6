import type { ClaimSet } from '../claim.ts';
import { shop } from '../fixtures/shop.ts';

export const requires: readonly ClaimSet[] = [
  // The fields tell as text what arrived with the representation.
  {
    fixture: shop,
    title: '@requires',
    claims: {
      'a required field is fetched and sent along': '{ product(id: 1) { shippingCost } }',
      'what was required stays out of the answer': '{ product(id: 1) { name shippingCost } }',
      'what was required and asked for is in the answer, in its place':
        '{ product(id: 1) { shippingCost weight name } }',
      'what was required and asked for under an alias too is sent under its name':
        '{ product(id: 1) { grams: weight shippingCost } }',
      'falsy values are sent as they are': '{ product(id: 2) { shippingCost box labels delivery } }',
      'nulls are sent as they are': '{ product(id: 3) { shippingCost box labels customs delivery } }',
      'required fields of an object within': '{ product(id: 1) { box } }',
      'a null within a required object': '{ product(id: 4) { box } }',
      'a required list of scalars': '{ products { labels } }',
      'a required list of objects, with nulls within': '{ products { partsWeight } }',
      'required fields of an entity within': '{ products { customs } }',
      'required fields of three subgraphs come together': {
        query: '{ products { delivery } }',
        fetches: { products: 1, inventory: 1, reviews: 1, shipping: 1 },
      },
      'arguments of a field that requires are its own':
        '{ product(id: 1) { a: shippingCost(express: true) b: shippingCost } }',
      'a variable as the argument of a field that requires': {
        query: 'query ($express: Boolean) { product(id: 1) { shippingCost(express: $express) } }',
        variables: { express: true },
      },
      'an object whose field requires': '{ products { parcel { label fragile } } }',
      'several fields with different requirements on one object':
        '{ product(id: 1) { box labels partsWeight delivery customs shippingCost couriers } }',
      'required fields under an entity that another subgraph refers to':
        '{ latestReviews { product { shippingCost box delivery } } }',
      'required fields under entities that stand in a list twice': '{ sparse { shippingCost delivery } }',
      'required fields under entities in lists of lists': '{ grid { box customs } }',
      'required fields at two paths of one operation':
        '{ featured { shippingCost related { shippingCost box } } me { favourite { delivery } } }',
      'required fields and asked ones of the same object merge':
        '{ product(id: 1) { dimensions { width } box brand { code } customs parts { label } partsWeight } }',
      'a mixture under aliases':
        '{ a: product(id: 1) { x: box y: box z: delivery } b: product(id: 4) { x: labels y: box } }',

      'a required field that fails arrives as null, and its error goes out': {
        query: '{ product(id: 1) { shippingCost } }',
        faults: { 'p1.weight': 'throws' },
        answer: {
          data: { product: { shippingCost: 'shippingCost{"express":false} of {"weight":null}' } },
          errors: [{ path: 'product.weight', message: 'p1.weight is broken', code: 'BROKEN' }],
        },
      },
      'a required field that fails and was asked for is null in the answer too': {
        query: '{ product(id: 1) { weight shippingCost } }',
        faults: { 'p1.weight': 'throws' },
      },
      'an element of a required list that fails takes the list with it': {
        query: '{ product(id: 1) { labels tags } }',
        faults: { 'p1.tags[1]': 'throws' },
        answer: {
          data: { product: { labels: 'labels of {"tags":null}', tags: null } },
          errors: [{ path: 'product.tags.1', code: 'BROKEN' }],
        },
      },
      'a required field that is missing for one entity: that one is not asked for, its neighbours are': {
        query: '{ products(first: 2) { id delivery } }',
        faults: { 'inventory/p1': 'null' },
        answer: {
          data: {
            products: [
              { id: '1', delivery: null },
              { id: '2', delivery: 'delivery of {"inStock":false,"weight":0,"stars":0}' },
            ],
          },
        },
      },
      'required fields of a subgraph that is down: the field that requires is null, and the errors say why': {
        query: '{ product(id: 1) { name delivery couriers } }',
        outages: { inventory: 'down' },
        answer: {
          data: { product: { name: 'Lamp', delivery: null, couriers: ['bike', 'van'] } },
          errors: [{ path: 'product.inStock', code: 'SUBGRAPH_UNAVAILABLE' }],
        },
      },
      'a non-null required field of an entity that is not known: what requires it is null': {
        query: '{ product(id: 1) { delivery box } }',
        faults: { 'inventory/p1': 'null' },
        answer: { data: { product: { delivery: null, box: 'box of {"dimensions":{"height":4,"width":3}}' } } },
      },
      'a nullable required field that its subgraph does not know: what requires it is not asked for': {
        query: '{ product(id: 1) { delivery } }',
        faults: { 'reviews/p1': 'null' },
        answer: { data: { product: { delivery: null } } },
      },
      'the field that requires fails: its error is at its own path': {
        query: '{ products(first: 2) { cost: shippingCost } }',
        faults: { 'p2.shippingCost': 'throws' },
      },
    },
  },
];
