import type { VendorId } from '@bazaar/ids/kinds';
import { Fault } from '@bazaar/runtime/faults';
import { askingViewer } from './acting-user.ts';
import type { Permission, VendorPermission } from './permissions.ts';
import { can, canForVendor } from './roles.ts';
import type { UserViewer, Viewer } from './viewer.ts';

/**
 * The user who asks, directly or through a service.
 * @throws Fault `UNAUTHENTICATED` when there is none, `FORBIDDEN` when it is a partner.
 */
export function requireUser(viewer: Viewer): UserViewer {
  const asking = askingViewer(viewer);
  switch (asking.kind) {
    case 'user':
      return asking;
    case 'partner':
      throw new Fault('FORBIDDEN', 'This is for users, not for partners’ keys.');
    case 'anonymous':
      throw new Fault('UNAUTHENTICATED', 'Sign in to do this.');
  }
}

/**
 * The user who asks, when a role of theirs permits it.
 * @throws Fault `UNAUTHENTICATED` when nobody is signed in, `FORBIDDEN` when no role permits it.
 */
export function requirePermission(viewer: Viewer, permission: Permission): UserViewer {
  const user = requireUser(viewer);
  if (!can(user, permission)) throw forbidden(permission);
  return user;
}

/**
 * The user who asks, when a membership of this vendor or a platform role permits it. Where a vendor's things are secret, ask
 * {@link canForVendor} instead and answer as if they did not exist.
 * @throws Fault `UNAUTHENTICATED` when nobody is signed in, `FORBIDDEN` when nothing permits it.
 */
export function requireVendorPermission(viewer: Viewer, vendorId: VendorId, permission: VendorPermission): UserViewer {
  const user = requireUser(viewer);
  if (!canForVendor(user, vendorId, permission)) throw forbidden(permission);
  return user;
}

function forbidden(permission: Permission): Fault {
  return new Fault('FORBIDDEN', `This needs the permission ${permission}.`);
}
