import { idFromUuid, idToUuid, newId } from '@bazaar/ids/id';
import type { LedgerTransactionId, OrderId, VendorId, VendorOrderId } from '@bazaar/ids/kinds';
import { execute, query } from '@bazaar/postgres/rows';
import type { Reader, Tx } from '@bazaar/postgres/tx';
import type { Page } from '@bazaar/subgraph/connections';
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

export interface AccountBalance {
  readonly kind: AccountKind;
  readonly vendorId: VendorId | null;
  readonly currency: string;
  /** Debits positive, credits negative; minor units. */
  readonly balance: number;
}

/** An account's place in the list of all: by currency, the platform's own before the vendors'. */
export type AccountKey = readonly [currency: string, vendorId: VendorId | null, kind: AccountKind];

/** Which accounts; null for all, and an empty list for none. */
export interface AccountFilter {
  readonly kinds: readonly AccountKind[] | null;
  readonly currency: string | null;
  readonly vendorId: VendorId | null;
}

const ACCOUNT_FILTER = `($1::text[] is null or kind = any($1)) and ($2::text is null or currency = $2) and ($3::uuid is null or vendor_id = $3)`;
/** Stands for the platform, which is no vendor: nulls have no place in a row comparison. */
const NO_VENDOR = '00000000-0000-0000-0000-000000000000';

/** One page of the accounts. */
export async function listAccounts(
  reader: Reader,
  filter: AccountFilter,
  { limit, forward, key }: Page<AccountKey>,
): Promise<AccountBalance[]> {
  const [beyond, order] = forward ? ['>', 'asc'] : ['<', 'desc'];
  const [currency, vendorId, kind] = key ?? [null, null, null];
  const rows = await query<{ kind: AccountKind; vendor_id: string | null; currency: string; balance: string }>(
    reader,
    `select kind, vendor_id, currency, balance from ledger_account
     where ${ACCOUNT_FILTER}
       and ($4::text is null or (currency, coalesce(vendor_id, '${NO_VENDOR}'), kind) ${beyond} ($4::text, $5::uuid, $6::text))
     order by currency ${order}, coalesce(vendor_id, '${NO_VENDOR}') ${order}, kind ${order} limit $7`,
    [...accountParams(filter), currency, vendorId ? idToUuid(vendorId) : NO_VENDOR, kind, limit],
  );
  return rows.map(accountBalance);
}

/** How many accounts there are. */
export async function countAccounts(reader: Reader, filter: AccountFilter): Promise<number> {
  const sql = `select count(*)::int as count from ledger_account where ${ACCOUNT_FILTER}`;
  const [row] = await query<{ count: number }>(reader, sql, accountParams(filter));
  return row?.count ?? 0;
}

function accountParams({ kinds, currency, vendorId }: AccountFilter): unknown[] {
  return [kinds, currency, vendorId && idToUuid(vendorId)];
}

/** What the platform owes each vendor, by currency, in the order of `ids`: credits, so negative while it is owed. */
export async function listPayables(reader: Reader, ids: readonly VendorId[]): Promise<AccountBalance[][]> {
  const rows = await query<{ kind: AccountKind; vendor_id: string | null; currency: string; balance: string }>(
    reader,
    `select kind, vendor_id, currency, balance from ledger_account
     where kind = 'VENDOR_PAYABLE' and vendor_id = any($1) order by currency`,
    [ids.map((id) => idToUuid(id))],
  );
  const balances = rows.map(accountBalance);
  return ids.map((id) => balances.filter((balance) => balance.vendorId === id));
}

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

function accountBalance(row: {
  kind: AccountKind;
  vendor_id: string | null;
  currency: string;
  balance: string;
}): AccountBalance {
  const vendorId = row.vendor_id === null ? null : idFromUuid('vnd', row.vendor_id);
  return { kind: row.kind, vendorId, currency: row.currency, balance: Number(row.balance) };
}
