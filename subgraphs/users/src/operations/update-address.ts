import type { AddressId } from '@bazaar/ids/kinds';
import type { UserViewer } from '@bazaar/identity/viewer';
import type { UsersContext } from '../context.ts';
import type { Address, AddressFields } from '../domain/address.ts';
import { lockOwnAddress, saveAddress } from '../storage/addresses.ts';
import { lockUser } from '../storage/users.ts';
import { checkAddress, type AddressProblem } from './create-address.ts';

export type UpdateAddressOutcome =
  | { readonly kind: 'updated'; readonly address: Address }
  | { readonly kind: 'refused'; readonly problems: readonly AddressProblem[] }
  | { readonly kind: 'notFound' };

/** Changes the given fields of the user's own address. Someone else's reads as not found. */
export function updateAddress(
  { inTransaction }: Pick<UsersContext, 'inTransaction'>,
  viewer: UserViewer,
  id: AddressId,
  change: Partial<AddressFields>,
): Promise<UpdateAddressOutcome> {
  return inTransaction(async (tx) => {
    // As every change of the book: deleting an address may rewrite another one.
    await lockUser(tx, viewer.userId);
    const address = await lockOwnAddress(tx, viewer.userId, id);
    if (!address) return { kind: 'notFound' };
    const checked = checkAddress({ ...address, ...change });
    if (checked.kind === 'refused') return checked;
    const changed: Address = { ...address, ...checked.fields };
    await saveAddress(tx, changed);
    return { kind: 'updated', address: changed };
  });
}
