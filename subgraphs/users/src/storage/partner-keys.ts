import { idFromUuid, idToUuid } from '@bazaar/ids/id';
import type { PartnerId, PartnerKeyId } from '@bazaar/ids/kinds';
import { execute, query, readRows } from '@bazaar/postgres/rows';
import type { Reader, Tx } from '@bazaar/postgres/tx';
import type { Partner, PartnerKey } from '../domain/partner.ts';
import { PartnerKeyTable } from './partner-key-table.ts';
import type { PartnerSight } from './partner-sight.ts';

/** How many keys of a partner are shown: those that are good, and with them as many older ones as fit. */
const SHOWN_KEYS = 50;

/** Adds a key, by its SHA-256, to a locked partner. @throws a check violation of `partner_key_limit` when ten others are good. */
export async function insertPartnerKey(tx: Tx, key: PartnerKey, hash: Buffer): Promise<void> {
  await execute(
    tx,
    'insert into partner_key (id, partner_id, hash, prefix, created_at, expires_at) values ($1, $2, $3, $4, $5, $6)',
    [idToUuid(key.id), idToUuid(key.partnerId), hash, key.prefix, key.createdAt, key.expiresAt],
  );
}

/** The keys of a locked partner that were not revoked, latest first. */
export function listOpenKeys(tx: Tx, partnerId: PartnerId): Promise<PartnerKey[]> {
  return readRows(
    tx,
    PartnerKeyTable,
    'select * from partner_key where partner_id = $1 and revoked_at is null order by id desc',
    [idToUuid(partnerId)],
  );
}

/** Writes until when keys of a locked partner are good. */
export async function saveKeyEnds(tx: Tx, keys: readonly PartnerKey[]): Promise<void> {
  if (keys.length === 0) return;
  await execute(
    tx,
    `update partner_key set expires_at = ended.expires_at from unnest($1::uuid[], $2::timestamptz[]) as ended (id, expires_at)
      where partner_key.id = ended.id`,
    [keys.map(({ id }) => idToUuid(id)), keys.map(({ expiresAt }) => expiresAt)],
  );
}

/** Revokes keys of a locked partner. */
export async function revokeKeys(tx: Tx, ids: readonly PartnerKeyId[], at: Date): Promise<void> {
  // A key that was made on a faster clock is revoked at the time of its making.
  await execute(
    tx,
    'update partner_key set revoked_at = greatest($2::timestamptz, created_at) where id = any($1) and revoked_at is null',
    [ids.map((id) => idToUuid(id)), at],
  );
}

/** The latest keys of each partner that may be seen, latest first. */
export async function listKeysByPartners(
  reader: Reader,
  sight: PartnerSight,
  partnerIds: readonly PartnerId[],
): Promise<PartnerKey[][]> {
  const rows = await readRows(
    reader,
    PartnerKeyTable,
    `select found.* from unnest($1::uuid[]) as wanted (id), lateral (
       select * from partner_key where partner_id = wanted.id order by id desc limit $4
     ) found where $2 or wanted.id = $3::uuid`,
    [partnerIds.map((id) => idToUuid(id)), sight.all, sight.own, SHOWN_KEYS],
  );
  return partnerIds.map((id) => rows.filter((key) => key.partnerId === id));
}

/** The partner of a key, as its gateway needs to know it. */
export interface IdentifiedPartner extends Pick<
  Partner,
  'id' | 'handle' | 'contract' | 'scopes' | 'requestsPerMinute'
> {
  readonly keyId: PartnerKeyId;
}

/**
 * Whose key has this SHA-256, if it is good at `now` and its partner not suspended, and notes that it was used: once a minute at most, so that a
 * busy key is no busy row.
 */
export async function usePartnerKey(reader: Reader, hash: Buffer, now: Date): Promise<IdentifiedPartner | null> {
  const [row] = await query<{
    id: string;
    handle: string;
    contract: string;
    scopes: string[];
    requests_per_minute: number;
    key_id: string;
  }>(
    reader,
    `with found as (
       select p.*, k.id as key_id from partner_key k join partner p on p.id = k.partner_id
        where k.hash = $1 and k.revoked_at is null and (k.expires_at is null or k.expires_at > $2) and p.suspended_at is null
     ), noted as (
       update partner_key k set last_used_at = greatest($2, k.created_at) from found
        where k.id = found.key_id and (k.last_used_at is null or k.last_used_at <= $2 - interval '1 minute')
     )
     select id, handle, contract, scopes, requests_per_minute, key_id from found`,
    [hash, now],
  );
  if (!row) return null;
  const { id, handle, contract, scopes, requests_per_minute: requestsPerMinute, key_id: keyId } = row;
  return {
    id: idFromUuid('ptn', id),
    handle,
    contract,
    scopes,
    requestsPerMinute,
    keyId: idFromUuid('pky', keyId),
  };
}
