import type { LedgerAccountResolvers } from '../generated/resolvers.ts';
import { toMoney } from '../domain/to-money.ts';

export const LedgerAccount: LedgerAccountResolvers = {
  vendor: (account, _args, { loaders }) => account.vendorId && loaders.vendors.load(account.vendorId),
  balance: (account) => toMoney(account.balance, account.currency),
};
