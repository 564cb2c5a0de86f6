import type { ClaimSet } from '../claim.ts';
import { media } from '../fixtures/media.ts';

export const abstractTypes: readonly ClaimSet[] = [
  {
    fixture: media,
    title: 'abstract types',
    claims: {
      'an interface: fields of the interface': '{ allMedia { id title length } }',
      'an interface: fields of some of its types':
        '{ allMedia { title ... on Book { pages } ... on Film { minutes } } }',
      'an interface: the type names': '{ allMedia { __typename id } }',
      'an interface: a type name under an alias': '{ allMedia { kind: __typename title } }',
      'an interface: an entity field of one type, from another subgraph':
        '{ allMedia { title ... on Book { translator { name } } } }',
      'an interface: one field that both types have in another subgraph':
        '{ allMedia { ... on Book { price } ... on Film { cast { name } } } }',
      'an interface: the same response key for different fields of different types':
        '{ allMedia { ... on Book { size: pages translator { id } } ... on Film { size: price cast { id } } } }',
      'an interface: a fragment on a wider interface': '{ allMedia { ... on Node { id } title } }',
      'an interface: a single object': '{ media(id: "f1") { title ... on Film { sequel { title price } } } }',
      'an interface: null': '{ media(id: "nobody") { title ... on Book { price } } }',
      'an interface: an object of a type that nothing is asked of':
        '{ media(id: "b1") { ... on Film { price minutes } } }',
      'an interface within an interface’s value type': '{ sections { label of { title ... on Book { price } } } }',
      'an interface of value types: fields of some of them':
        '{ sections { label ... on Chapter { page } ... on Scene { actors { name } } } }',
      'an interface of value types under an entity':
        '{ book(id: "b1") { chapters { __typename label ... on Chapter { page of { title } } } } }',
      'an interface of mixed types in a list with nulls':
        '{ media(id: "f1") { ... on Film { scenes { label ... on Scene { actors { name born } } ... on Chapter { of { title } } } } } }',
      'the widest interface, over entities and value types':
        '{ nodes { id ... on Poster { width subject { title } } ... on Film { price } ... on Media { title } } }',

      'a union: members of every kind, and nulls':
        '{ items { __typename ... on Book { title price } ... on Film { title cast { name } } ... on Poster { width } } }',
      'a union: one member is asked for': '{ items { ... on Film { minutes cast { name } } } }',
      'a union: a member that is a value type refers to entities':
        '{ items { ... on Poster { subject { title ... on Film { price } } } } }',
      'a union: fragments on an interface that some members have':
        '{ items { ... on Media { title creator { name } } } }',
      'a union: fragments on a union':
        '{ items { ... on Work { ... on Book { price } ... on Film { cast { name } } } } }',
      'a union: the same response key with the same shape from all members':
        '{ items { ... on Book { key: id } ... on Film { key: id } ... on Poster { key: id } } }',
      'a union: nothing but the type names': '{ items { __typename } people { works { __typename } } }',
      'a union in lists of lists':
        '{ shelves { __typename ... on Book { price } ... on Film { cast { born } } ... on Poster { id } } }',
      'a union: members repeat': '{ items { ... on Book { id translator { name } } } }',
      'a union of entities that live elsewhere':
        '{ people { works { ... on Book { title pages } ... on Film { title scenes { label } } } } }',
      'a union of entities and value types that come from one subgraph':
        '{ people { works { ... on Song { title seconds film { title price } } ... on Book { price } } } }',
      'a union as a single object':
        '{ people { bestWork { __typename ... on Book { title } ... on Song { seconds } } } }',

      'an entity behind an interface behind a union':
        '{ items { ... on Poster { subject { creator { name label } } } } }',
      'required fields of a union’s members, told apart by type': '{ people { name label } }',
      'required fields of a union’s members beside asked ones':
        '{ people { label bestWork { ... on Book { title price } ... on Song { seconds } } } }',
      'a member field that needs an alias in the subgraph comes back under its own name':
        '{ items { ... on Book { blurb } ... on Poster { blurb } } }',
      'a member field that needs an alias in the subgraph, under an alias':
        '{ items { ... on Book { words: blurb } ... on Poster { words: blurb } ... on Film { words: blurb } } }',

      'a failing field of one member': {
        query: '{ items { ... on Book { title } ... on Poster { width } } }',
        faults: { 'o1.width': 'throws' },
      },
      'a failing field of an entity in an interface’s list': {
        query: '{ allMedia { title ... on Film { price } } }',
        faults: { 'f1.price': 'null' },
        answer: {
          data: null,
          errors: [{ message: 'Cannot return null for non-nullable field Film.price.', path: 'allMedia.1.price' }],
        },
        stockDiffers: {
          why: 'Books are skipped in the fetch of films, and errors are counted among all media.',
          answer: { data: null, errors: [{ path: 'allMedia.0.price' }] },
        },
      },
    },
  },
];
