import { idToUuid } from '@bazaar/ids/id';
import type { RefundId } from '@bazaar/ids/kinds';
import { query, readRow, readRows } from '@bazaar/postgres/rows';
import type { Reader, Tx } from '@bazaar/postgres/tx';
import type { Refund } from '../domain/order.ts';
import { RefundTable } from './tables/refund-table.ts';

/** SQL: refund `r` failed, and its money was not promised again. */
const IS_OWED = `r.status = 'FAILED' and not exists (select from refund again where again.retry_of = r.id)`;

/** Up to `limit` refunds whose money is still owed to the buyer because they failed, the longest ago first. */
export function listFailedRefunds(reader: Reader, limit: number): Promise<Refund[]> {
  const sql = `select r.* from refund r where ${IS_OWED} order by r.failed_at nulls first, r.id limit $1`;
  return readRows(reader, RefundTable, sql, [limit]);
}

/** A refund whose money is still owed because it failed; null when there is none such. Its order is held until the transaction ends. */
export async function lockFailedRefund(tx: Tx, id: RefundId): Promise<Refund | null> {
  await query(tx, 'select from order_ where id = (select order_id from refund where id = $1) for update', [
    idToUuid(id),
  ]);
  return readRow(tx, RefundTable, `select r.* from refund r where r.id = $1 and ${IS_OWED}`, [idToUuid(id)]);
}
