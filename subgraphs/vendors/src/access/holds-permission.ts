import { actingUser } from '@bazaar/identity/acting-user';
import { VENDOR_ROLE_PERMISSIONS, type VendorPermission } from '@bazaar/identity/permissions';
import { can } from '@bazaar/identity/roles';
import type { VendorId } from '@bazaar/ids/kinds';
import type { VendorsContext } from '../context.ts';
import type { Vendor } from '../domain/vendor.ts';

/**
 * Whether the viewer holds a permission for this vendor now: by the members' table rather than by the token, which may be 15 minutes old,
 * or through a platform role.
 */
export async function holdsPermission(
  { viewer, loaders }: Pick<VendorsContext, 'viewer' | 'loaders'>,
  vendorId: VendorId,
  permission: VendorPermission,
): Promise<boolean> {
  const user = actingUser(viewer);
  if (!user) return false;
  if (can(user, permission)) return true;
  const memberships = await loaders.memberships.load(user.userId);
  const membership = memberships.find((candidate) => candidate.vendorId === vendorId);
  return membership !== undefined && VENDOR_ROLE_PERMISSIONS[membership.role].has(permission);
}

/** Whether the viewer may know that this vendor exists: everybody once it was approved, before that its members and the marketplace's staff. */
export async function maySeeVendor(
  context: Pick<VendorsContext, 'viewer' | 'loaders'>,
  vendor: Vendor,
): Promise<boolean> {
  if (vendor.status === 'ACTIVE' || vendor.status === 'SUSPENDED') return true;
  const user = actingUser(context.viewer);
  if (!user) return false;
  if (can(user, 'vendor.read.private')) return true;
  const memberships = await context.loaders.memberships.load(user.userId);
  return memberships.some((membership) => membership.vendorId === vendor.id);
}
