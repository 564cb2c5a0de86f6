import type { AddressId, UserId } from '@bazaar/ids/kinds';
import { idToUuid } from '@bazaar/ids/id';
import { execute, readRow, readRows } from '@bazaar/postgres/rows';
import type { Reader, Tx } from '@bazaar/postgres/tx';
import type { Address } from '../domain/address.ts';
import { AddressTable } from './address-table.ts';

/** Each user's addresses, oldest first. */
export async function listAddressesByUsers(reader: Reader, userIds: readonly UserId[]): Promise<Address[][]> {
  const rows = await readRows(reader, AddressTable, 'select * from address where user_id = any($1) order by id', [
    userIds.map((id) => idToUuid(id)),
  ]);
  return userIds.map((id) => rows.filter((address) => address.userId === id));
}

/** The user's whole address book, oldest first. The caller holds the user's row, which is what guards the defaults. */
export function listOwnAddresses(tx: Tx, userId: UserId): Promise<Address[]> {
  return readRows(tx, AddressTable, 'select * from address where user_id = $1 order by id', [idToUuid(userId)]);
}

/** The user's own address, its row held until the transaction ends; null for anyone else's. */
export function lockOwnAddress(tx: Tx, userId: UserId, id: AddressId): Promise<Address | null> {
  return readRow(tx, AddressTable, 'select * from address where id = $2 and user_id = $1 for update', [
    idToUuid(userId),
    idToUuid(id),
  ]);
}

/** Adds an address. */
export async function insertAddress(tx: Tx, address: Address): Promise<void> {
  await tx.insert(AddressTable, address);
}

/** Writes a locked address. */
export async function saveAddress(tx: Tx, address: Address): Promise<void> {
  const { id, userId: _owner, createdAt: _created, ...fields } = address;
  await tx.update(AddressTable, { id }, fields);
}

/** Deletes a locked address. */
export async function deleteAddress(tx: Tx, id: AddressId): Promise<void> {
  await execute(tx, 'delete from address where id = $1', [idToUuid(id)]);
}

/** Takes the named defaults from the user's other addresses, so that another one can have them. */
export async function clearDefaults(
  tx: Tx,
  userId: UserId,
  which: { shipping: boolean; billing: boolean },
): Promise<void> {
  await execute(
    tx,
    `update address set is_default_shipping = is_default_shipping and not $2, is_default_billing = is_default_billing and not $3
     where user_id = $1 and ((is_default_shipping and $2) or (is_default_billing and $3))`,
    [idToUuid(userId), which.shipping, which.billing],
  );
}
