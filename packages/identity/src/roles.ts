import type { VendorId } from '@bazaar/ids/kinds';
import { actingUser, askingViewer } from './acting-user.ts';
import {
  ROLE_PERMISSIONS,
  SCOPE_PERMISSIONS,
  VENDOR_ROLE_PERMISSIONS,
  type Permission,
  type VendorPermission,
} from './permissions.ts';
import type { Viewer } from './viewer.ts';

/** What a user is on the platform. One user may have several. */
export const ROLES = ['CUSTOMER', 'VENDOR', 'SUPPORT', 'ADMIN', 'SUPERADMIN', 'PARTNER'] as const;
export type Role = (typeof ROLES)[number];

/** What a user is within one vendor. */
export const VENDOR_ROLES = ['OWNER', 'MANAGER', 'FULFILMENT', 'FINANCE'] as const;
export type VendorRole = (typeof VENDOR_ROLES)[number];

export function isRole(text: string): text is Role {
  return ROLES.some((role) => role === text);
}

export function isVendorRole(text: string): text is VendorRole {
  return VENDOR_ROLES.some((role) => role === text);
}

/**
 * Whether the viewer holds a permission through a platform role, or a partner through a scope of its key. A service holds what the viewer it acts for holds, never more:
 * what it may do by itself is decided by the contract of the command it sends.
 */
export function can(viewer: Viewer, permission: Permission): boolean {
  const asking = askingViewer(viewer);
  switch (asking.kind) {
    case 'anonymous':
      return false;
    case 'user':
      return asking.roles.some((role) => ROLE_PERMISSIONS[role].has(permission));
    case 'partner':
      return asking.scopes.some((scope) => SCOPE_PERMISSIONS[scope].has(permission));
  }
}

/** Whether the viewer holds a permission for this vendor: as its member, or for every vendor through a platform role. */
export function canForVendor(viewer: Viewer, vendorId: VendorId, permission: VendorPermission): boolean {
  const membership = actingUser(viewer)?.memberships.find((candidate) => candidate.vendorId === vendorId);
  if (membership && VENDOR_ROLE_PERMISSIONS[membership.role].has(permission)) return true;
  return can(viewer, permission);
}
