import { newId } from '@bazaar/ids/id';
import type { UserViewer } from '@bazaar/identity/viewer';
import { isPostalCode, parseCountry } from '@bazaar/subgraph/country';
import type { UsersContext } from '../context.ts';
import { MAX_ADDRESSES, addressProblems, trimAddress, type Address, type AddressFields } from '../domain/address.ts';
import { insertAddress, listOwnAddresses } from '../storage/addresses.ts';
import { lockUser } from '../storage/users.ts';

export type AddressProblem =
  | { readonly kind: 'addressInvalid'; readonly field: string }
  | { readonly kind: 'countryInvalid' }
  | { readonly kind: 'postalCodeInvalid' };

export type CreateAddressOutcome =
  | { readonly kind: 'created'; readonly address: Address }
  | { readonly kind: 'refused'; readonly problems: readonly AddressProblem[] }
  | { readonly kind: 'limitReached' };

/** Adds an address to the user's own book. The first one becomes both defaults. */
export async function createAddress(
  { inTransaction, now }: Pick<UsersContext, 'inTransaction' | 'now'>,
  viewer: UserViewer,
  given: AddressFields,
): Promise<CreateAddressOutcome> {
  const checked = checkAddress(given);
  if (checked.kind === 'refused') return checked;
  return inTransaction(async (tx) => {
    // The user's row guards the book: its limit and its defaults.
    await lockUser(tx, viewer.userId);
    const book = await listOwnAddresses(tx, viewer.userId);
    if (book.length >= MAX_ADDRESSES) return { kind: 'limitReached' };
    const address: Address = {
      ...checked.fields,
      id: newId('adr'),
      userId: viewer.userId,
      isDefaultShipping: book.length === 0,
      isDefaultBilling: book.length === 0,
      createdAt: now(),
    };
    await insertAddress(tx, address);
    return { kind: 'created', address };
  });
}

/** Checks an address as a whole. Its texts come back trimmed, empty ones as null, its country in upper case. */
export function checkAddress(
  given: AddressFields,
):
  | { readonly kind: 'fine'; readonly fields: AddressFields }
  | { readonly kind: 'refused'; readonly problems: readonly AddressProblem[] } {
  const trimmed = trimAddress(given);
  const problems: AddressProblem[] = addressProblems(trimmed).map((field) => ({ kind: 'addressInvalid', field }));
  const country = parseCountry(trimmed.country);
  if (country === null) problems.push({ kind: 'countryInvalid' });
  else if (!isPostalCode(country, trimmed.postalCode)) problems.push({ kind: 'postalCodeInvalid' });
  if (problems.length > 0 || country === null) return { kind: 'refused', problems };
  return { kind: 'fine', fields: { ...trimmed, country } };
}
