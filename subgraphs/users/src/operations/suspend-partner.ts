import type { UsersContext } from '../context.ts';
import type { Partner } from '../domain/partner.ts';
import { recordAudit } from '../storage/audit.ts';
import { lockPartnerByHandle, savePartnerSuspension } from '../storage/partners.ts';

/**
 * Stops a partner with all its keys, or lets it in again with those that are still good. Null when there is none of that handle; one that is as it
 * should be stays so. Gateways that know a key already go by it for half a minute more.
 */
export function suspendPartner(
  { inTransaction, now }: Pick<UsersContext, 'inTransaction' | 'now'>,
  handle: string,
  suspended: boolean,
): Promise<Partner | null> {
  return inTransaction(async (tx) => {
    const partner = await lockPartnerByHandle(tx, handle);
    if (!partner || (partner.suspendedAt !== null) === suspended) return partner;
    const at = now();
    const changed = { ...partner, suspendedAt: suspended ? at : null };
    await savePartnerSuspension(tx, changed);
    const action = suspended ? 'partner.suspended' : 'partner.reinstated';
    await recordAudit(tx, { action, actorId: null, resource: partner.id, at });
    return changed;
  });
}
