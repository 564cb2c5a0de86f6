import { newId } from '@bazaar/ids/id';
import type { PartnerId } from '@bazaar/ids/kinds';
import type { Tx } from '@bazaar/postgres/tx';
import type { PartnerKey } from '../domain/partner.ts';
import { recordAudit } from '../storage/audit.ts';
import { insertPartnerKey } from '../storage/partner-keys.ts';
import { newPartnerSecret } from './partner-secret.ts';

export interface NewPartnerKey {
  readonly key: PartnerKey;
  /** To be shown once. */
  readonly secret: string;
}

/**
 * Makes a key for a locked partner and notes it in the audit log. `expiresAt` null: good until it is revoked.
 * @throws a check violation of `partner_key_limit` when ten others are good.
 */
export async function addPartnerKey(
  tx: Tx,
  partnerId: PartnerId,
  at: Date,
  expiresAt: Date | null,
): Promise<NewPartnerKey> {
  const { secret, hash, prefix } = newPartnerSecret();
  const key: PartnerKey = {
    id: newId('pky'),
    partnerId,
    prefix,
    createdAt: at,
    expiresAt,
    revokedAt: null,
    lastUsedAt: null,
  };
  await insertPartnerKey(tx, key, hash);
  const detail = { keyId: key.id, prefix };
  await recordAudit(tx, { action: 'partner.key_added', actorId: null, resource: partnerId, at, detail });
  return { key, secret };
}
