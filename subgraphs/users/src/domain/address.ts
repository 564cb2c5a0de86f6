import type { AddressId, UserId } from '@bazaar/ids/kinds';

export interface AddressFields {
  readonly recipient: string;
  readonly company: string | null;
  readonly line1: string;
  readonly line2: string | null;
  readonly city: string;
  readonly region: string | null;
  readonly postalCode: string | null;
  readonly country: string;
  readonly phone: string | null;
}

export interface Address extends AddressFields {
  readonly id: AddressId;
  readonly userId: UserId;
  readonly isDefaultShipping: boolean;
  readonly isDefaultBilling: boolean;
  readonly createdAt: Date;
}

/** Entries of one address book. */
export const MAX_ADDRESSES = 50;

const LENGTHS = {
  recipient: { min: 1, max: 200 },
  line1: { min: 1, max: 200 },
  city: { min: 1, max: 100 },
  company: { min: 0, max: 200 },
  line2: { min: 0, max: 200 },
  region: { min: 0, max: 100 },
  phone: { min: 0, max: 40 },
} as const;

/** The address without spaces around its texts; an optional one that is empty then is none. */
export function trimAddress(fields: AddressFields): AddressFields {
  const optional = (text: string | null): string | null => text?.trim() || null;
  return {
    recipient: fields.recipient.trim(),
    company: optional(fields.company),
    line1: fields.line1.trim(),
    line2: optional(fields.line2),
    city: fields.city.trim(),
    region: optional(fields.region),
    postalCode: optional(fields.postalCode),
    country: fields.country.trim(),
    phone: optional(fields.phone),
  };
}

/** The fields of a trimmed address that are empty though required, or too long. */
export function addressProblems(fields: AddressFields): (keyof typeof LENGTHS)[] {
  return (Object.keys(LENGTHS) as (keyof typeof LENGTHS)[]).filter((name) => {
    const length = fields[name]?.length ?? 0;
    return length < LENGTHS[name].min || length > LENGTHS[name].max;
  });
}
