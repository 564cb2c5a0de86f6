import { idToUuid } from '@bazaar/ids/id';
import type { UserId, VendorId } from '@bazaar/ids/kinds';
import { execute, readRows } from '@bazaar/postgres/rows';
import type { Reader, Tx } from '@bazaar/postgres/tx';
import type { VendorMember } from '../domain/vendor.ts';
import { VendorMemberTable } from './vendor-table.ts';

/** The members of each vendor, oldest first; at most 100. */
export async function listMembersByVendors(reader: Reader, ids: readonly VendorId[]): Promise<VendorMember[][]> {
  const rows = await readRows(
    reader,
    VendorMemberTable,
    'select * from vendor_member where vendor_id = any($1) order by id',
    [ids.map((id) => idToUuid(id))],
  );
  return ids.map((id) => rows.filter((member) => member.vendorId === id));
}

/** Where each user is a member, oldest first; at most 50. */
export async function listMembersByUsers(reader: Reader, ids: readonly UserId[]): Promise<VendorMember[][]> {
  const rows = await readRows(
    reader,
    VendorMemberTable,
    'select * from vendor_member where user_id = any($1) order by id',
    [ids.map((id) => idToUuid(id))],
  );
  return ids.map((id) => rows.filter((member) => member.userId === id));
}

/** The constraint that refuses one more membership of a user who has as many as one may. */
export const MEMBERSHIPS_FULL = 'vendor_member_of_user_limit';

/**
 * Adds a member.
 * @throws a unique violation when the user is one already, a check violation of {@link MEMBERSHIPS_FULL}.
 */
export async function insertMember(tx: Tx, member: VendorMember): Promise<void> {
  await tx.insert(VendorMemberTable, member);
}

/** Gives a member of a locked vendor another role. */
export async function saveMemberRole(tx: Tx, member: VendorMember): Promise<void> {
  await execute(tx, 'update vendor_member set role = $2 where id = $1', [idToUuid(member.id), member.role]);
}

/** Removes a member of a locked vendor. */
export async function deleteMember(tx: Tx, member: VendorMember): Promise<void> {
  await execute(tx, 'delete from vendor_member where id = $1', [idToUuid(member.id)]);
}
