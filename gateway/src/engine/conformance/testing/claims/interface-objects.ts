import type { ClaimSet } from '../claim.ts';
import { critics } from '../fixtures/critics.ts';

export const interfaceObjects: readonly ClaimSet[] = [
  {
    fixture: critics,
    title: 'interface objects',
    claims: {
      'a field of the interface object, asked of the interface': '{ allMedia { title score } }',
      'a field of the interface object, asked of one type': '{ book(id: "b1") { title score rank } }',
      'a field of the interface object, asked of one member of a union': '{ items { ... on Film { title score } } }',
      'a root that gives interface objects: their own fields need no other subgraph': {
        query: '{ topRated { id score rank } }',
        fetches: { ratings: 1, library: 0 },
      },
      'a root that gives interface objects: fields of the interface': '{ topRated { title score creator { name } } }',
      'a root that gives interface objects: the true type names': '{ topRated { __typename score } }',
      'a root that gives interface objects: fields of one type':
        '{ topRated(first: 2) { rank ... on Book { pages price } } }',
      'a single interface object': '{ worst { __typename title rank } }',
      'an interface object within a value type':
        '{ worst { rank } topRated { comments { text about { title score } by { name } } } }',
      'a required field of the interface’s types': '{ allMedia { headline } }',
      'a required field of the interface’s types, from a root of interface objects': '{ topRated { headline score } }',
      'a required field of one type': '{ book(id: "b2") { headline } }',
      'an interface object’s fields under an interface’s value type': '{ sections { of { title score } } }',
      'an interface object’s non-null field that fails': {
        query: '{ allMedia { title rank } }',
        faults: { 'f1.rank': 'throws' },
      },
      'an error of a field that was asked of another implementation is nobody’s': {
        query: '{ items { ... on Film { score } ... on Book { a: score } } }',
        faults: { 'b2.score': 'throws' },
        answer: {
          data: { items: [{ a: 4.5 }, {}, null, { score: 4 }, { score: null }, { a: null }, { a: 4.5 }, {}] },
          errors: [{ path: 'items.5.a', code: 'BROKEN' }],
        },
        stockDiffers: {
          why: 'It tells of it, and at the place of another object.',
          answer: {
            data: { items: [{ a: 4.5 }, {}, null, { score: 4 }, { score: null }, { a: null }, { a: 4.5 }, {}] },
            errors: [
              { path: 'items.4.score', code: 'BROKEN' },
              { path: 'items.4.a', code: 'BROKEN' },
            ],
          },
        },
      },
      'an interface object that its subgraph does not know': {
        query: '{ allMedia { id score } }',
        faults: { 'ratings/b1': 'null' },
        answer: {
          data: {
            allMedia: [
              { id: 'b1', score: null },
              { id: 'f1', score: 4 },
              { id: 'b2', score: 0 },
              { id: 'f2', score: null },
            ],
          },
        },
      },
      'an interface object that nobody knows by type: it is null, with an error': {
        query: '{ worst { __typename score } }',
        faults: { 'library/b2': 'null' },
        answer: { data: { worst: null }, errors: [{ path: 'worst' }] },
        stockDiffers: { why: 'It drops objects without a type silently.', answer: { data: { worst: null } } },
      },
    },
  },
];
