import { idToUuid } from '@bazaar/ids/id';
import type { PaymentId } from '@bazaar/ids/kinds';
import { query, readRows } from '@bazaar/postgres/rows';
import type { Reader, Tx } from '@bazaar/postgres/tx';
import type { Payment } from '../domain/order.ts';
import { PaymentTable } from './tables/payment-table.ts';

/** How long one question about a fee keeps its payment from being asked about again, in milliseconds of the database's clock. */
const LEASE_MS = 15_000;

/** Takes up to `limit` captured payments whose fee is due to be asked for, each for one question. */
export function claimPaymentsWithoutFee(reader: Reader, limit: number): Promise<Payment[]> {
  return readRows(
    reader,
    PaymentTable,
    `update payment set fee_due_at = now() + ${LEASE_MS} * interval '1 ms'
      where id in (select id from payment where fee_due_at <= now() order by fee_due_at limit $1 for update skip locked)
     returning *`,
    [limit],
  );
}

/** Asks for a payment's fee again after `waitMs`; null: never. */
export async function postponeFee(reader: Reader, id: PaymentId, waitMs: number | null): Promise<void> {
  await query(
    reader,
    `update payment set fee_due_at = now() + $2::double precision * interval '1 ms' where id = $1 and fee_amount is null`,
    [idToUuid(id), waitMs],
  );
}

/** Records the fee of a payment, in minor units; false when it was known. */
export async function setFee(tx: Tx, id: PaymentId, feeAmount: number): Promise<boolean> {
  const rows = await query(
    tx,
    'update payment set fee_amount = $2, fee_due_at = null where id = $1 and fee_amount is null returning 1',
    [idToUuid(id), feeAmount],
  );
  return rows.length > 0;
}
