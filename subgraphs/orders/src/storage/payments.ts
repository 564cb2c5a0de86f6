import { idToUuid } from '@bazaar/ids/id';
import type { OrderId, PaymentId } from '@bazaar/ids/kinds';
import { query, readRow, readRows } from '@bazaar/postgres/rows';
import type { Reader, Tx } from '@bazaar/postgres/tx';
import type { Payment, Refund } from '../domain/order.ts';
import type { Params } from './params.ts';
import { PaymentTable } from './tables/payment-table.ts';
import { RefundTable } from './tables/refund-table.ts';
import { toRow } from './to-row.ts';

/** The payment of an order; null for a free one. */
export function findPayment(reader: Reader, orderId: OrderId): Promise<Payment | null> {
  return readRow(reader, PaymentTable, 'select * from payment where order_id = $1', [idToUuid(orderId)]);
}

/** By order, oldest first; the lists stand in the order of `ids`. */
export async function listPaymentsByOrders(reader: Reader, ids: readonly OrderId[]): Promise<Payment[][]> {
  const rows = await readRows(reader, PaymentTable, 'select * from payment where order_id = any($1) order by id', [
    ids.map(idToUuid),
  ]);
  return ids.map((id) => rows.filter((row) => row.orderId === id));
}

/** By order, oldest first; the lists stand in the order of `ids`. */
export async function listRefundsByOrders(reader: Reader, ids: readonly OrderId[]): Promise<Refund[][]> {
  const rows = await readRows(reader, RefundTable, 'select * from refund where order_id = any($1) order by id', [
    ids.map(idToUuid),
  ]);
  return ids.map((id) => rows.filter((row) => row.orderId === id));
}

/** What a provider's answer changes of a payment. */
export type PaymentChange = Pick<
  Payment,
  | 'id'
  | 'status'
  | 'providerPaymentId'
  | 'clientSecret'
  | 'requiresAction'
  | 'capturedAmount'
  | 'feeAmount'
  | 'method'
  | 'errorCode'
  | 'errorMessage'
  | 'capturedAt'
>;

/** The CTE that saves `change` where the relation `guard` has a row. A fee that is not known when money is taken is asked for from then on. */
export function changePaymentCte(change: PaymentChange, params: Params, guard: string): string {
  return `,
     changed_payment as (
       update payment p
          set status = ${params.add(change.status)}, provider_payment_id = ${params.add(change.providerPaymentId)},
              client_secret = ${params.add(change.clientSecret)}, requires_action = ${params.add(change.requiresAction)},
              captured_amount = ${params.add(change.capturedAmount)}, fee_amount = ${params.add(change.feeAmount)},
              fee_due_at = case when ${params.add(change.capturedAmount > 0 && change.feeAmount === null)}::boolean then now() end,
              method = ${params.addJson(change.method)}, error_code = ${params.add(change.errorCode)},
              error_message = ${params.add(change.errorMessage)}, captured_at = ${params.add(change.capturedAt)}
         from ${guard} where p.id = ${params.add(idToUuid(change.id))}
       returning p.id
     )`;
}

/**
 * Records refunds that are about to be asked for, and promises their sum of the payment's captured money, in one statement.
 * @throws a check violation of `payment_refunds` when that is more than is left.
 */
export async function insertRefunds(tx: Tx, paymentId: PaymentId, refunds: readonly Refund[]): Promise<void> {
  const total = refunds.reduce((sum, refund) => sum + refund.totalAmount, 0);
  await query(
    tx,
    `with promised as (update payment set refunded_amount = refunded_amount + $2 where id = $1 returning id)
     insert into refund
     select r.* from promised, jsonb_array_elements($3::jsonb) entry,
            jsonb_populate_record(null::refund, entry || jsonb_build_object('next_at', now())) r`,
    [idToUuid(paymentId), total, JSON.stringify(refunds.map((refund) => toRow(RefundTable, refund)))],
  );
}

/** How long one attempt at a refund keeps it to itself, in milliseconds of the database's clock. */
const REFUND_LEASE_MS = 15_000;

/** Takes up to `limit` refunds that are due, or the ones with `ids`, for one attempt. */
export function claimRefunds(
  reader: Reader,
  which: { readonly due: number } | { readonly ids: readonly Refund['id'][] },
): Promise<Refund[]> {
  const lease = `update refund set next_at = now() + ${REFUND_LEASE_MS} * interval '1 ms', attempts = attempts + 1`;
  return 'due' in which
    ? readRows(
        reader,
        RefundTable,
        `${lease} where id in (select id from refund where next_at <= now() order by next_at limit $1 for update skip locked) returning *`,
        [which.due],
      )
    : readRows(reader, RefundTable, `${lease} where id = any($1) and next_at <= now() returning *`, [
        which.ids.map(idToUuid),
      ]);
}

