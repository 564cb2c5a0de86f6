import { idFromUuid, idToUuid, newId } from '@bazaar/ids/id';
import type { OrderId, VendorId, VendorOrderId } from '@bazaar/ids/kinds';
import { execute, query } from '@bazaar/postgres/rows';
import type { Tx } from '@bazaar/postgres/tx';
import type { AccountKind, Entry, PostedAmounts } from '../domain/ledger.ts';

export interface Posting {
  readonly kind: 'SALE' | 'PROVIDER_FEE' | 'REFUND' | 'REFUND_FAILED';
  /** What it is posted for: an id that is posted once per kind. */
  readonly reference: string;
  readonly currency: string;
  readonly orderId: OrderId;
  readonly vendorOrderId: VendorOrderId | null;
  readonly number: string | null;
  readonly vendorId: VendorId | null;
  readonly occurredAt: Date;
  readonly entries: readonly Entry[];
}

/**
 * Posts a transaction with its entries, making accounts that are missing. What was posted before for the same kind and reference stays as it
 * is. The database moves the balances, holding the accounts in the order of their ids, and refuses entries that do not sum to zero.
 * @throws a check violation when they do not.
 */
export async function post(tx: Tx, posting: Posting): Promise<void> {
  const { entries, currency } = posting;
  const kinds = entries.map((entry) => entry.account);
  const vendors = entries.map((entry) => entry.vendorId && idToUuid(entry.vendorId));
  await execute(
    tx,
    `insert into ledger_account (id, kind, vendor_id, currency)
     select e.id, e.kind, e.vendor_id, $4 from unnest($1::uuid[], $2::text[], $3::uuid[]) as e(id, kind, vendor_id)
     where not exists (
       select from ledger_account a where a.kind = e.kind and a.vendor_id is not distinct from e.vendor_id and a.currency = $4
     )
     on conflict do nothing`,
    [entries.map(() => idToUuid(newId('lac'))), kinds, vendors, currency],
  );
  await execute(
    tx,
    `with posted as (
       insert into ledger_transaction (id, kind, reference, currency, order_id, vendor_order_id, number, vendor_id, occurred_at)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9) on conflict (kind, reference) do nothing returning id
     )
     insert into ledger_entry (transaction_id, account_id, amount)
     select posted.id, a.id, e.amount
     from posted
     cross join unnest($10::text[], $11::uuid[], $12::bigint[]) as e(kind, vendor_id, amount)
     join ledger_account a on a.kind = e.kind and a.vendor_id is not distinct from e.vendor_id and a.currency = $4
     order by a.id`,
    [
      idToUuid(newId('ltx')),
      posting.kind,
      posting.reference,
      currency,
      idToUuid(posting.orderId),
      posting.vendorOrderId && idToUuid(posting.vendorOrderId),
      posting.number,
      posting.vendorId && idToUuid(posting.vendorId),
      posting.occurredAt,
      kinds,
      vendors,
      entries.map((entry) => entry.amount),
    ],
  );
}

/** What a refund of one part is posted for, and taken back for. */
export function refundReference(refund: { readonly refundId: string; readonly vendorOrderId: string }): string {
  return `${refund.refundId} ${refund.vendorOrderId}`;
}

/** What was posted for a kind and reference; null when nothing was. */
export async function findPosting(tx: Tx, kind: Posting['kind'], reference: string): Promise<Posting | null> {
  const rows = await query<PostedRow>(
    tx,
    `select t.currency, t.order_id, t.vendor_order_id, t.number, t.vendor_id, t.occurred_at, a.kind as account, a.vendor_id as account_vendor_id, e.amount
     from ledger_transaction t join ledger_entry e on e.transaction_id = t.id join ledger_account a on a.id = e.account_id
     where t.kind = $1 and t.reference = $2 order by a.id`,
    [kind, reference],
  );
  const [first] = rows;
  if (!first) return null;
  const vendorOf = (uuid: string | null): VendorId | null => (uuid === null ? null : idFromUuid('vnd', uuid));
  return {
    kind,
    reference,
    currency: first.currency,
    orderId: idFromUuid('ord', first.order_id),
    vendorOrderId: first.vendor_order_id === null ? null : idFromUuid('vor', first.vendor_order_id),
    number: first.number,
    vendorId: vendorOf(first.vendor_id),
    occurredAt: first.occurred_at,
    entries: rows.map(({ account, account_vendor_id: vendorId, amount }) => ({
      account,
      vendorId: vendorOf(vendorId),
      amount: Number(amount),
    })),
  };
}

interface PostedRow {
  readonly currency: string;
  readonly order_id: string;
  readonly vendor_order_id: string | null;
  readonly number: string | null;
  readonly vendor_id: string | null;
  readonly occurred_at: Date;
  readonly account: AccountKind;
  readonly account_vendor_id: string | null;
  readonly amount: string;
}

/** What was posted for a vendor's part of an order. */
export interface SoldPart {
  readonly number: string;
  readonly sale: PostedAmounts;
  /** The sums of its refunds without those that came back, as positive amounts. */
  readonly refunded: PostedAmounts;
}

/** The postings of a vendor's part; its sale is held until the transaction ends, so that refunds queue. Null when its sale has not been posted. */
export async function lockSale(tx: Tx, vendorOrderId: VendorOrderId): Promise<SoldPart | null> {
  const [sale] = await query<{ number: string }>(
    tx,
    "select number from ledger_transaction where kind = 'SALE' and reference = $1 for update",
    [vendorOrderId],
  );
  if (!sale) return null;
  const rows = await query<{ kind: string; gross: string; commission: string; fee_tax: string }>(
    tx,
    `select case t.kind when 'REFUND_FAILED' then 'REFUND' else t.kind end as kind,
       coalesce(sum(e.amount) filter (where a.kind = 'PROVIDER_CLEARING'), 0) as gross,
       coalesce(-sum(e.amount) filter (where a.kind = 'COMMISSION'), 0) as commission,
       coalesce(-sum(e.amount) filter (where a.kind = 'FEE_TAX'), 0) as fee_tax
     from ledger_transaction t join ledger_entry e on e.transaction_id = t.id join ledger_account a on a.id = e.account_id
     where t.vendor_order_id = $1 group by 1`,
    [idToUuid(vendorOrderId)],
  );
  const amountsOf = (kind: string, sign: 1 | -1): PostedAmounts => {
    const row = rows.find((candidate) => candidate.kind === kind);
    return {
      grossAmount: sign * Number(row?.gross ?? 0),
      commissionAmount: sign * Number(row?.commission ?? 0),
      feeTaxAmount: sign * Number(row?.fee_tax ?? 0),
    };
  };
  return { number: sale.number, sale: amountsOf('SALE', 1), refunded: amountsOf('REFUND', -1) };
}
