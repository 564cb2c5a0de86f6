import type { Payment } from '../domain/order.ts';
import type { PlacedOrder } from '../domain/place-order.ts';
import type { Params } from './params.ts';
import { OrderLineTable } from './tables/order-line-table.ts';
import { OrderTable } from './tables/order-table.ts';
import { PaymentTable } from './tables/payment-table.ts';
import { VendorOrderTable } from './tables/vendor-order-table.ts';
import { toRow } from './to-row.ts';

/** Writes a whole order, its first history row and its payment beside the checkout that is `saved`. An order without a payment is free. */
export function placeOrderAlso(
  placed: PlacedOrder,
  payment: Payment | null,
): (params: Params) => { readonly ctes: string; readonly select: string } {
  const fresh = { version: 1, updatedAt: placed.order.placedAt };
  return (params) => ({
    ctes: `,
     new_order as (
       insert into order_ select o.* from saved, jsonb_populate_record(null::order_, ${params.addJson(toRow(OrderTable, { ...placed.order, ...fresh }))}) o
     ),
     new_parts as (
       insert into vendor_order select v.* from saved, jsonb_populate_recordset(null::vendor_order, ${params.addJson(
         placed.vendorOrders.map((part) => toRow(VendorOrderTable, { ...part, ...fresh })),
       )}) v
     ),
     new_lines as (
       insert into order_line select l.* from saved, jsonb_populate_recordset(null::order_line, ${params.addJson(
         placed.lines.map((line) => toRow(OrderLineTable, line)),
       )}) l
     ),
     new_payment as (
       insert into payment select p.* from saved, jsonb_populate_recordset(null::payment, ${params.addJson(
         payment ? [toRow(PaymentTable, payment)] : [],
       )}) p
     ),
     new_history as (
       insert into status_change (order_id, machine, to_status, actor, actor_id, at)
       select id, 'FULFILMENT', 'PENDING', 'BUYER', ${params.add(toRow(OrderTable, placed.order)['buyer_id'])}::uuid, ${params.add(placed.order.placedAt)} from saved
     )`,
    select: 'select 1 as saved from saved',
  });
}
