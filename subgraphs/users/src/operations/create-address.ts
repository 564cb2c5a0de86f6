import { newId } from '@bazaar/ids/id';
import type { UserViewer } from '@bazaar/identity/viewer';
import { readPostalAddress, type PostalAddressInput, type PostalAddressProblem } from '@bazaar/subgraph/postal-address';
import type { UsersContext } from '../context.ts';
import { MAX_ADDRESSES, type Address } from '../domain/address.ts';
import { insertAddress, listOwnAddresses } from '../storage/addresses.ts';
import { lockUser } from '../storage/users.ts';

export type CreateAddressOutcome =
  | { readonly kind: 'created'; readonly address: Address }
  | { readonly kind: 'refused'; readonly problems: readonly PostalAddressProblem[] }
  | { readonly kind: 'limitReached' };

/** Adds an address to the user's own book. The first one becomes both defaults. */
export async function createAddress(
  { inTransaction, now }: Pick<UsersContext, 'inTransaction' | 'now'>,
  viewer: UserViewer,
  given: PostalAddressInput,
): Promise<CreateAddressOutcome> {
  const read = readPostalAddress(given);
  if (read.kind === 'refused') return read;
  return inTransaction(async (tx) => {
    // The user's row guards the book: its limit and its defaults.
    await lockUser(tx, viewer.userId);
    const book = await listOwnAddresses(tx, viewer.userId);
    if (book.length >= MAX_ADDRESSES) return { kind: 'limitReached' };
    const address: Address = {
      ...read.address,
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
