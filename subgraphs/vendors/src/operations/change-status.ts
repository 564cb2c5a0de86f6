import type { UserViewer } from '@bazaar/identity/viewer';
import type { VendorId } from '@bazaar/ids/kinds';
import type { VendorsContext } from '../context.ts';
import { decideStatus, isRemark } from '../domain/status-rules.ts';
import type { Vendor, VendorStatus } from '../domain/vendor.ts';
import { insertStatusChange, lockVendor, saveVendor } from '../storage/vendors.ts';
import { announceVendor, type VendorFact } from './announce-vendor.ts';

export type ChangeStatusOutcome =
  | { readonly kind: 'changed'; readonly vendor: Vendor }
  | { readonly kind: 'notFound' }
  | { readonly kind: 'notPossible' }
  | { readonly kind: 'remarkInvalid' };

const FACTS: Readonly<Record<Exclude<VendorStatus, 'PENDING'>, VendorFact>> = {
  ACTIVE: 'vendor.approved',
  REJECTED: 'vendor.rejected',
  SUSPENDED: 'vendor.suspended',
};

/** Approves, rejects, suspends or reinstates a vendor, with a remark for its history. The caller has checked `vendor.approve`. */
export async function changeStatus(
  { inTransaction, now }: Pick<VendorsContext, 'inTransaction' | 'now'>,
  administrator: UserViewer,
  vendorId: VendorId,
  status: Exclude<VendorStatus, 'PENDING'>,
  given: string,
): Promise<ChangeStatusOutcome> {
  const note = given.trim();
  if (!isRemark(status, note)) return { kind: 'remarkInvalid' };
  return inTransaction(async (tx) => {
    const vendor = await lockVendor(tx, vendorId);
    if (!vendor) return { kind: 'notFound' };
    const at = now();
    const decision = decideStatus(vendor, status, at);
    if (decision.kind === 'notPossible') return decision;
    const saved = await saveVendor(tx, decision.vendor);
    await insertStatusChange(tx, saved, { actorId: administrator.userId, note, at });
    await announceVendor(tx, FACTS[status], saved);
    return { kind: 'changed', vendor: saved };
  });
}
