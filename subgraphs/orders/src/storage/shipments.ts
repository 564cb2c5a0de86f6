import { idFromUuid, idToUuid } from '@bazaar/ids/id';
import type { OrderId, ShipmentId, VendorOrderId } from '@bazaar/ids/kinds';
import { query, readRow, readRows } from '@bazaar/postgres/rows';
import type { Reader, Tx } from '@bazaar/postgres/tx';
import type { Shipment, ShipmentLine, TrackingEvent } from '../domain/order.ts';
import { ShipmentLineTable, ShipmentTable, TrackingEventTable } from './tables/shipment-tables.ts';
import { toRow } from './to-row.ts';

/** The most parcels of one vendor's part: all are read with its order. */
const MAX_PARCELS = 250;

/**
 * Writes a parcel, what is in it, and its first tracking event, in one statement. False when the part, whose order the caller holds, has as many
 * parcels as it may have. The last one of them must be the one that `isLast`, so that nothing is ever left that cannot be sent.
 */
export async function insertShipment(
  tx: Tx,
  shipment: Shipment,
  lines: readonly ShipmentLine[],
  isLast: boolean,
): Promise<boolean> {
  const [added] = await query(
    tx,
    `with new_shipment as (
       insert into shipment select s.* from jsonb_populate_record(null::shipment, $1::jsonb) s
        where $3::boolean or (select count(*) from shipment where vendor_order_id = s.vendor_order_id) < $4 - 1
       returning id, shipped_at
     ), new_lines as (
       insert into shipment_line select l.* from new_shipment, jsonb_populate_recordset(null::shipment_line, $2::jsonb) l
     )
     insert into tracking_event (shipment_id, status, occurred_at) select id, 'SHIPPED', shipped_at from new_shipment returning 1`,
    [
      JSON.stringify(toRow(ShipmentTable, shipment)),
      JSON.stringify(lines.map((line) => toRow(ShipmentLineTable, line))),
      isLast,
      MAX_PARCELS,
    ],
  );
  return added !== undefined;
}

/** The most events of one parcel: all are read with its order. */
const MAX_TRACKING_EVENTS = 100;

/**
 * Adds a tracking event and moves the parcel's status along with it; a delivered parcel stays delivered. False when the parcel, whose order the
 * caller holds, has as many events as it may have: arriving is always told.
 */
export async function insertTrackingEvent(tx: Tx, event: Omit<TrackingEvent, 'id'>): Promise<boolean> {
  const [added] = await query(
    tx,
    `with new_event as (
       insert into tracking_event (shipment_id, status, description, location, occurred_at)
       select $1, $2, $3, $4, $5
        where $2 = 'DELIVERED' or (select count(*) from tracking_event where shipment_id = $1) < $6
       returning shipment_id
     ), moved as (
       update shipment set status = $2, delivered_at = case when $2 = 'DELIVERED' then $5::timestamptz end
        where id in (select shipment_id from new_event) and status <> 'DELIVERED'
     )
     select 1 from new_event`,
    [
      idToUuid(event.shipmentId),
      event.status,
      event.description,
      event.location,
      event.occurredAt,
      MAX_TRACKING_EVENTS,
    ],
  );
  return added !== undefined;
}

export function findShipment(reader: Reader, id: ShipmentId): Promise<Shipment | null> {
  return readRow(reader, ShipmentTable, 'select * from shipment where id = $1', [idToUuid(id)]);
}

/** The order and part that a parcel belongs to; null when there is no such parcel. */
export async function findOrderOfShipment(
  reader: Reader,
  id: ShipmentId,
): Promise<{ readonly orderId: OrderId; readonly vendorOrderId: VendorOrderId } | null> {
  const [row] = await query<{ order_id: string; vendor_order_id: string }>(
    reader,
    'select v.order_id, s.vendor_order_id from shipment s join vendor_order v on v.id = s.vendor_order_id where s.id = $1',
    [idToUuid(id)],
  );
  return row
    ? { orderId: idFromUuid('ord', row.order_id), vendorOrderId: idFromUuid('vor', row.vendor_order_id) }
    : null;
}

/** The parcels of parts, oldest first; the lists stand in the order of `ids`. */
export async function listShipmentsOfParts(reader: Reader, ids: readonly VendorOrderId[]): Promise<Shipment[][]> {
  const rows = await readRows(
    reader,
    ShipmentTable,
    'select * from shipment where vendor_order_id = any($1) order by vendor_order_id, id',
    [ids.map(idToUuid)],
  );
  return ids.map((id) => rows.filter((row) => row.vendorOrderId === id));
}

/** What is in parcels; the lists stand in the order of `ids`. */
export async function listShipmentLines(reader: Reader, ids: readonly ShipmentId[]): Promise<ShipmentLine[][]> {
  const rows = await readRows(
    reader,
    ShipmentLineTable,
    'select * from shipment_line where shipment_id = any($1) order by shipment_id, order_line_id',
    [ids.map(idToUuid)],
  );
  return ids.map((id) => rows.filter((row) => row.shipmentId === id));
}

/** Where parcels have been, oldest first; the lists stand in the order of `ids`. */
export async function listTrackingEvents(reader: Reader, ids: readonly ShipmentId[]): Promise<TrackingEvent[][]> {
  const rows = await readRows(
    reader,
    TrackingEventTable,
    'select * from tracking_event where shipment_id = any($1) order by shipment_id, occurred_at, id',
    [ids.map(idToUuid)],
  );
  return ids.map((id) => rows.filter((row) => row.shipmentId === id));
}
