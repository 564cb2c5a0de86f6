import { newId } from '@bazaar/ids/id';
import { describe, expect, test } from 'vitest';
import { requirePermission, requireUser, requireVendorPermission } from './guards.ts';
import {
  PLATFORM_PERMISSIONS,
  ROLE_PERMISSIONS,
  SCOPE_PERMISSIONS,
  VENDOR_PERMISSIONS,
  VENDOR_ROLE_PERMISSIONS,
  type VendorPermission,
} from './permissions.ts';
import { SCOPES, type Scope } from './scopes.ts';
import { ROLES, VENDOR_ROLES, can, canForVendor, type Role, type VendorRole } from './roles.ts';
import { ANONYMOUS, type PartnerViewer, type ServiceViewer, type UserViewer } from './viewer.ts';

const own = newId('vnd');
const foreign = newId('vnd');

function user(roles: readonly Role[], memberRole?: VendorRole): UserViewer {
  const memberships = memberRole ? [{ vendorId: own, role: memberRole }] : [];
  return { kind: 'user', userId: newId('usr'), sessionId: newId('ses'), roles, memberships };
}
function partner(...scopes: readonly Scope[]): PartnerViewer {
  return { kind: 'partner', partnerId: newId('ptn'), keyId: newId('pky'), scopes };
}
const service = (actingFor: ServiceViewer['actingFor']): ServiceViewer => ({
  kind: 'service',
  name: 'orders',
  actingFor,
});

describe('platform roles', () => {
  test('nobody holds anything without a role', () => {
    for (const permission of [...PLATFORM_PERMISSIONS, ...VENDOR_PERMISSIONS]) {
      for (const viewer of [ANONYMOUS, user([]), user(['VENDOR', 'PARTNER']), service(ANONYMOUS)]) {
        expect(can(viewer, permission)).toBe(false);
      }
    }
  });

  test('a customer may apply to sell and nothing else', () => {
    expect([...ROLE_PERMISSIONS.CUSTOMER]).toEqual(['vendor.apply']);
  });

  test('support reads and cancels, and changes neither money nor people', () => {
    expect([...ROLE_PERMISSIONS.SUPPORT].filter((permission) => !/\.read\b/.test(permission))).toEqual([
      'user.sessions.revoke.any',
      'order.cancel.any',
    ]);
  });

  test('an administrator cannot make administrators nor pay a vendor out; a super administrator can do everything', () => {
    expect(ROLE_PERMISSIONS.ADMIN.has('user.roles.write')).toBe(false);
    expect(ROLE_PERMISSIONS.ADMIN.has('vendor.payout.write')).toBe(false);
    expect(ROLE_PERMISSIONS.ADMIN.size).toBe(PLATFORM_PERMISSIONS.length + VENDOR_PERMISSIONS.length - 2);
    expect(ROLE_PERMISSIONS.SUPERADMIN.size).toBe(PLATFORM_PERMISSIONS.length + VENDOR_PERMISSIONS.length);
  });

  test('what several roles permit adds up', () => {
    const both = user(['CUSTOMER', 'SUPPORT']);
    expect(can(both, 'vendor.apply') && can(both, 'order.read.any')).toBe(true);
    expect(can(both, 'vendor.approve')).toBe(false);
  });

  test('every role has its row', () => {
    expect(Object.keys(ROLE_PERMISSIONS).toSorted()).toEqual(ROLES.toSorted());
    expect(Object.keys(VENDOR_ROLE_PERMISSIONS).toSorted()).toEqual(VENDOR_ROLES.toSorted());
  });
});

