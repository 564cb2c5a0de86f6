import type { UserId, VendorId } from '@bazaar/ids/kinds';
import type { Reader } from '@bazaar/postgres/tx';
import DataLoader from 'dataloader';
import type { Vendor, VendorMember } from './domain/vendor.ts';
import type { AccountBalance } from './storage/ledger-accounts.ts';
import { listPayables } from './storage/ledger-accounts.ts';
import { listMembersByUsers, listMembersByVendors } from './storage/members.ts';
import { countProducts, listVendorsByIds } from './storage/vendors.ts';

/** Private ones are asked only behind `access.ts`, which decides by the vendor's own table of members. */
export interface VendorsLoaders {
  readonly vendors: DataLoader<VendorId, Vendor | null>;
  readonly members: DataLoader<VendorId, VendorMember[]>;
  readonly memberships: DataLoader<UserId, VendorMember[]>;
  readonly payables: DataLoader<VendorId, AccountBalance[]>;
  readonly productCounts: DataLoader<VendorId, number>;
}

export function createLoaders({ reader }: { reader: Reader }): VendorsLoaders {
  return {
    vendors: new DataLoader((ids) => listVendorsByIds(reader, ids)),
    members: new DataLoader((ids) => listMembersByVendors(reader, ids)),
    memberships: new DataLoader((ids) => listMembersByUsers(reader, ids)),
    payables: new DataLoader((ids) => listPayables(reader, ids)),
    productCounts: new DataLoader((ids) => countProducts(reader, ids)),
  };
}
