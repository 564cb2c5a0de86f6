import { requirePermission } from '@bazaar/identity/guards';
import { parseId } from '@bazaar/ids/id';
import { parseCurrency } from '@bazaar/money/currency';
import { Fault } from '@bazaar/runtime/faults';
import { parsePage, toConnection } from '@bazaar/subgraph/connections';
import type { LedgerAccountWhere, QueryResolvers } from '../../generated/resolvers.ts';
import { countAccounts, listAccounts, type AccountFilter } from '../../storage/ledger-accounts.ts';
import { keyOf, parseKey } from '../ledger-account-page.ts';

export const ledgerAccounts: QueryResolvers['ledgerAccounts'] = async (_parent, args, { viewer, reader }) => {
  requirePermission(viewer, 'ledger.read');
  const filter = readFilter(args.where);
  const page = parsePage(args, parseKey);
  const accounts = await listAccounts(reader, filter, page);
  return { ...toConnection(accounts, page, keyOf), count: () => countAccounts(reader, filter) };
};

/** An id that no vendor has matches nothing. @throws Fault `BAD_USER_INPUT` for a currency that there is not. */
function readFilter(where: LedgerAccountWhere | null | undefined): AccountFilter {
  const { kinds = null, currency = null, vendorId = null } = where ?? {};
  if (currency !== null && !parseCurrency(currency))
    throw new Fault('BAD_USER_INPUT', 'This is not an ISO 4217 currency code.', { field: ['where', 'currency'] });
  const vendor = vendorId === null ? null : parseId('vnd', vendorId);
  return {
    kinds: vendorId !== null && vendor === null ? [] : kinds,
    currency: currency === null ? null : parseCurrency(currency),
    vendorId: vendor,
  };
}
