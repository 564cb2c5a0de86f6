import type { AddressId } from '@bazaar/ids/kinds';
import type { UserViewer } from '@bazaar/identity/viewer';
import type { UsersContext } from '../context.ts';
import type { Address } from '../domain/address.ts';
import { clearDefaults, lockOwnAddress, saveAddress } from '../storage/addresses.ts';
import { lockUser } from '../storage/users.ts';

export type SetDefaultAddressOutcome =
  { readonly kind: 'updated'; readonly address: Address } | { readonly kind: 'notFound' };

/** Makes the user's own address the default for what is asked; the one before it loses that. */
export function setDefaultAddress(
  { inTransaction }: Pick<UsersContext, 'inTransaction'>,
  viewer: UserViewer,
  id: AddressId,
  which: { readonly shipping: boolean; readonly billing: boolean },
): Promise<SetDefaultAddressOutcome> {
  return inTransaction(async (tx) => {
    await lockUser(tx, viewer.userId);
    const address = await lockOwnAddress(tx, viewer.userId, id);
    if (!address) return { kind: 'notFound' };
    await clearDefaults(tx, viewer.userId, which);
    const changed: Address = {
      ...address,
      isDefaultShipping: address.isDefaultShipping || which.shipping,
      isDefaultBilling: address.isDefaultBilling || which.billing,
    };
    await saveAddress(tx, changed);
    return { kind: 'updated', address: changed };
  });
}
