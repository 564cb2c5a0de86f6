import { actingUser } from '@bazaar/identity/acting-user';
import type { VendorPermission } from '@bazaar/identity/permissions';
import { can, canForVendor } from '@bazaar/identity/roles';
import type { Viewer } from '@bazaar/identity/viewer';
import type { Actor, VendorOrder } from '../domain/order.ts';

/** Whether the viewer may do this with a vendor's part. Vendors know of a part only once it is confirmed. */
export function canForPart(viewer: Viewer, part: VendorOrder, permission: VendorPermission): boolean {
  return part.confirmedAt !== null && canForVendor(viewer, part.vendorId, permission);
}

/** Who acts on a vendor's part, as its history tells: the vendor's member, or staff in their place. */
export function actorForPart(viewer: Viewer, part: Pick<VendorOrder, 'vendorId'>): Actor {
  const user = actingUser(viewer);
  const isMember = user?.memberships.some(({ vendorId }) => vendorId === part.vendorId) ?? false;
  const isStaff = !isMember && can(viewer, 'vendor.order.read');
  return { kind: isStaff ? 'STAFF' : 'VENDOR', userId: user?.userId ?? null };
}
