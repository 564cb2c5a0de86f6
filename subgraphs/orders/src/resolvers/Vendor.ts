import { canForVendor } from '@bazaar/identity/roles';
import { parseId } from '@bazaar/ids/id';
import type { VendorResolvers } from '../generated/resolvers.ts';
import { listVendorsOrders } from './list-orders.ts';

export const Vendor: VendorResolvers = {
  orders(vendor, args, context) {
    const id = parseId('vnd', vendor.id);
    if (!id || !canForVendor(context.viewer, id, 'vendor.order.read')) return null;
    return listVendorsOrders(context, id, args);
  },
};
