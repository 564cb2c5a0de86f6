import { actingUser } from '@bazaar/identity/acting-user';
import { VENDOR_ROLE_PERMISSIONS, type VendorPermission } from '@bazaar/identity/permissions';
import { can } from '@bazaar/identity/roles';
import type { Viewer } from '@bazaar/identity/viewer';
import { idToUuid } from '@bazaar/ids/id';

/** What a viewer may see beside what is on the market, as statements take it. */
export interface Sight {
  /** Staff: everything. */
  readonly all: boolean;
  /** Vendors of which the viewer is a member who deals with the catalog, as UUIDs: everything of theirs. */
  readonly vendors: readonly string[];
}

export function sightOf(viewer: Viewer): Sight {
  const memberships = actingUser(viewer)?.memberships ?? [];
  const vendors = memberships.filter(({ role }) => {
    const permissions = VENDOR_ROLE_PERMISSIONS[role];
    return permissions.has('catalog.product.write') || permissions.has('catalog.stock.write');
  });
  return { all: can(viewer, 'catalog.product.read.any'), vendors: vendors.map(({ vendorId }) => idToUuid(vendorId)) };
}

/** SQL: product `p` may be seen with the sight in the two parameters. */
export function productVisible(all: string, vendors: string): string {
  return `(p.status = 'ACTIVE' or ${all}::boolean or p.vendor_id = any(${vendors}::uuid[]))`;
}

/** SQL: offer `o` of product `p` by vendor copy `v` may be seen with the sight in the two parameters. */
export function offerVisible(all: string, vendors: string): string {
  return `((o.status = 'ACTIVE' and p.status = 'ACTIVE' and v.status = 'ACTIVE') or ${all}::boolean or o.vendor_id = any(${vendors}::uuid[]))`;
}

/** What a viewer may change with a permission, as statements take it. */
export function reachOf(viewer: Viewer, permission: VendorPermission): Sight {
  const memberships = actingUser(viewer)?.memberships ?? [];
  const vendors = memberships.filter(({ role }) => VENDOR_ROLE_PERMISSIONS[role].has(permission));
  return { all: can(viewer, permission), vendors: vendors.map(({ vendorId }) => idToUuid(vendorId)) };
}

/** Everything: for what an operation reads back after it was allowed to write. */
export const EVERYTHING: Sight = { all: true, vendors: [] };
