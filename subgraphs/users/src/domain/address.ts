import type { AddressId, UserId } from '@bazaar/ids/kinds';

/** An entry of somebody's address book. */
export interface Address {
  readonly id: AddressId;
  readonly userId: UserId;
  readonly firstName: string;
  readonly lastName: string;
  readonly company: string | null;
  readonly line1: string;
  readonly line2: string | null;
  readonly city: string;
  /** State, province or prefecture. */
  readonly region: string | null;
  readonly postalCode: string | null;
  /** ISO 3166-1 alpha-2. */
  readonly country: string;
  readonly phone: string | null;
  readonly isDefaultShipping: boolean;
  readonly isDefaultBilling: boolean;
  readonly createdAt: Date;
}

/** Entries of one address book. */
export const MAX_ADDRESSES = 50;
