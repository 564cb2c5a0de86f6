import { idFromUuid, idToUuid } from '@bazaar/ids/id';
import type { VendorId } from '@bazaar/ids/kinds';
import { query } from '@bazaar/postgres/rows';
import type { Reader } from '@bazaar/postgres/tx';
import type { Page } from '@bazaar/subgraph/connections';
import type { AccountKind } from '../domain/ledger.ts';

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

function accountBalance(row: {
  kind: AccountKind;
  vendor_id: string | null;
  currency: string;
  balance: string;
}): AccountBalance {
  const vendorId = row.vendor_id === null ? null : idFromUuid('vnd', row.vendor_id);
  return { kind: row.kind, vendorId, currency: row.currency, balance: Number(row.balance) };
}
