import { idFromUuid, idToUuid } from '@bazaar/ids/id';
import type { OrderId, UserId, VendorId, VendorOrderId } from '@bazaar/ids/kinds';
import { query } from '@bazaar/postgres/rows';
import type { Tx } from '@bazaar/postgres/tx';
import type { FulfilmentStatus } from '../domain/fulfilment.ts';
import type { Actor } from '../domain/order.ts';
import type { PaymentStatus } from '../domain/payment-status.ts';
import { createParams, type Params } from './params.ts';

/** What changes of one vendor's part; what is left out stays. */
export interface PartChange {
  readonly id: VendorOrderId;
  readonly status?: FulfilmentStatus;
  readonly paymentStatus?: PaymentStatus;
  readonly confirmedAt?: Date;
  /** Minor units refunded in addition. */
  readonly refundedNow?: number;
}

export interface HistoryEntry {
  /** Null: the whole group. */
  readonly vendorOrderId: VendorOrderId | null;
  readonly machine: 'FULFILMENT' | 'PAYMENT';
  readonly from: FulfilmentStatus | PaymentStatus | null;
  readonly to: FulfilmentStatus | PaymentStatus;
  readonly note?: string | null;
}

/** One change of an order: its group, its parts, and the history rows that tell it. What is left out stays. */
export interface OrderChange {
  readonly orderId: OrderId;
  readonly status?: FulfilmentStatus;
  readonly paymentStatus?: PaymentStatus;
  readonly confirmedAt?: Date;
  readonly refundedNow?: number;
  readonly parts: readonly PartChange[];
  readonly history: readonly HistoryEntry[];
  readonly actor: Actor;
  readonly at: Date;
}

/** Who wants to hear of a change, and the versions it made. */
export interface OrderSignal {
  readonly orderId: OrderId;
  readonly version: number;
  readonly buyerId: UserId | null;
  readonly parts: readonly { readonly id: VendorOrderId; readonly vendorId: VendorId; readonly version: number }[];
}

export interface OrderSignalRow {
  readonly order_id: string;
  readonly version: number;
  readonly buyer_id: string | null;
  readonly parts: readonly { readonly id: string; readonly vendorId: string; readonly version: number }[] | null;
}

/** The CTEs that apply `change` to the order whose id the relation `guard` holds, and the select of its {@link OrderSignalRow}. */
export function changeOrderCtes(
  change: OrderChange,
  params: Params,
  guard: string,
): { readonly ctes: string; readonly select: string } {
  const parts = change.parts.map((part) => ({
    id: idToUuid(part.id),
    status: part.status,
    payment_status: part.paymentStatus,
    confirmed_at: part.confirmedAt,
    refunded: part.refundedNow,
  }));
  const history = change.history.map((entry) => ({
    vendor_order_id: entry.vendorOrderId && idToUuid(entry.vendorOrderId),
    machine: entry.machine,
    from_status: entry.from,
    to_status: entry.to,
    note: entry.note,
  }));
  const { actor } = change;
  return {
    ctes: `,
     changed_order as (
       update order_ o
          set status = coalesce(${params.add(change.status ?? null)}, o.status),
              payment_status = coalesce(${params.add(change.paymentStatus ?? null)}, o.payment_status),
              confirmed_at = coalesce(o.confirmed_at, ${params.add(change.confirmedAt ?? null)}),
              refunded_amount = o.refunded_amount + ${params.add(change.refundedNow ?? 0)},
              version = o.version + 1, updated_at = now()
         from ${guard} where o.id = ${guard}.id
       returning o.id, o.version, o.buyer_id
     ),
     changed_parts as (
       update vendor_order v
          set status = coalesce(c.status, v.status), payment_status = coalesce(c.payment_status, v.payment_status),
              confirmed_at = coalesce(v.confirmed_at, c.confirmed_at), refunded_amount = v.refunded_amount + coalesce(c.refunded, 0),
              version = v.version + 1, updated_at = now()
         from changed_order, jsonb_to_recordset(${params.addJson(parts)}) as c(id uuid, status text, payment_status text, confirmed_at timestamptz, refunded bigint)
        where v.id = c.id and v.order_id = changed_order.id
       returning v.id, v.vendor_id, v.version
     ),
     new_history as (
       insert into status_change (order_id, vendor_order_id, machine, from_status, to_status, actor, actor_id, note, at)
       select changed_order.id, h.vendor_order_id, h.machine, h.from_status, h.to_status, ${params.add(actor.kind)}, ${params.add(actor.userId && idToUuid(actor.userId))}::uuid, h.note, ${params.add(change.at)}::timestamptz
         from changed_order, jsonb_to_recordset(${params.addJson(history)}) as h(vendor_order_id uuid, machine text, from_status text, to_status text, note text)
     )`,
    select: `select o.id as order_id, o.version, o.buyer_id,
            (select jsonb_agg(jsonb_build_object('id', p.id, 'vendorId', p.vendor_id, 'version', p.version)) from changed_parts p) as parts
       from changed_order o`,
  };
}

/** Applies `change` and tells whom to signal. The caller holds the order's row lock. */
export async function changeOrder(tx: Tx, change: OrderChange): Promise<OrderSignal> {
  const params = createParams();
  const guard = `locked as (select ${params.add(idToUuid(change.orderId))}::uuid as id)`;
  const { ctes, select } = changeOrderCtes(change, params, 'locked');
  const [row] = await query<OrderSignalRow>(tx, `with ${guard}${ctes} ${select}`, params.values);
  if (!row) throw new Error(`${change.orderId} is not there to be changed.`);
  return toOrderSignal(row);
}

export function toOrderSignal(row: OrderSignalRow): OrderSignal {
  return {
    orderId: idFromUuid('ord', row.order_id),
    version: row.version,
    buyerId: row.buyer_id === null ? null : idFromUuid('usr', row.buyer_id),
    parts: (row.parts ?? []).map((part) => ({
      id: idFromUuid('vor', part.id),
      vendorId: idFromUuid('vnd', part.vendorId),
      version: part.version,
    })),
  };
}
