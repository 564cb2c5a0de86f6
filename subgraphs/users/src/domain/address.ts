import type { AddressId, UserId } from '@bazaar/ids/kinds';
import type { PostalAddress } from '@bazaar/subgraph/postal-address';

export interface Address extends PostalAddress {
  readonly id: AddressId;
  readonly userId: UserId;
  readonly isDefaultShipping: boolean;
  readonly isDefaultBilling: boolean;
  readonly createdAt: Date;
}

/** Entries of one address book. */
export const MAX_ADDRESSES = 50;
