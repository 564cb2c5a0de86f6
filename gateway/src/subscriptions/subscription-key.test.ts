import { parse } from 'graphql';
import { expect, it } from 'vitest';
import type { CallerClaims } from '@bazaar/runtime/subgraph-door';
import { subscriptionKey, type SubscriptionRequest } from './subscription-key.ts';

const query = 'subscription ($filter: Filter, $id: ID) { events(filter: $filter, id: $id) { id } }';
const caller: CallerClaims = { sub: 'usr_1', sid: 'ses_1', roles: ['CUSTOMER'], vendors: [] };

function keyOf(given: Partial<SubscriptionRequest> = {}): string | null {
  return subscriptionKey({
    caller,
    query,
    operationName: undefined,
    document: parse(query),
    variables: { filter: { a: 1, b: [{ c: 1, d: 2 }] } },
    ...given,
  });
}

it.each<[string, Partial<SubscriptionRequest>]>([
  ['another object with the same claims', { caller: structuredClone(caller) }],
  ['variables in another order', { variables: { filter: { b: [{ d: 2, c: 1 }], a: 1 } } }],
  ['variables that the operation does not declare', { variables: { filter: { a: 1, b: [{ c: 1, d: 2 }] }, x: 1 } }],
])('%s is the same subscription', (_what, given) => {
  expect(keyOf(given)).toBe(keyOf());
});

it.each<[string, Partial<SubscriptionRequest>]>([
  ['nobody', { caller: null }],
  ['another user', { caller: { ...caller, sub: 'usr_2' } }],
  ['another session', { caller: { ...caller, sid: 'ses_2' } }],
  ['another role', { caller: { ...caller, roles: ['SUPPORT'] } }],
  ['a vendor', { caller: { ...caller, vendors: [{ id: 'vnd_1', role: 'OWNER' }] } }],
  ['somebody whom a header tells apart', { forwarded: { authorization: 'Bearer x' } }],
  ['somebody whom a header tells apart', { forwarded: { authorization: 'Bearer x' } }],
  ['another text', { query: `${query} ` }],
  ['another operation of the text', { operationName: 'Other' }],
  ['another variable', { variables: { filter: { a: 2, b: [{ c: 1, d: 2 }] } } }],
  ['another order in a list', { variables: { filter: { a: 1, b: [{ c: 1 }, { d: 2 }] } } }],
  ['a missing variable', { variables: {} }],
])('%s is another subscription', (_what, given) => {
  expect(keyOf(given)).not.toBe(keyOf());
});

it('cannot be mistaken by claims that look like each other', () => {
  const one = { ...caller, sub: 'a","b', sid: 'c' };
  const other = { ...caller, sub: 'a', sid: 'b","c' };
  expect(keyOf({ caller: one })).not.toBe(keyOf({ caller: other }));
});

it('does not exist for variables that are too deep to be compared', () => {
  let filter: object = {};
  for (let depth = 0; depth < 100_000; depth++) filter = { filter };
  expect(keyOf({ variables: { filter } })).toBeNull();
});
