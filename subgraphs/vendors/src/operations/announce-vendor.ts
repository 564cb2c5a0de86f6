import { announce } from '@bazaar/events/announce';
import { noteChanged } from '@bazaar/events/changed';
import type { Tx } from '@bazaar/postgres/tx';
import type { Vendor } from '../domain/vendor.ts';

export type VendorFact =
  'vendor.applied' | 'vendor.approved' | 'vendor.rejected' | 'vendor.suspended' | 'vendor.profile_changed';

/** Announces a vendor as it is at its present version. */
export function announceVendor(tx: Tx, type: VendorFact, vendor: Vendor): Promise<void> {
  const { id, handle, name, status, version } = vendor;
  noteChanged(tx, `Vendor:${id}`);
  return announce(tx, { type, aggregateId: id, sequence: version, data: { vendorId: id, handle, name, status } });
}
