import type { UserId, VendorId } from '@bazaar/ids/kinds';
import { idFromUuid, idToUuid } from '@bazaar/ids/id';
import { execute, query } from '@bazaar/postgres/rows';
import type { Reader, Tx } from '@bazaar/postgres/tx';
import type { Membership } from '../domain/user.ts';

/** The vendors a user belongs to, as far as their announcements have arrived. */
export async function listMemberships(reader: Reader, userId: UserId): Promise<Membership[]> {
  const rows = await query<{ vendor_id: string; role: Membership['role'] }>(
    reader,
    'select vendor_id, role from vendor_membership where user_id = $1 and role is not null order by vendor_id',
    [idToUuid(userId)],
  );
  return rows.map((row) => ({ vendorId: idFromUuid('vnd', row.vendor_id), role: row.role }));
}

/** Stores what vendors announced; `role` null means removed. An older announcement than the stored one changes nothing. */
export async function putMembership(
  tx: Tx,
  membership: { userId: UserId; vendorId: VendorId; role: Membership['role'] | null; sequence: number },
): Promise<void> {
  const { userId, vendorId, role, sequence } = membership;
  await execute(
    tx,
    `insert into vendor_membership (user_id, vendor_id, role, sequence) values ($1, $2, $3, $4)
     on conflict (user_id, vendor_id) do update set role = excluded.role, sequence = excluded.sequence
     where vendor_membership.sequence < excluded.sequence`,
    [idToUuid(userId), idToUuid(vendorId), role, sequence],
  );
}