/**
 * Looks at a claimed refund again after `waitMs`; null: never again, for one that succeeded. One that was woken meanwhile is looked at at once.
 */
export async function postponeRefund(
  reader: Reader,
  refund: Pick<Refund, 'id' | 'providerRefundId'>,
  waitMs: number | null,
): Promise<void> {
  await query(
    reader,
    `update refund set next_at = ${nextAt('$2')}, provider_refund_id = coalesce(provider_refund_id, $3)
      where id = $1 and (status = 'PENDING' or status = 'SUCCEEDED')`,
    [idToUuid(refund.id), waitMs, refund.providerRefundId],
  );
}

/** Wakes the refunds of a payment that are under way, or that succeeded and may have come back. */
export async function wakeRefunds(reader: Reader, paymentId: PaymentId): Promise<void> {
  await query(
    reader,
    `update refund set next_at = now() where payment_id = $1 and (status = 'PENDING' or status = 'SUCCEEDED')`,
    [idToUuid(paymentId)],
  );
}

/** SQL: when a claimed refund is looked at next, `wait` milliseconds from now (null: never). The claim put it off; if it is due, somebody has woken it. */
function nextAt(wait: string): string {
  return `case when refund.next_at <= now() then now() else now() + ${wait}::double precision * interval '1 ms' end`;
}

/**
 * Settles a refund that is under way; false when it was settled before. A failed one gives its promise back. The payment's status follows from what
 * has succeeded. The caller holds the order's row lock.
 */
export async function settleRefund(
  tx: Tx,
  refund: Refund,
  result: {
    readonly succeeded: boolean;
    /** Null when the provider refused to make it. */
    readonly providerRefundId: string | null;
    readonly error: string | null;
    readonly at: Date;
    /** When a refund that succeeded is looked at, to see whether it came back. */
    readonly checkInMs: number | null;
  },
): Promise<boolean> {
  const rows = await query(
    tx,
    `with settled as (
       update refund set status = case when $2::boolean then 'SUCCEEDED' else 'FAILED' end, provider_refund_id = $3, error_message = $4,
              settled_at = $5, failed_at = case when not $2::boolean then $5::timestamptz end, attempts = 0,
              next_at = case when $2::boolean then ${nextAt('$6')} end
        where id = $1 and status = 'PENDING'
       returning payment_id, total_amount
     )
     update payment p
        set refunded_amount = p.refunded_amount - case when $2::boolean then 0 else settled.total_amount end,
            status = case when not $2::boolean then p.status
                          when (select coalesce(sum(r.total_amount), 0) from refund r where r.payment_id = p.id and r.status = 'SUCCEEDED')
                               + settled.total_amount < p.captured_amount then 'PARTIALLY_REFUNDED'
                          else 'REFUNDED' end
       from settled where p.id = settled.payment_id
     returning 1`,
    [idToUuid(refund.id), result.succeeded, result.providerRefundId, result.error, result.at, result.checkInMs],
  );
  return rows.length > 0;
}

/**
 * Records that a refund which had succeeded came back; false when that was recorded before. It gives its promise back, and the payment's status
 * follows from what else has succeeded. The caller holds the order's row lock.
 */
export async function failSettledRefund(
  tx: Tx,
  refund: Pick<Refund, 'id'>,
  { error, at }: { readonly error: string | null; readonly at: Date },
): Promise<boolean> {
  const rows = await query(
    tx,
    `with failed as (
       update refund set status = 'FAILED', error_message = $2, failed_at = $3, next_at = null
        where id = $1 and status = 'SUCCEEDED'
       returning payment_id, total_amount
     )
     update payment p
        set refunded_amount = p.refunded_amount - failed.total_amount,
            -- This statement sees the refund as it was before.
            status = case when (select sum(r.total_amount) from refund r where r.payment_id = p.id and r.status = 'SUCCEEDED')
                               > failed.total_amount then 'PARTIALLY_REFUNDED'
                          else 'PAID' end
       from failed where p.id = failed.payment_id
     returning 1`,
    [idToUuid(refund.id), error, at],
  );
  return rows.length > 0;
}
