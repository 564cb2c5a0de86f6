import { idToUuid } from '@bazaar/ids/id';
import type { PartnerId } from '@bazaar/ids/kinds';
import { execute, query, readRow, readRows } from '@bazaar/postgres/rows';
import type { Reader, Tx } from '@bazaar/postgres/tx';
import type { Page } from '@bazaar/subgraph/connections';
import type { Partner } from '../domain/partner.ts';
import type { PartnerSight } from './partner-sight.ts';
import { PartnerTable } from './partner-table.ts';

/** Adds a partner. @throws a unique violation of `partner_handle_unique` when the handle is taken. */
export async function insertPartner(tx: Tx, partner: Partner): Promise<void> {
  await tx.insert(PartnerTable, { ...partner, scopes: [...partner.scopes] });
}

/** Holds a partner until the transaction ends: every change of it, its keys and its documents queues here. Null when there is none. */
export function lockPartnerByHandle(tx: Tx, handle: string): Promise<Partner | null> {
  return readRow(tx, PartnerTable, 'select * from partner where handle = $1 for update', [handle]);
}

/** Writes since when a locked partner is suspended; null lets it in again. */
export async function savePartnerSuspension(tx: Tx, { id, suspendedAt }: Partner): Promise<void> {
  await execute(tx, 'update partner set suspended_at = $2 where id = $1', [idToUuid(id), suspendedAt]);
}

/** Writes what a locked partner's keys may be used for. @throws a check violation when one of its scopes is none. */
export async function savePartnerTerms(tx: Tx, { id, contract, scopes, requestsPerMinute }: Partner): Promise<void> {
  await execute(tx, 'update partner set contract = $2, scopes = $3, requests_per_minute = $4 where id = $1', [
    idToUuid(id),
    contract,
    scopes,
    requestsPerMinute,
  ]);
}

export function findPartnerByHandle(reader: Reader, handle: string): Promise<Partner | null> {
  return readRow(reader, PartnerTable, 'select * from partner where handle = $1', [handle]);
}

/** Partners by id, in the order of `ids`; null where there is none that may be seen. */
export async function listPartnersByIds(
  reader: Reader,
  sight: PartnerSight,
  ids: readonly PartnerId[],
): Promise<(Partner | null)[]> {
  const rows = await readRows(
    reader,
    PartnerTable,
    'select * from partner where id = any($1) and ($2 or id = $3::uuid)',
    [ids.map((id) => idToUuid(id)), sight.all, sight.own],
  );
  const byId = new Map(rows.map((partner) => [partner.id, partner]));
  return ids.map((id) => byId.get(id) ?? null);
}

/** One page of the partners that may be seen, in the order of their ids: oldest first. */
export function listPartners(
  reader: Reader,
  sight: PartnerSight,
  { limit, forward, key }: Page<PartnerId>,
): Promise<Partner[]> {
  const [beyond, order] = forward ? ['>', 'asc'] : ['<', 'desc'];
  return readRows(
    reader,
    PartnerTable,
    `select * from partner where ($1 or id = $2::uuid) and ($3::uuid is null or id ${beyond} $3) order by id ${order} limit $4`,
    [sight.all, sight.own, key && idToUuid(key), limit],
  );
}

/** How many partners may be seen. */
export async function countPartners(reader: Reader, sight: PartnerSight): Promise<number> {
  const [row] = await query<{ count: number }>(
    reader,
    'select count(*)::integer as count from partner where $1 or id = $2::uuid',
    [sight.all, sight.own],
  );
  return row?.count ?? 0;
}
