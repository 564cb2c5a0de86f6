import { requireUser } from '@bazaar/identity/guards';
import type { UserViewer } from '@bazaar/identity/viewer';
import { parseId } from '@bazaar/ids/id';
import type { UserId, VendorId } from '@bazaar/ids/kinds';
import type { VendorsContext } from '../context.ts';
import type { Vendor } from '../domain/vendor.ts';
import { userError } from '../errors.ts';
import type { VendorsUserError } from '../generated/resolvers.ts';
import type { MembersOutcome } from '../operations/change-members.ts';

/** What the mutations of members share: an owner, a vendor, a user. A vendor without the viewer as owner reads as not found. */
export async function changeVendorMembers(
  context: VendorsContext,
  input: { readonly vendorId: string; readonly userId: string },
  change: (actor: UserViewer, vendorId: VendorId, userId: UserId) => Promise<MembersOutcome>,
): Promise<{ vendor?: Vendor; userErrors: VendorsUserError[] }> {
  const actor = requireUser(context.viewer);
  const vendorId = parseId('vnd', input.vendorId);
  const userId = parseId('usr', input.userId);
  if (!vendorId) return { userErrors: [userError('notFound')] };
  if (!userId) return { userErrors: [userError('userNotFound')] };
  const outcome = await change(actor, vendorId, userId);
  return outcome.kind === 'changed'
    ? { vendor: outcome.vendor, userErrors: [] }
    : { userErrors: [userError(outcome.kind)] };
}
