import type { ClaimSet } from '../claim.ts';
import { halves } from '../fixtures/halves.ts';
import { put } from '../spoil-one.ts';

export const splitObjects: readonly ClaimSet[] = [
  {
    fixture: halves,
    title: 'objects from two subgraphs',
    claims: {
      'halves of an object merge': '{ boxes { id size { width height } } }',
      'halves of an object merge in the order asked for': '{ boxes { size { height width } id } }',
      'halves of a list’s objects merge by their places': '{ boxes { layers { bottom top } } }',
      'halves under aliases merge with their own':
        '{ box(id: 1) { a: size { w: width } b: size { h: height } c: size { width h: height } } }',
      'one half needs one subgraph': { query: '{ boxes { size { width } } }', fetches: { left: 1, right: 0 } },
      'the other half needs the key first': {
        query: '{ boxes { size { height } layers { bottom } } }',
        fetches: { left: 1, right: 1 },
      },
      'the second half is lost: its fields are null, the first stays': {
        query: '{ box(id: 1) { layers { top bottom } } }',
        outages: { right: 'down' },
        answer: {
          data: {
            box: {
              layers: [{ top: 1, bottom: null }, null, { top: 0, bottom: null }],
            },
          },
          errors: [{ path: 'box.layers', code: 'SUBGRAPH_UNAVAILABLE' }],
        },
      },
      'the second half is lost and has non-null fields: the object is null': {
        query: '{ box(id: 1) { id size { width height } } }',
        outages: { right: 'down' },
        answer: {
          data: { box: { id: '1', size: null } },
          errors: [{ path: 'box.size', code: 'SUBGRAPH_UNAVAILABLE' }],
        },
      },
      'the second half says that the object is null: it is': {
        query: '{ box(id: 1) { id size { width height } } }',
        spoil: put('right', '_entities.0.size', null),
        answer: { data: { box: { id: '1', size: null } } },
      },
      'the first half says that the object is null: the second’s fields are there': {
        query: '{ box(id: 1) { layers { top bottom } } }',
        spoil: put('left', 'box.layers', null),
        answer: { data: { box: { layers: [{ top: null, bottom: 2 }, null, { top: null, bottom: 0 }] } } },
      },
      'halves of lists of different lengths: the second list replaces the first': {
        query: '{ box(id: 1) { layers { top bottom } } }',
        spoil: put('right', '_entities.0.layers', [{ bottom: 7 }]),
        answer: { data: { box: { layers: [{ top: null, bottom: 7 }] } } },
      },
      'a half of an element that is null on one side': {
        query: '{ box(id: 1) { layers { top bottom } } }',
        spoil: put('right', '_entities.0.layers.0', null),
        answer: { data: { box: { layers: [null, null, { top: 0, bottom: 0 }] } } },
      },
    },
  },
];
