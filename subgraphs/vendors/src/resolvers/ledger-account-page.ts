import { isIdOf } from '@bazaar/ids/id';
import type { CountedConnection } from '@bazaar/subgraph/connections';
import { isAccountKind } from '../domain/ledger.ts';
import type { AccountBalance, AccountKey } from '../storage/ledger-accounts.ts';

export type LedgerAccountPage = CountedConnection<AccountBalance>;

/** An account's place in the list, as a cursor holds it. */
export function keyOf({ currency, vendorId, kind }: AccountBalance): AccountKey {
  return [currency, vendorId, kind];
}

/** Reads the key in a cursor of the list. */
export function parseKey(cursor: unknown): AccountKey | null {
  if (!Array.isArray(cursor) || cursor.length !== 3) return null;
  const [currency, vendorId, kind] = cursor as readonly unknown[];
  if (typeof currency !== 'string' || typeof kind !== 'string' || !isAccountKind(kind)) return null;
  if (vendorId === null) return [currency, null, kind];
  return typeof vendorId === 'string' && isIdOf('vnd', vendorId) ? [currency, vendorId, kind] : null;
}
