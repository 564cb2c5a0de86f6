import { isPostalCode, parseCountry } from '@bazaar/subgraph/country';
import type { PostalAddress } from '../domain/address.ts';

/** An address as a client sends it. */
export type AddressInput = { readonly [Field in keyof PostalAddress]?: string | null | undefined };

export type AddressOutcome =
  | { readonly kind: 'address'; readonly address: PostalAddress }
  | { readonly kind: 'invalid'; readonly field: keyof PostalAddress };

const REQUIRED = ['firstName', 'lastName', 'line1', 'city'] as const;
const MAX_LENGTH = 200;

/** Trims an address and checks it; `field` names the first part that is missing, too long or, for `country`, unknown. */
export function readAddress(input: AddressInput): AddressOutcome {
  const part = (field: keyof PostalAddress): string | null => input[field]?.trim() || null;
  const address = {
    firstName: part('firstName') ?? '',
    lastName: part('lastName') ?? '',
    company: part('company'),
    line1: part('line1') ?? '',
    line2: part('line2'),
    city: part('city') ?? '',
    region: part('region'),
    postalCode: part('postalCode'),
    country: part('country') ?? '',
    phone: part('phone'),
  };
  for (const field of REQUIRED) if (address[field] === '') return { kind: 'invalid', field };
  if (parseCountry(address.country) !== address.country) return { kind: 'invalid', field: 'country' };
  if (!isPostalCode(address.country, address.postalCode)) return { kind: 'invalid', field: 'postalCode' };
  // Object.entries forgets the names of the keys it lists; they are those of PostalAddress.
  for (const [field, text] of Object.entries(address) as [keyof PostalAddress, string | null][])
    if (text !== null && text.length > MAX_LENGTH) return { kind: 'invalid', field };
  return { kind: 'address', address };
}
