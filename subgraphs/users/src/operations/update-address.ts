import type { AddressId } from '@bazaar/ids/kinds';
import type { UserViewer } from '@bazaar/identity/viewer';
import { readPostalAddress, type PostalAddress, type PostalAddressProblem } from '@bazaar/subgraph/postal-address';
import type { UsersContext } from '../context.ts';
import type { Address } from '../domain/address.ts';
import { lockOwnAddress, saveAddress } from '../storage/addresses.ts';
import { lockUser } from '../storage/users.ts';

export type UpdateAddressOutcome =
  | { readonly kind: 'updated'; readonly address: Address }
  | { readonly kind: 'refused'; readonly problems: readonly PostalAddressProblem[] }
  | { readonly kind: 'notFound' };

/** Changes the given fields of the user's own address. Someone else's reads as not found. */
export function updateAddress(
  { inTransaction }: Pick<UsersContext, 'inTransaction'>,
  viewer: UserViewer,
  id: AddressId,
  change: Partial<PostalAddress>,
): Promise<UpdateAddressOutcome> {
  return inTransaction(async (tx) => {
    // As every change of the book: deleting an address may rewrite another one.
    await lockUser(tx, viewer.userId);
    const address = await lockOwnAddress(tx, viewer.userId, id);
    if (!address) return { kind: 'notFound' };
    const read = readPostalAddress({ ...address, ...change });
    if (read.kind === 'refused') return read;
    const changed: Address = { ...address, ...read.address };
    await saveAddress(tx, changed);
    return { kind: 'updated', address: changed };
  });
}
