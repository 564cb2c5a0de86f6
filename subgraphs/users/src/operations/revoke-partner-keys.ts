import type { PartnerKeyId } from '@bazaar/ids/kinds';
import type { UsersContext } from '../context.ts';
import type { PartnerKey } from '../domain/partner.ts';
import { recordAudit } from '../storage/audit.ts';
import { listOpenKeys, revokeKeys } from '../storage/partner-keys.ts';
import { lockPartnerByHandle } from '../storage/partners.ts';

export type RevokePartnerKeysOutcome =
  | { readonly kind: 'revoked'; readonly keys: readonly PartnerKey[] }
  | { readonly kind: 'notFound' }
  /** No key of the partner is called that and not revoked yet. */
  | { readonly kind: 'keyNotFound' };

/** Ends one key of a partner, or all of them. Gateways that know a key already go by it for half a minute more. */
export function revokePartnerKeys(
  { inTransaction, now }: Pick<UsersContext, 'inTransaction' | 'now'>,
  handle: string,
  which: PartnerKeyId | 'all',
): Promise<RevokePartnerKeysOutcome> {
  return inTransaction(async (tx) => {
    const partner = await lockPartnerByHandle(tx, handle);
    if (!partner) return { kind: 'notFound' };
    const open = await listOpenKeys(tx, partner.id);
    const keys = which === 'all' ? open : open.filter(({ id }) => id === which);
    if (which !== 'all' && keys.length === 0) return { kind: 'keyNotFound' };
    const at = now();
    const ids = keys.map(({ id }) => id);
    await revokeKeys(tx, ids, at);
    for (const keyId of ids)
      await recordAudit(tx, {
        action: 'partner.key_revoked',
        actorId: null,
        resource: partner.id,
        at,
        detail: { keyId },
      });
    return { kind: 'revoked', keys };
  });
}
