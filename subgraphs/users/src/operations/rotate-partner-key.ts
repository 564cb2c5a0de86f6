import type { UsersContext } from '../context.ts';
import type { PartnerKey } from '../domain/partner.ts';
import { isGood, keysToEnd, MAX_GOOD_KEYS } from '../domain/partner-rules.ts';
import { recordAudit } from '../storage/audit.ts';
import { listOpenKeys, saveKeyEnds } from '../storage/partner-keys.ts';
import { lockPartnerByHandle } from '../storage/partners.ts';
import { addPartnerKey, type NewPartnerKey } from './add-partner-key.ts';

export type RotatePartnerKeyOutcome =
  | ({
      readonly kind: 'rotated';
      /** Older keys whose end is now set, or sooner than it was. */
      readonly ending: readonly PartnerKey[];
    } & NewPartnerKey)
  | { readonly kind: 'notFound' }
  | { readonly kind: 'limitReached' };

/** Gives a partner a new key; older ones stay good for `graceMs` at most, so that its programs can change over without a failed request. */
export function rotatePartnerKey(
  { inTransaction, now }: Pick<UsersContext, 'inTransaction' | 'now'>,
  handle: string,
  { graceMs, expiresAt }: { readonly graceMs: number; readonly expiresAt: Date | null },
): Promise<RotatePartnerKeyOutcome> {
  return inTransaction(async (tx) => {
    const partner = await lockPartnerByHandle(tx, handle);
    if (!partner) return { kind: 'notFound' };
    const at = now();
    const keys = await listOpenKeys(tx, partner.id);
    const ending = keysToEnd(keys, at, new Date(at.getTime() + graceMs));
    await saveKeyEnds(tx, ending);
    const after = keys.map((key) => ending.find(({ id }) => id === key.id) ?? key);
    if (after.filter((key) => isGood(key, at)).length >= MAX_GOOD_KEYS) return { kind: 'limitReached' };
    if (ending.length > 0) {
      const detail = { keyIds: ending.map(({ id }) => id), graceMs };
      await recordAudit(tx, { action: 'partner.keys_ending', actorId: null, resource: partner.id, at, detail });
    }
    return { kind: 'rotated', ending, ...(await addPartnerKey(tx, partner.id, at, expiresAt)) };
  });
}
