import { isPostalCode, parseCountry } from './country.ts';

/** Where something goes, or who pays: `PostalAddress` of schema/shared.graphql, the same in every subgraph. */
export interface PostalAddress {
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
}

/** An address as a client sends it. */
export type PostalAddressInput = { readonly [Field in keyof PostalAddress]?: string | null | undefined };

export interface PostalAddressProblem {
  readonly kind: 'addressInvalid' | 'countryInvalid' | 'postalCodeInvalid';
  readonly field: keyof PostalAddress;
}

export type PostalAddressOutcome =
  | { readonly kind: 'fine'; readonly address: PostalAddress }
  | { readonly kind: 'refused'; readonly problems: readonly PostalAddressProblem[] };

/** Characters of each text; country and postal code have forms of their own. */
const LENGTHS = {
  firstName: { min: 1, max: 200 },
  lastName: { min: 1, max: 200 },
  company: { min: 0, max: 200 },
  line1: { min: 1, max: 200 },
  line2: { min: 0, max: 200 },
  city: { min: 1, max: 100 },
  region: { min: 0, max: 100 },
  phone: { min: 0, max: 40 },
} as const;

/** Trims and checks an address as a whole. Optional parts that are empty become null, the country is put into capitals; every problem is named. */
export function readPostalAddress(input: PostalAddressInput): PostalAddressOutcome {
  const required = (field: keyof PostalAddress): string => input[field]?.trim() ?? '';
  const optional = (field: keyof PostalAddress): string | null => required(field) || null;
  const country = parseCountry(required('country'));
  const address = {
    firstName: required('firstName'),
    lastName: required('lastName'),
    company: optional('company'),
    line1: required('line1'),
    line2: optional('line2'),
    city: required('city'),
    region: optional('region'),
    postalCode: optional('postalCode'),
    country: country ?? '',
    phone: optional('phone'),
  };
  // Object.keys forgets the names of the keys it lists.
  const problems: PostalAddressProblem[] = (Object.keys(LENGTHS) as (keyof typeof LENGTHS)[])
    .filter((field) => {
      const length = address[field]?.length ?? 0;
      return length < LENGTHS[field].min || length > LENGTHS[field].max;
    })
    .map((field) => ({ kind: 'addressInvalid', field }));
  if (country === null) problems.push({ kind: 'countryInvalid', field: 'country' });
  else if (!isPostalCode(country, address.postalCode))
    problems.push({ kind: 'postalCodeInvalid', field: 'postalCode' });
  return problems.length > 0 ? { kind: 'refused', problems } : { kind: 'fine', address };
}
