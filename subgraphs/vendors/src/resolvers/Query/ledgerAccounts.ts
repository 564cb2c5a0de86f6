import { requirePermission } from '@bazaar/identity/guards';
import type { QueryResolvers } from '../../generated/resolvers.ts';
import { listAccounts } from '../../storage/ledger.ts';

export const ledgerAccounts: QueryResolvers['ledgerAccounts'] = (_parent, _args, { viewer, reader }) => {
  requirePermission(viewer, 'ledger.read');
  return listAccounts(reader);
};
