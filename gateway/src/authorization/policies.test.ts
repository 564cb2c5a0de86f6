import { expect, test } from 'vitest';
import type { CallerClaims } from '@bazaar/runtime/subgraph-door';
import { createPolicies, findUndefinedPolicies } from './policies.ts';

const caller: CallerClaims = { sub: 'usr_1', sid: 'ses_1', roles: ['SUPPORT'], vendors: [], scopes: ['a', 'b'] };

test('roles and memberships of the token need no settings', () => {
  const isMet = createPolicies({});
  expect(isMet('role:SUPPORT', caller)).toBe(true);
  expect(isMet('role:ADMIN', caller)).toBe(false);
  expect(isMet('vendor:member', caller)).toBe(false);
  expect(isMet('vendor:member', { ...caller, vendors: [{ id: 'vnd_1', role: 'OWNER' }] })).toBe(true);
});

test('scopes: asked of everybody, or of partners alone', () => {
  const isMet = createPolicies({});
  const { scopes: _scopes, ...user } = caller;
  expect([caller, user, null].map((who) => isMet('scope:a', who))).toEqual([true, false, false]);
  expect([caller, user, null].map((who) => isMet('partner:a', who))).toEqual([true, true, true]);
  expect([caller, user, null].map((who) => isMet('partner:c', who))).toEqual([false, true, true]);
  expect(isMet('partner:a', { ...caller, scopes: [] })).toBe(false);
});

test('settings: one of the roles and all of the scopes', () => {
  const isMet = createPolicies({
    both: { roles: ['ADMIN', 'SUPPORT'], scopes: ['a', 'b'] },
    more: { scopes: ['a', 'c'] },
    none: { roles: [] },
  });
  expect(['both', 'more', 'none'].map((name) => isMet(name, caller))).toEqual([true, false, false]);
  expect(isMet('both', { ...caller, roles: [] })).toBe(false);
});

test('nobody meets a policy that is not defined, nor does who is not signed in meet any', () => {
  const isMet = createPolicies({ open: {} });
  expect([
    isMet('unheard', caller),
    isMet('constructor', caller),
    isMet('role:SUPPORT', null),
    isMet('open', null),
  ]).toEqual([false, false, false, false]);
  expect(isMet('open', caller)).toBe(true);
});

test('policies without a definition are found', () => {
  const rules = { fields: new Map(), policies: ['open', 'role:ADMIN', 'toString', 'unheard', 'vendor:member'] };
  expect(findUndefinedPolicies(rules, { open: {} })).toEqual(['toString', 'unheard']);
});
