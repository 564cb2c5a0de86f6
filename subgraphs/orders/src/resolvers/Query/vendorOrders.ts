import { canForVendor } from '@bazaar/identity/roles';
import { parseId } from '@bazaar/ids/id';
import type { QueryResolvers } from '../../generated/resolvers.ts';
import { listVendorsOrders } from '../list-orders.ts';

export const vendorOrders: QueryResolvers['vendorOrders'] = (_parent, args, context) => {
  const id = parseId('vnd', args.vendorId);
  if (!id || !canForVendor(context.viewer, id, 'vendor.order.read')) return null;
  return listVendorsOrders(context, id, args);
};
