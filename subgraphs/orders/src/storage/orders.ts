import { actingUser } from '@bazaar/identity/acting-user';
import { can, canForVendor } from '@bazaar/identity/roles';
import type { Viewer } from '@bazaar/identity/viewer';
import { idFromUuid, idToUuid } from '@bazaar/ids/id';
import type { CheckoutId, OrderId, OrderLineId, UserId, VendorId, VendorOrderId } from '@bazaar/ids/kinds';
import { query, readRow, readRows } from '@bazaar/postgres/rows';
import type { Reader, Tx } from '@bazaar/postgres/tx';
import type { Page } from '@bazaar/subgraph/connections';
import type { Checkout } from '../domain/checkout.ts';
import type { FulfilmentStatus } from '../domain/fulfilment.ts';
import type { Order, OrderLine, StatusChange, VendorOrder } from '../domain/order.ts';
import { mayReadOrder } from './may-read-order.ts';
import { createParams, type Params } from './params.ts';
import { CheckoutTable } from './tables/checkout-table.ts';
import { OrderLineTable } from './tables/order-line-table.ts';
import { OrderTable } from './tables/order-table.ts';
import { StatusChangeTable } from './tables/status-change-table.ts';
import { VendorOrderTable } from './tables/vendor-order-table.ts';

/** Orders the viewer may see, in the order of `ids`; null for the others. `opened` were opened by a guest's token. */
export async function listOrdersByIds(
  reader: Reader,
  viewer: Viewer,
  ids: readonly OrderId[],
  opened: ReadonlySet<OrderId> = new Set(),
): Promise<(Order | null)[]> {
  const params = createParams();
  const wanted = params.add(ids.map(idToUuid));
  const byToken = params.add([...opened].map(idToUuid));
  const rows = await readRows(
    reader,
    OrderTable,
    `select o.* from order_ o where o.id = any(${wanted}) and (o.id = any(${byToken}) or ${mayReadOrder(viewer, params, 'o')})`,
    params.values,
  );
  const byId = new Map(rows.map((row) => [row.id, row]));
  return ids.map((id) => byId.get(id) ?? null);
}

/** One checkout, if the viewer may see it. */
export function findCheckout(
  reader: Reader,
  viewer: Viewer,
  id: CheckoutId,
  tokenOpens: boolean,
): Promise<Checkout | null> {
  const params = createParams();
  return readRow(
    reader,
    CheckoutTable,
    `select c.* from checkout c where c.id = ${params.add(idToUuid(id))} and ${mayReadOrder(viewer, params, 'c', tokenOpens)}`,
    params.values,
  );
}

/** A buyer's orders, newest first. */
export function listOrdersOfBuyer(
  reader: Reader,
  buyerId: UserId,
  filter: { readonly statuses: readonly FulfilmentStatus[] | null },
  page: Page<OrderId>,
): Promise<Order[]> {
  const params = createParams();
  const conditions = [`buyer_id = ${params.add(idToUuid(buyerId))}`];
  if (filter.statuses) conditions.push(`status = any(${params.add(filter.statuses)})`);
  return readRows(reader, OrderTable, `select * from order_ ${keyset(conditions, page, params)}`, params.values);
}

/** A vendor's parts from their confirmation on, newest first. The caller has checked that the viewer may see them. */
export function listVendorOrders(
  reader: Reader,
  vendorId: VendorId,
  filter: { readonly statuses: readonly FulfilmentStatus[] | null },
  page: Page<VendorOrderId>,
): Promise<VendorOrder[]> {
  const params = createParams();
  const conditions = [`vendor_id = ${params.add(idToUuid(vendorId))}`, 'confirmed_at is not null'];
  if (filter.statuses) conditions.push(`status = any(${params.add(filter.statuses)})`);
  return readRows(
    reader,
    VendorOrderTable,
    `select * from vendor_order ${keyset(conditions, page, params)}`,
    params.values,
  );
}

function keyset(conditions: string[], page: Page<OrderId | VendorOrderId>, params: Params): string {
  const beyond = page.key ? [`id ${page.forward ? '<' : '>'} ${params.add(idToUuid(page.key))}`] : [];
  return `where ${[...conditions, ...beyond].join(' and ')} order by id ${page.forward ? 'desc' : 'asc'} limit ${params.add(page.limit)}`;
}

export async function countOrdersOfBuyer(
  reader: Reader,
  buyerId: UserId,
  filter: { readonly statuses: readonly FulfilmentStatus[] | null },
): Promise<number> {
  const [row] = await query<{ count: number }>(
    reader,
    'select count(*)::integer as count from order_ where buyer_id = $1 and ($2::text[] is null or status = any($2))',
    [idToUuid(buyerId), filter.statuses],
  );
  return row?.count ?? 0;
}

