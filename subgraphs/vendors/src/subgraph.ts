import { defineSubgraph } from '@bazaar/subgraph/define-subgraph';
import { exportVendors } from './commands/export-vendors.ts';
import { quoteCommission } from './commands/quote-commission.ts';
import { vendorsVariables } from './config.ts';
import { createContext, openServices } from './context.ts';
import { onOrderRefundFailed } from './listeners/on-order-refund-failed.ts';
import { onOrderRefunded } from './listeners/on-order-refunded.ts';
import { onPaymentFeeCharged } from './listeners/on-payment-fee-charged.ts';
import { onPaymentSuccess } from './listeners/on-payment-success.ts';
import { onProductChanged } from './listeners/on-product-changed.ts';
import { CommissionRule } from './resolvers/CommissionRule.ts';
import { CommissionRuleConnection } from './resolvers/CommissionRuleConnection.ts';
import { LedgerAccount } from './resolvers/LedgerAccount.ts';
import { commissionRuleCreate } from './resolvers/Mutation/commissionRuleCreate.ts';
import { commissionRuleEnd } from './resolvers/Mutation/commissionRuleEnd.ts';
import { vendorApply } from './resolvers/Mutation/vendorApply.ts';
import { vendorApprove } from './resolvers/Mutation/vendorApprove.ts';
import { vendorMemberAdd } from './resolvers/Mutation/vendorMemberAdd.ts';
import { vendorMemberRemove } from './resolvers/Mutation/vendorMemberRemove.ts';
import { vendorMemberSetRole } from './resolvers/Mutation/vendorMemberSetRole.ts';
import { vendorReject } from './resolvers/Mutation/vendorReject.ts';
import { vendorSuspend } from './resolvers/Mutation/vendorSuspend.ts';
import { vendorUpdateProfile } from './resolvers/Mutation/vendorUpdateProfile.ts';
import { commissionRules } from './resolvers/Query/commissionRules.ts';
import { ledgerAccounts } from './resolvers/Query/ledgerAccounts.ts';
import { vendor } from './resolvers/Query/vendor.ts';
import { vendors as vendorsQuery } from './resolvers/Query/vendors.ts';
import { LedgerAccountConnection } from './resolvers/LedgerAccountConnection.ts';
import { User } from './resolvers/User.ts';
import { Vendor } from './resolvers/Vendor.ts';
import { VendorConnection } from './resolvers/VendorConnection.ts';
import { VendorMember } from './resolvers/VendorMember.ts';
import { VendorStatementLine } from './resolvers/VendorStatementLine.ts';
import { VendorStatementLineConnection } from './resolvers/VendorStatementLineConnection.ts';
import { CommissionRuleTable } from './storage/commission-rule-table.ts';
import { VendorMemberTable, VendorTable } from './storage/vendor-table.ts';

/** Who sells, under which terms, and what they are owed. */
export const vendors = defineSubgraph({
  name: 'vendors',
  root: new URL('../', import.meta.url),
  config: vendorsVariables,
  entities: [VendorTable, VendorMemberTable, CommissionRuleTable],
  services: openServices,
  context: createContext,
  resolvers: {
    Query: { vendor, vendors: vendorsQuery, commissionRules, ledgerAccounts },
    Mutation: {
      vendorApply,
      vendorApprove,
      vendorReject,
      vendorSuspend,
      vendorUpdateProfile,
      vendorMemberAdd,
      vendorMemberSetRole,
      vendorMemberRemove,
      commissionRuleCreate,
      commissionRuleEnd,
    },
    Vendor,
    VendorConnection,
    VendorMember,
    VendorStatementLine,
    VendorStatementLineConnection,
    CommissionRule,
    CommissionRuleConnection,
    LedgerAccount,
    LedgerAccountConnection,
    User,
  },
  commands: { 'vendors.quoteCommission': quoteCommission, 'vendors.exportVendors': exportVendors },
  listeners: {
    'payment.success': onPaymentSuccess,
    'payment.fee_charged': onPaymentFeeCharged,
    'order.refunded': onOrderRefunded,
    'order.refund_failed': onOrderRefundFailed,
    'product.created': onProductChanged,
    'product.status_changed': onProductChanged,
  },
  sweeps: [],
  rawRoutes: {},
});
