import type { VendorPermission } from '@bazaar/identity/permissions';
import { parseId } from '@bazaar/ids/id';
import { parseCurrency } from '@bazaar/money/currency';
import { Fault } from '@bazaar/runtime/faults';
import { parsePage, toConnection } from '@bazaar/subgraph/connections';
import { holdsPermission, maySeeVendor } from '../access/holds-permission.ts';
import type { VendorsContext } from '../context.ts';
import type { Vendor as VendorState } from '../domain/vendor.ts';
import type { VendorResolvers } from '../generated/resolvers.ts';
import { countStatement, listStatement } from '../storage/statement.ts';
import { toMoney } from '../domain/to-money.ts';

/** A field that is null for whoever does not hold the permission within the vendor. */
function guarded<Args, Value>(
  permission: VendorPermission,
  read: (vendor: VendorState, args: Args, context: VendorsContext) => Value | Promise<Value>,
) {
  return async (vendor: VendorState, args: Args, context: VendorsContext): Promise<Value | null> =>
    (await holdsPermission(context, vendor.id, permission)) ? read(vendor, args, context) : null;
}

export const Vendor: VendorResolvers = {
  __resolveReference: async ({ id }, context) => {
    const vendorId = parseId('vnd', id);
    const vendor = vendorId && (await context.loaders.vendors.load(vendorId));
    return vendor && (await maySeeVendor(context, vendor)) ? vendor : null;
  },
  joinedAt: (vendor) => vendor.approvedAt,
  productsCount: (vendor, _args, { loaders }) => loaders.productCounts.load(vendor.id),
  email: guarded('vendor.read.private', (vendor) => vendor.email),
  phone: guarded('vendor.read.private', (vendor) => vendor.phone),
  members: guarded('vendor.read.private', (vendor, _args, { loaders }) => loaders.members.load(vendor.id)),
  balances: guarded('vendor.finance.read', async (vendor, _args, { loaders }) => {
    const payables = await loaders.payables.load(vendor.id);
    // A payable is a credit: what the marketplace owes is the account's balance with the other sign.
    return payables.map(({ balance, currency }) => toMoney(0 - balance, currency));
  }),
  statement: guarded(
    'vendor.finance.read',
    async (vendor, args: Parameters<typeof parsePage>[0] & { currency: string }, { reader }) => {
      const currency = parseCurrency(args.currency);
      if (!currency)
        throw new Fault('BAD_USER_INPUT', 'This is not an ISO 4217 currency code.', { field: ['currency'] });
      const page = parsePage(args, (key) => (Number.isSafeInteger(key) ? Number(key) : null));
      const lines = await listStatement(reader, vendor.id, currency, page);
      const connection = toConnection(lines, page, (line) => line.position);
      return { ...connection, count: () => countStatement(reader, vendor.id, currency) };
    },
  ),
};