export async function countVendorOrders(
  reader: Reader,
  vendorId: VendorId,
  filter: { readonly statuses: readonly FulfilmentStatus[] | null },
): Promise<number> {
  const [row] = await query<{ count: number }>(
    reader,
    `select count(*)::integer as count from vendor_order
      where vendor_id = $1 and confirmed_at is not null and ($2::text[] is null or status = any($2))`,
    [idToUuid(vendorId), filter.statuses],
  );
  return row?.count ?? 0;
}

/** The parts of orders the viewer was shown, by position; the lists stand in the order of `ids`. */
export async function listPartsOfOrders(reader: Reader, ids: readonly OrderId[]): Promise<VendorOrder[][]> {
  const rows = await readRows(
    reader,
    VendorOrderTable,
    'select * from vendor_order where order_id = any($1) order by order_id, position',
    [ids.map(idToUuid)],
  );
  return ids.map((id) => rows.filter((row) => row.orderId === id));
}

/** Parts the viewer may see, in the order of `ids`: the buyer's own, the vendor's confirmed ones, or any for staff. Null for the others. */
export async function listVendorOrdersByIds(
  reader: Reader,
  viewer: Viewer,
  ids: readonly VendorOrderId[],
): Promise<(VendorOrder | null)[]> {
  const params = createParams();
  const wanted = params.add(ids.map(idToUuid));
  const rows = await readRows(
    reader,
    VendorOrderTable,
    `select v.* from vendor_order v join order_ o on o.id = v.order_id
      where v.id = any(${wanted}) and (${mayReadOrder(viewer, params, 'o')} or ${sellsIt(viewer, params)})`,
    params.values,
  );
  const byId = new Map(rows.map((row) => [row.id, row]));
  return ids.map((id) => byId.get(id) ?? null);
}

function sellsIt(viewer: Viewer, params: Params): string {
  const vendors = (actingUser(viewer)?.memberships ?? []).filter(({ vendorId }) =>
    canForVendor(viewer, vendorId, 'vendor.order.read'),
  );
  if (can(viewer, 'vendor.order.read')) return 'v.confirmed_at is not null';
  return `v.confirmed_at is not null and v.vendor_id = any(${params.add(vendors.map(({ vendorId }) => idToUuid(vendorId)))})`;
}

/** The lines of parts, by position; the lists stand in the order of `ids`. */
export async function listLinesOfParts(reader: Reader, ids: readonly VendorOrderId[]): Promise<OrderLine[][]> {
  const rows = await readRows(
    reader,
    OrderLineTable,
    'select * from order_line where vendor_order_id = any($1) order by vendor_order_id, position',
    [ids.map(idToUuid)],
  );
  return ids.map((id) => rows.filter((row) => row.vendorOrderId === id));
}

/** Every status change of orders, oldest first; the lists stand in the order of `ids`. */
export async function listHistoryOfOrders(reader: Reader, ids: readonly OrderId[]): Promise<StatusChange[][]> {
  const rows = await readRows(
    reader,
    StatusChangeTable,
    'select * from status_change where order_id = any($1) order by order_id, id',
    [ids.map(idToUuid)],
  );
  return ids.map((id) => rows.filter((row) => row.orderId === id));
}

/** Locks an order and returns it with its parts; every change of an order goes through this lock. Null when there is none. */
export async function lockOrder(
  tx: Tx,
  id: OrderId,
): Promise<{ readonly order: Order; readonly parts: readonly VendorOrder[] } | null> {
  const order = await readRow(tx, OrderTable, 'select * from order_ where id = $1 for update', [idToUuid(id)]);
  if (!order) return null;
  const parts = await readRows(
    tx,
    VendorOrderTable,
    'select * from vendor_order where order_id = $1 order by position',
    [idToUuid(id)],
  );
  return { order, parts };
}

/** The order that a part belongs to; null when there is no such part. */
export async function findOrderIdOfPart(reader: Reader, id: VendorOrderId): Promise<OrderId | null> {
  const [row] = await query<{ order_id: string }>(reader, 'select order_id from vendor_order where id = $1', [
    idToUuid(id),
  ]);
  return row ? idFromUuid('ord', row.order_id) : null;
}

/** Adds to what has left of each line. @throws a check violation of `order_line_shipped` when that is more than was ordered. */
export async function addShipped(
  tx: Tx,
  lines: readonly { readonly id: OrderLineId; readonly quantity: number }[],
): Promise<void> {
  await query(
    tx,
    `update order_line l set shipped_quantity = l.shipped_quantity + s.quantity
       from unnest($1::uuid[], $2::integer[]) as s(id, quantity) where l.id = s.id`,
    [lines.map(({ id }) => idToUuid(id)), lines.map(({ quantity }) => quantity)],
  );
}
