import type { AddressId } from '@bazaar/ids/kinds';
import type { UserViewer } from '@bazaar/identity/viewer';
import type { UsersContext } from '../context.ts';
import { deleteAddress as deleteRow, listOwnAddresses, saveAddress } from '../storage/addresses.ts';
import { lockUser } from '../storage/users.ts';

export type DeleteAddressOutcome = { readonly kind: 'deleted' } | { readonly kind: 'notFound' };

/** Deletes the user's own address; the oldest one that remains takes over its defaults. */
export function deleteAddress(
  { inTransaction }: Pick<UsersContext, 'inTransaction'>,
  viewer: UserViewer,
  id: AddressId,
): Promise<DeleteAddressOutcome> {
  return inTransaction(async (tx) => {
    await lockUser(tx, viewer.userId);
    const book = await listOwnAddresses(tx, viewer.userId);
    const gone = book.find((address) => address.id === id);
    if (!gone) return { kind: 'notFound' };
    await deleteRow(tx, id);
    const heir = book.find((address) => address.id !== id);
    if (heir && (gone.isDefaultShipping || gone.isDefaultBilling))
      await saveAddress(tx, {
        ...heir,
        isDefaultShipping: heir.isDefaultShipping || gone.isDefaultShipping,
        isDefaultBilling: heir.isDefaultBilling || gone.isDefaultBilling,
      });
    return { kind: 'deleted' };
  });
}
