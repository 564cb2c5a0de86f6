import type { ClaimSet } from '../claim.ts';
import { bank } from '../fixtures/bank.ts';

export const mutations: readonly ClaimSet[] = [
  // Every mutation answers with the next number.
  {
    fixture: bank,
    title: 'mutations',
    claims: {
      'mutations of one subgraph run in order': 'mutation { a: count b: count c: count }',
      'mutations of two subgraphs run in order': {
        query: 'mutation { a: count b: note(text: "x") { number } c: count d: note(text: "y") { number } }',
        delay: (subgraph) => (subgraph === 'ledger' ? 5 : 0),
      },
      'mutations run in order though the later ones answer sooner': {
        query:
          'mutation { b: note(text: "x") { number } a: count c: noteOrDie(text: "y") { number } d: ledgerOnly { number } }',
        delay: (subgraph, { query }) => (query.includes('note') && subgraph === 'audit' ? 6 : 0),
      },
      'entity fields of a mutation’s result come from other subgraphs':
        'mutation { deposit(input: {account: 1, amount: 5}) { id balance entries { text } risk } }',
      'the follow-up of one mutation comes before the next mutation':
        'mutation { a: deposit(input: {account: 1}) { step risk } b: deposit(input: {account: 2}) { step entries { text } } }',
      'follow-ups in both directions':
        'mutation { deposit(input: {account: 1}) { step advice } note(text: "x") { number account { balance advice } } }',
      'the same mutation twice with one response key runs once': 'mutation { count ... on Mutation { count } }',
      'a mutation that fails is null, and the others run': {
        query: 'mutation { a: count b: deposit(input: {account: 1}) { balance risk } c: note(text: "x") { number } }',
        faults: { 'Mutation.deposit': 'throws' },
      },
      'a nullable mutation that is null': {
        query: 'mutation { a: count b: note(text: "x") { number } c: count }',
        faults: { 'Mutation.note': 'null' },
      },
      'a mutation whose follow-up fails keeps its own fields': {
        query: 'mutation { deposit(input: {account: 1}) { balance risk } count }',
        faults: { 'a1.risk': 'throws' },
      },
      'a mutation whose follow-up’s subgraph is down keeps its own fields': {
        query: 'mutation { deposit(input: {account: 1}) { balance risk } count }',
        outages: { audit: 'down' },
        answer: {
          data: { deposit: { balance: 11, risk: null }, count: 2 },
          errors: [{ path: 'deposit.risk', code: 'SUBGRAPH_UNAVAILABLE' }],
        },
      },
      'a skipped mutation does not run': {
        query: 'mutation ($no: Boolean!) { a: count b: count @skip(if: $no) c: count }',
        variables: { no: true },
      },
      'a skipped mutation between two others of its subgraph': {
        query: 'mutation ($no: Boolean!) { a: count b: note(text: "x") @skip(if: $no) { number } c: count }',
        variables: { no: true },
        fetches: { audit: 0 },
      },
      'a type name among mutations': 'mutation { __typename count }',
      'a mutation in a fragment': 'mutation { ...M } fragment M on Mutation { count note(text: "x") { number } }',
      'a non-null mutation that is null takes all data with it': {
        query: 'mutation { a: count b: close(id: "2") { balance } }',
        answer: {
          data: null,
          errors: [{ path: 'b', message: 'Cannot return null for non-nullable field LedgerMutation.close.' }],
        },
      },
      'a non-null mutation that is null: the mutations before it did run, and those after it do': {
        query: 'mutation { a: note(text: "x") { number } b: close(id: "2") { balance } c: note(text: "y") { number } }',
        fetches: { ledger: 1, audit: 2 },
        answer: { data: null, errors: [{ path: 'b' }] },
      },
    },
  },

  {
    fixture: bank,
    title: 'renamed roots and inaccessible fields',
    claims: {
      'root types with names of their own: both subgraphs’ fields':
        '{ accounts { id balance } entries { number text account { id } } }',
      'root types with names of their own: the type name is the supergraph’s':
        '{ __typename query { __typename currency } }',
      'root types with names of their own: a field that is called like one': '{ query { currency } }',
      'root types with names of their own: the type name in a fragment':
        'query { ...F } fragment F on Query { __typename query { currency } }',
      'an inaccessible key leads from one subgraph to the other': '{ account(id: 1) { owner entries { text } risk } }',
      'an inaccessible field is required, and stays out of the answer': '{ accounts { advice id } }',
      'an inaccessible key under a reference': '{ entries { account { id owner advice } } }',
    },
  },
];
