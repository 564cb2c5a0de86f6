import type { Listener } from '@bazaar/events/listener';
import { parseId } from '@bazaar/ids/id';
import type { Tx } from '@bazaar/postgres/tx';
import type { UsersContext } from '../context.ts';
import type { Membership } from '../domain/user.ts';
import { putMembership } from '../storage/memberships.ts';

/** Copies a membership, so that the next access token of the user carries it. */
export const onVendorMemberAdded: Listener<UsersContext, 'vendor.member_added'> = (tx, event) =>
  put(tx, event.data, event.data.role, event.sequence);

/** Forgets a membership. */
export const onVendorMemberRemoved: Listener<UsersContext, 'vendor.member_removed'> = (tx, event) =>
  put(tx, event.data, null, event.sequence);

async function put(
  tx: Tx,
  ids: { userId: string; vendorId: string },
  role: Membership['role'] | null,
  sequence: number,
): Promise<void> {
  const userId = parseId('usr', ids.userId);
  const vendorId = parseId('vnd', ids.vendorId);
  if (!userId || !vendorId) throw new Error('A membership names a user and a vendor by their ids.');
  await putMembership(tx, { userId, vendorId, role, sequence });
}
