import type { Role, VendorRole } from './roles.ts';
import type { Scope } from './scopes.ts';

/** Permissions over one vendor's affairs. Held through a platform role, they count for every vendor. */
export const VENDOR_PERMISSIONS = [
  /** Contact data, documents, revenue: everything a storefront does not show. */
  'vendor.read.private',
  'vendor.profile.write',
  /** Checked against the vendors' own table, not the token: a removed owner must not have 15 minutes left. */
  'vendor.members.write',
  'vendor.order.read',
  'vendor.order.fulfil',
  /** To decline an order before it ships. */
  'vendor.order.cancel',
  'vendor.finance.read',
  /** Payouts and bank data. Checked against the vendors' own table, not the token. */
  'vendor.payout.write',
  'catalog.product.write',
  /** Prices, SKUs and shipping profiles. */
  'catalog.offer.write',
  /** Stock levels and adjustments. */
  'catalog.stock.write',
] as const;

/** Permissions over the platform and over everybody's things. */
export const PLATFORM_PERMISSIONS = [
  'user.read.any',
  /** Profiles, suspension and reactivation of others. */
  'user.write.any',
  'user.sessions.revoke.any',
  'user.roles.write',
  'audit.read',
  'catalog.category.write',
  /** Products that are not active. */
  'catalog.product.read.any',
  /** To approve or reject a vendor's product. */
  'catalog.product.review',
  'cart.read.any',
  'order.read.any',
  'order.cancel.any',
  /** To set an order's status by hand, along legal transitions, with a note. */
  'order.status.write.any',
  'payment.read.any',
  'payment.refund.any',
  /** To apply to become a vendor. */
  'vendor.apply',
  /** To approve, reject, suspend and reinstate vendors. */
  'vendor.approve',
  'commission.read',
  'commission.write',
  /** The platform's own accounts. */
  'ledger.read',
  /** Partners, what is known of their keys, and how their documents are used. */
  'partner.read',
] as const;

export type VendorPermission = (typeof VENDOR_PERMISSIONS)[number];
export type Permission = VendorPermission | (typeof PLATFORM_PERMISSIONS)[number];

const ALL: readonly Permission[] = [...PLATFORM_PERMISSIONS, ...VENDOR_PERMISSIONS];

/** What a platform role permits. A user's own account, cart and orders need no permission. */
export const ROLE_PERMISSIONS: Readonly<Record<Role, ReadonlySet<Permission>>> = {
  CUSTOMER: new Set(['vendor.apply']),
  /** A member of some vendor: what that permits stands in the membership. */
  VENDOR: new Set(),
  /** An API key: what it permits are its scopes. */
  PARTNER: new Set(),
  SUPPORT: new Set([
    'user.read.any',
    'user.sessions.revoke.any',
    'catalog.product.read.any',
    'cart.read.any',
    'order.read.any',
    'order.cancel.any',
    'payment.read.any',
    'commission.read',
    'vendor.read.private',
    'vendor.order.read',
  ]),
  ADMIN: allBut('user.roles.write', 'vendor.payout.write'),
  SUPERADMIN: new Set(ALL),
};

/** What a membership permits, for its vendor alone. */
export const VENDOR_ROLE_PERMISSIONS: Readonly<Record<VendorRole, ReadonlySet<VendorPermission>>> = {
  OWNER: new Set(VENDOR_PERMISSIONS),
  MANAGER: new Set([
    'vendor.read.private',
    'vendor.profile.write',
    'vendor.order.read',
    'vendor.order.fulfil',
    'vendor.order.cancel',
    'vendor.finance.read',
    'catalog.product.write',
    'catalog.offer.write',
    'catalog.stock.write',
  ]),
  FULFILMENT: new Set(['vendor.order.read', 'vendor.order.fulfil', 'catalog.stock.write']),
  FINANCE: new Set(['vendor.read.private', 'vendor.finance.read']),
};

/** What a scope permits a partner. What a shop shows to everybody needs no permission: such a scope only opens it to the key. */
export const SCOPE_PERMISSIONS: Readonly<Record<Scope, ReadonlySet<Permission>>> = {
  'catalog:read': new Set(),
  'vendors:read': new Set(),
  'orders:read': new Set(['order.read.any']),
};

function allBut(...excluded: readonly Permission[]): ReadonlySet<Permission> {
  return new Set(ALL.filter((permission) => !excluded.includes(permission)));
}
