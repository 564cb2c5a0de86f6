import { noteChanged } from '@bazaar/events/changed';
import { idFromUuid, idToUuid } from '@bazaar/ids/id';
import type { UserId, VendorId } from '@bazaar/ids/kinds';
import { execute, query, readRow, readRows } from '@bazaar/postgres/rows';
import type { Reader, Tx } from '@bazaar/postgres/tx';
import type { Page } from '@bazaar/subgraph/connections';
import type { Vendor, VendorStatus } from '../domain/vendor.ts';
import { VendorTable } from './vendor-table.ts';

/**
 * Adds a vendor.
 * @throws a unique violation of `vendor_handle_unique` when the handle is taken, of `vendor_application_once` when another application of the
 * applicant waits.
 */
export async function insertVendor(tx: Tx, vendor: Vendor): Promise<void> {
  await tx.insert(VendorTable, vendor);
}

/** Holds a vendor until the transaction ends: every change of it, its members and its status queues here. */
export function lockVendor(tx: Tx, id: VendorId): Promise<Vendor | null> {
  return readRow(tx, VendorTable, 'select * from vendor where id = $1 for update', [idToUuid(id)]);
}

/** Writes a locked vendor one version further, and returns it. @throws a unique violation when the new handle is taken. */
export async function saveVendor(tx: Tx, vendor: Vendor): Promise<Vendor> {
  const { id, ...fields } = { ...vendor, version: vendor.version + 1 };
  await tx.update(VendorTable, { id }, fields);
  return { id, ...fields };
}

/** Vendors by id, in the order of `ids`; null where there is none. */
export async function listVendorsByIds(reader: Reader, ids: readonly VendorId[]): Promise<(Vendor | null)[]> {
  const rows = await readRows(reader, VendorTable, 'select * from vendor where id = any($1)', [
    ids.map((id) => idToUuid(id)),
  ]);
  const byId = new Map(rows.map((vendor) => [vendor.id, vendor]));
  return ids.map((id) => byId.get(id) ?? null);
}

export function findVendorByHandle(reader: Reader, handle: string): Promise<Vendor | null> {
  return readRow(reader, VendorTable, 'select * from vendor where handle = $1', [handle]);
}

/** One page of the vendors with one of the statuses, in the order of their ids: oldest first. */
export function listVendors(
  reader: Reader,
  statuses: readonly VendorStatus[],
  { limit, forward, key }: Page<VendorId>,
): Promise<Vendor[]> {
  const [beyond, order] = forward ? ['>', 'asc'] : ['<', 'desc'];
  // One scan of vendor_by_status for each status, and no more of it than a page.
  return readRows(
    reader,
    VendorTable,
    `select found.* from unnest($1::text[]) as wanted (status), lateral (
       select * from vendor where status = wanted.status and ($2::uuid is null or id ${beyond} $2) order by id ${order} limit $3
     ) found order by found.id ${order} limit $3`,
    [[...new Set(statuses)], key && idToUuid(key), limit],
  );
}

/** Up to `limit` vendors of whatever status after one (null: from the first), in the order of their ids. */
export function listVendorsAfter(reader: Reader, after: VendorId | null, limit: number): Promise<Vendor[]> {
  const sql = 'select * from vendor where ($1::uuid is null or id > $1) order by id limit $2';
  return readRows(reader, VendorTable, sql, [after && idToUuid(after), limit]);
}

export async function countVendors(reader: Reader, statuses: readonly VendorStatus[]): Promise<number> {
  const [row] = await query<{ count: number }>(
    reader,
    'select count(*)::integer as count from vendor where status = any($1)',
    [statuses],
  );
  return row?.count ?? 0;
}

/** Notes a change of status of a locked vendor, at the version that it made. */
export async function insertStatusChange(
  tx: Tx,
  vendor: Vendor,
  change: { readonly actorId: UserId | null; readonly note: string; readonly at: Date },
): Promise<void> {
  await execute(
    tx,
    `insert into vendor_status_change (vendor_id, version, status, actor_id, note, changed_at) values ($1, $2, $3, $4, $5, $6)`,
    [
      idToUuid(vendor.id),
      vendor.version,
      vendor.status,
      change.actorId && idToUuid(change.actorId),
      change.note,
      change.at,
    ],
  );
}

/** Stores what catalog announced of a product; older than what is stored changes nothing. */
export async function putProduct(
  tx: Tx,
  product: {
    readonly productUuid: string;
    readonly vendorId: VendorId;
    readonly active: boolean;
    readonly sequence: number;
  },
): Promise<void> {
  noteChanged(tx, `Vendor:${product.vendorId}`);
  await execute(
    tx,
    `insert into vendor_product (product_id, vendor_id, active, sequence) values ($1, $2, $3, $4)
     on conflict (product_id) do update set vendor_id = excluded.vendor_id, active = excluded.active, sequence = excluded.sequence
     where vendor_product.sequence < excluded.sequence`,
    [product.productUuid, idToUuid(product.vendorId), product.active, product.sequence],
  );
}

/** How many active products each vendor has, in the order of `ids`. */
export async function countProducts(reader: Reader, ids: readonly VendorId[]): Promise<number[]> {
  const rows = await query<{ vendor_id: string; count: number }>(
    reader,
    'select vendor_id, count(*)::int as count from vendor_product where vendor_id = any($1) and active group by vendor_id',
    [ids.map((id) => idToUuid(id))],
  );
  const counts = new Map(rows.map((row) => [idFromUuid('vnd', row.vendor_id), row.count]));
  return ids.map((id) => counts.get(id) ?? 0);
}
