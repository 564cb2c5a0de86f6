import type { VendorStatementLineResolvers } from '../generated/resolvers.ts';
import { toMoney } from '../domain/to-money.ts';

export const VendorStatementLine: VendorStatementLineResolvers = {
  vendorOrder: (line) => ({ id: line.vendorOrderId }),
  gross: (line) => toMoney(line.grossAmount, line.currency),
  tax: (line) => toMoney(line.taxAmount, line.currency),
  commission: (line) => toMoney(line.commissionAmount, line.currency),
  feeTax: (line) => toMoney(line.feeTaxAmount, line.currency),
  net: (line) => toMoney(line.netAmount, line.currency),
  balance: (line) => toMoney(line.balanceAmount, line.currency),
};
