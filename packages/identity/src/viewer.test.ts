import { newId } from '@bazaar/ids/id';
import { Fault } from '@bazaar/runtime/faults';
import type { CallerClaims } from '@bazaar/runtime/subgraph-door';
import { describe, expect, test } from 'vitest';
import { actingPartner, actingUser } from './acting-user.ts';
import { ANONYMOUS, viewerFromCaller } from './viewer.ts';

const caller = {
  sub: newId('usr'),
  sid: newId('ses'),
  roles: ['CUSTOMER', 'VENDOR'],
  vendors: [{ id: newId('vnd'), role: 'FINANCE' }],
};

test('the claims of a user are a viewer', () => {
  const viewer = viewerFromCaller(caller);
  expect(viewer).toEqual({
    kind: 'user',
    userId: caller.sub,
    sessionId: caller.sid,
    roles: ['CUSTOMER', 'VENDOR'],
    memberships: [{ vendorId: caller.vendors[0]?.id, role: 'FINANCE' }],
  });
});

const partner = {
  sub: newId('ptn'),
  sid: newId('pky'),
  roles: ['PARTNER'],
  vendors: [],
  scopes: ['catalog:read'],
};

test('the claims of a partner’s key are a viewer, and it is no user', () => {
  const viewer = viewerFromCaller(partner);
  expect(viewer).toEqual({ kind: 'partner', partnerId: partner.sub, keyId: partner.sid, scopes: ['catalog:read'] });
  expect(actingUser(viewer)).toBeNull();
  expect(actingPartner({ kind: 'service', name: 'gateway', actingFor: viewer })).toBe(viewer);
});

test('scopes of a newer version grant nothing and break nothing', () => {
  expect(viewerFromCaller({ ...partner, scopes: ['catalog:read', 'moon:walk'] })).toMatchObject({
    scopes: ['catalog:read'],
  });
});

test('scopes of a user are none of ours', () => {
  expect(viewerFromCaller({ ...caller, scopes: ['orders:read'] })).toEqual(viewerFromCaller(caller));
});

test('no claims are the anonymous viewer', () => {
  expect(viewerFromCaller(null)).toBe(ANONYMOUS);
});

test('a viewer cannot be changed, nor through the claims it came from', () => {
  const roles = ['CUSTOMER'];
  const viewer = viewerFromCaller({ ...caller, roles });
  roles.push('ADMIN');
  expect(viewer).toMatchObject({ roles: ['CUSTOMER'] });
  if (viewer.kind !== 'user') throw new Error('a user was expected');
  for (const part of [viewer, viewer.roles, viewer.memberships, viewer.memberships[0], ANONYMOUS]) {
    expect(Object.isFrozen(part)).toBe(true);
  }
});

test('roles of a newer version grant nothing and break nothing', () => {
  const vendors = [...caller.vendors, { id: newId('vnd'), role: 'AUDITOR' }];
  const viewer = viewerFromCaller({ ...caller, roles: ['CUSTOMER', 'ORACLE'], vendors });
  expect(viewer).toMatchObject({ roles: ['CUSTOMER'], memberships: [{ role: 'FINANCE' }] });
});

describe('malformed claims are no identity', () => {
  test.each<[string, Record<string, unknown>]>([
    ['a user id of another type', { sub: newId('vnd') }],
    ['an empty user id', { sub: '' }],
    ['no user id', { sub: undefined }],
    ['a session id of another type', { sid: newId('usr') }],
    ['roles that are a text', { roles: 'ADMIN' }],
    ['no roles', { roles: undefined }],
    ['a vendor id of another type', { vendors: [{ id: newId('usr'), role: 'OWNER' }] }],
    ['vendors that are ids', { vendors: [newId('vnd')] }],
    ['a partner without scopes', { ...partner, scopes: undefined }],
    ['a partner with more than its role', { ...partner, roles: ['PARTNER', 'ADMIN'] }],
    ['a partner with a vendor', { ...partner, vendors: caller.vendors }],
    ['a partner with the session of a user', { ...partner, sid: newId('ses') }],
    ['a user with the key of a partner', { sid: partner.sid }],
  ])('%s', (_, change) => {
    // Something on the wire that is not what its type says.
    const malformed = { ...caller, ...change } as unknown as CallerClaims;
    const thrown = catchError(() => viewerFromCaller(malformed));
    expect(thrown).toBeInstanceOf(Fault);
    expect(thrown).toMatchObject({ code: 'UNAUTHENTICATED', message: 'The identity is malformed.' });
  });
});

function catchError(work: () => unknown): unknown {
  try {
    return work();
  } catch (error) {
    return error;
  }
}
