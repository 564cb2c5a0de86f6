import { idFromUuid, idToUuid } from '@bazaar/ids/id';
import type { OfferId, VendorId } from '@bazaar/ids/kinds';
import { query, readRows } from '@bazaar/postgres/rows';
import type { Reader } from '@bazaar/postgres/tx';
import type { StockLevel, Warehouse } from '../domain/warehouse.ts';
import { WarehouseTable } from './tables/warehouse-table.ts';

interface LevelRow {
  readonly offer_id: string;
  readonly on_hand: number;
  readonly reserved: number;
  readonly allocated: number;
  readonly available: number;
  readonly id: string;
  readonly vendor_id: string;
  readonly name: string;
  readonly country: string;
  readonly priority: number;
  readonly created_at: Date;
}

/** The stock of offers that the caller may see into, by offer, in drawing order. */
export async function listLevels(reader: Reader, offerIds: readonly OfferId[]): Promise<StockLevel[]> {
  const rows = await query<LevelRow>(
    reader,
    `select l.offer_id, l.on_hand, l.reserved, l.allocated, l.available, w.*
       from stock_level l join warehouse w on w.id = l.warehouse_id
      where l.offer_id = any($1::uuid[]) order by l.offer_id, w.priority, w.id`,
    [offerIds.map(idToUuid)],
  );
  return rows.map((row) => ({
    offerId: idFromUuid('off', row.offer_id),
    warehouse: {
      id: idFromUuid('whs', row.id),
      vendorId: idFromUuid('vnd', row.vendor_id),
      name: row.name,
      country: row.country,
      priority: row.priority,
      createdAt: row.created_at,
    },
    onHand: row.on_hand,
    reserved: row.reserved,
    allocated: row.allocated,
    available: row.available,
  }));
}

/** The warehouses of vendors whose member the caller is, in drawing order. */
export function listWarehouses(reader: Reader, vendors: readonly VendorId[]): Promise<Warehouse[]> {
  const sql = 'select * from warehouse where vendor_id = any($1::uuid[]) order by vendor_id, priority, id';
  return readRows(reader, WarehouseTable, sql, [vendors.map(idToUuid)]);
}
