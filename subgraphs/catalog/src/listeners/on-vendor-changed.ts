import type { Tx } from '@bazaar/postgres/tx';
import { parseId } from '@bazaar/ids/id';
import type { EventEnvelope } from '@bazaar/schema/events/all-events';
import { saveCopies } from '../operations/save-vendor-copies.ts';

type VendorEvent = EventEnvelope<
  'vendor.applied' | 'vendor.approved' | 'vendor.rejected' | 'vendor.suspended' | 'vendor.profile_changed'
>;

/** Keeps the copy of a vendor's name, handle and status. When its offers come on the market or leave it, its products are indexed anew. */
export async function onVendorChanged(tx: Tx, { data, sequence }: VendorEvent): Promise<void> {
  const id = parseId('vnd', data.vendorId);
  if (!id) throw new Error(`${data.vendorId} is not the id of a vendor.`);
  const { handle, name, status } = data;
  await saveCopies(tx, [{ id, handle, name, status, sequence }]);
}
