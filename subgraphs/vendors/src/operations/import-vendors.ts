import { announce } from '@bazaar/events/announce';
import { newId } from '@bazaar/ids/id';
import type { UserId, VendorId } from '@bazaar/ids/kinds';
import type { InTransaction } from '@bazaar/postgres/in-transaction';
import type { Vendor } from '../domain/vendor.ts';
import { insertMember } from '../storage/members.ts';
import { insertStatusChange, insertVendor, lockVendor } from '../storage/vendors.ts';
import { announceVendor } from './announce-vendor.ts';

export interface VendorToImport {
  readonly id: VendorId;
  readonly handle: string;
  readonly name: string;
  readonly description: string;
  readonly website: string | null;
  readonly email: string;
  readonly ownerId: UserId;
}

/** Adds vendors that sell at once, each with its owner, and announces them. One that is there already stays as it is. */
export async function importVendors(
  { inTransaction, now }: { inTransaction: InTransaction; now: () => Date },
  vendors: readonly VendorToImport[],
): Promise<void> {
  for (const { ownerId, ...given } of vendors)
    await inTransaction(async (tx) => {
      if (await lockVendor(tx, given.id)) return;
      const at = now();
      const vendor: Vendor = {
        ...given,
        avatarUrl: null,
        phone: null,
        status: 'ACTIVE',
        version: 1,
        applicantId: null,
        appliedAt: at,
        approvedAt: at,
      };
      await insertVendor(tx, vendor);
      await insertStatusChange(tx, vendor, { actorId: null, note: 'Imported', at });
      await insertMember(tx, { id: newId('vmb'), vendorId: vendor.id, userId: ownerId, role: 'OWNER', createdAt: at });
      await announceVendor(tx, 'vendor.approved', vendor);
      const data = { vendorId: vendor.id, userId: ownerId, role: 'OWNER' as const };
      await announce(tx, { type: 'vendor.member_added', aggregateId: vendor.id, sequence: vendor.version, data });
    });
}