describe('vendor roles', () => {
  const permitted: Record<VendorRole, readonly VendorPermission[]> = {
    OWNER: VENDOR_PERMISSIONS,
    MANAGER: VENDOR_PERMISSIONS.filter((name) => name !== 'vendor.members.write' && name !== 'vendor.payout.write'),
    FULFILMENT: ['vendor.order.read', 'vendor.order.fulfil', 'catalog.stock.write'],
    FINANCE: ['vendor.read.private', 'vendor.finance.read'],
  };

  test.each(VENDOR_ROLES)('%s: exactly these, for its own vendor alone', (role) => {
    const member = user(['CUSTOMER', 'VENDOR'], role);
    const held = VENDOR_PERMISSIONS.filter((permission) => canForVendor(member, own, permission));
    expect(held.toSorted()).toEqual(permitted[role].toSorted());
    expect(VENDOR_PERMISSIONS.filter((permission) => canForVendor(member, foreign, permission))).toEqual([]);
    expect(VENDOR_PERMISSIONS.filter((permission) => can(member, permission))).toEqual([]);
  });

  test('a platform role counts for every vendor, and a lesser membership takes nothing away', () => {
    const admin = user(['ADMIN'], 'FINANCE');
    expect(canForVendor(admin, foreign, 'catalog.product.write')).toBe(true);
    expect(canForVendor(admin, own, 'catalog.product.write')).toBe(true);
    expect(canForVendor(user(['SUPPORT']), foreign, 'vendor.order.read')).toBe(true);
    expect(canForVendor(user(['SUPPORT']), foreign, 'vendor.order.fulfil')).toBe(false);
  });
});

describe('a partner', () => {
  test('may what a scope of its key permits, and nothing without one', () => {
    const permitted = (scope: Scope) => PLATFORM_PERMISSIONS.filter((name) => can(partner(scope), name));
    expect(permitted('catalog:read')).toEqual([]);
    expect(permitted('vendors:read')).toEqual([]);
    expect(permitted('orders:read')).toEqual(['order.read.any']);
    expect(can(service(partner('orders:read')), 'order.read.any')).toBe(true);
    expect(can(partner(), 'order.read.any')).toBe(false);
    expect(canForVendor(partner(...SCOPES), own, 'vendor.order.read')).toBe(false);
  });

  test('every scope has its row', () => {
    expect(Object.keys(SCOPE_PERMISSIONS).toSorted()).toEqual(SCOPES.toSorted());
  });

  test('does nothing that is a user’s, whatever its scopes', () => {
    for (const viewer of [partner(...SCOPES), service(partner(...SCOPES))]) {
      const forbidden = expect.objectContaining({ code: 'FORBIDDEN' });
      expect(() => requireUser(viewer)).toThrow(forbidden);
      expect(() => requirePermission(viewer, 'order.read.any')).toThrow(forbidden);
      expect(() => requireVendorPermission(viewer, own, 'vendor.order.read')).toThrow(forbidden);
    }
  });
});

describe('a service', () => {
  test('may what the viewer it acts for may, never more', () => {
    expect(can(service(user(['ADMIN'])), 'vendor.approve')).toBe(true);
    expect(can(service(user(['CUSTOMER'])), 'vendor.approve')).toBe(false);
    expect(canForVendor(service(user([], 'OWNER')), own, 'vendor.payout.write')).toBe(true);
    expect(canForVendor(service(ANONYMOUS), own, 'vendor.order.read')).toBe(false);
  });
});

describe('guards', () => {
  const owner = user(['CUSTOMER'], 'OWNER');

  test('hand back the user who asks, directly or through a service', () => {
    expect(requireUser(owner)).toBe(owner);
    expect(requireUser(service(owner))).toBe(owner);
    expect(requirePermission(owner, 'vendor.apply')).toBe(owner);
    expect(requireVendorPermission(service(owner), own, 'vendor.members.write')).toBe(owner);
  });

  test('ask to sign in first', () => {
    for (const viewer of [ANONYMOUS, service(ANONYMOUS)]) {
      expect(() => requireUser(viewer)).toThrow(expect.objectContaining({ code: 'UNAUTHENTICATED' }));
      expect(() => requirePermission(viewer, 'vendor.apply')).toThrow(
        expect.objectContaining({ code: 'UNAUTHENTICATED' }),
      );
      expect(() => requireVendorPermission(viewer, own, 'vendor.order.read')).toThrow(
        expect.objectContaining({ code: 'UNAUTHENTICATED' }),
      );
    }
  });

  test('forbid by name', () => {
    const forbidden = expect.objectContaining({
      code: 'FORBIDDEN',
      message: 'This needs the permission commission.write.',
    });
    expect(() => requirePermission(owner, 'commission.write')).toThrow(forbidden);
    expect(() => requireVendorPermission(owner, foreign, 'vendor.order.read')).toThrow(
      expect.objectContaining({ code: 'FORBIDDEN' }),
    );
  });
});
