import { idFromUuid, idToUuid } from '@bazaar/ids/id';
import type { LedgerTransactionId, OrderId, VendorId, VendorOrderId } from '@bazaar/ids/kinds';
import { query } from '@bazaar/postgres/rows';
import type { Reader } from '@bazaar/postgres/tx';
import type { Page } from '@bazaar/subgraph/connections';

/** One line of a vendor's statement. Amounts from the vendor's side, in minor units: what it is owed is positive. */
export interface StatementLine {
  readonly id: LedgerTransactionId;
  readonly kind: 'SALE' | 'REFUND' | 'REFUND_FAILED';
  readonly currency: string;
  readonly orderId: OrderId;
  readonly vendorOrderId: VendorOrderId;
  readonly number: string;
  readonly occurredAt: Date;
  /** Its place in the statement, from 1. */
  readonly position: number;
  /** What the buyer paid or got back. */
  readonly grossAmount: number;
  readonly taxAmount: number;
  readonly commissionAmount: number;
  readonly feeTaxAmount: number;
  /** What the vendor's balance changed by. */
  readonly netAmount: number;
  /** The balance after this line. */
  readonly balanceAmount: number;
}

/** One page of a vendor's statement in one currency, in the order of posting; its keyset is the entry's position in the vendor's account. */
export async function listStatement(
  reader: Reader,
  vendorId: VendorId,
  currency: string,
  { limit, forward, key }: Page<number>,
): Promise<StatementLine[]> {
  const [beyond, order] = forward ? ['>', 'asc'] : ['<', 'desc'];
  const rows = await query<StatementRow>(
    reader,
    `with page as (
       select e.transaction_id, e.position, e.amount, e.balance
       from ledger_account a join ledger_entry e on e.account_id = a.id
       where a.kind = 'VENDOR_PAYABLE' and a.vendor_id = $1 and a.currency = $2 and ($3::bigint is null or e.position ${beyond} $3)
       order by e.position ${order} limit $4
     )
     select t.id, t.kind, t.currency, t.order_id, t.vendor_order_id, t.number, t.occurred_at, p.position,
       coalesce(sum(e.amount) filter (where a.kind = 'PROVIDER_CLEARING'), 0) as gross,
       coalesce(-sum(e.amount) filter (where a.kind = 'SALES_TAX_PAYABLE'), 0) as tax,
       coalesce(-sum(e.amount) filter (where a.kind = 'COMMISSION'), 0) as commission,
       coalesce(-sum(e.amount) filter (where a.kind = 'FEE_TAX'), 0) as fee_tax,
       -p.amount as net,
       -p.balance as balance
     from page p
     join ledger_transaction t on t.id = p.transaction_id
     join ledger_entry e on e.transaction_id = t.id
     join ledger_account a on a.id = e.account_id
     group by t.id, p.position, p.amount, p.balance
     order by p.position ${order}`,
    [idToUuid(vendorId), currency, key, limit],
  );
  return rows.map(statementLine);
}

/** How many lines a vendor's statement has: the account keeps the number of its entries. */
export async function countStatement(reader: Reader, vendorId: VendorId, currency: string): Promise<number> {
  const [account] = await query<{ entries: string }>(
    reader,
    "select entries from ledger_account where kind = 'VENDOR_PAYABLE' and vendor_id = $1 and currency = $2",
    [idToUuid(vendorId), currency],
  );
  return Number(account?.entries ?? 0);
}

interface StatementRow {
  readonly id: string;
  readonly kind: 'SALE' | 'REFUND' | 'REFUND_FAILED';
  readonly currency: string;
  readonly order_id: string;
  readonly vendor_order_id: string;
  readonly number: string;
  readonly occurred_at: Date;
  readonly position: string;
  readonly gross: string;
  readonly tax: string;
  readonly commission: string;
  readonly fee_tax: string;
  readonly net: string;
  readonly balance: string;
}

function statementLine(row: StatementRow): StatementLine {
  return {
    id: idFromUuid('ltx', row.id),
    kind: row.kind,
    currency: row.currency,
    orderId: idFromUuid('ord', row.order_id),
    vendorOrderId: idFromUuid('vor', row.vendor_order_id),
    number: row.number,
    occurredAt: row.occurred_at,
    position: Number(row.position),
    grossAmount: Number(row.gross),
    taxAmount: Number(row.tax),
    commissionAmount: Number(row.commission),
    feeTaxAmount: Number(row.fee_tax),
    netAmount: Number(row.net),
    balanceAmount: Number(row.balance),
  };
}
