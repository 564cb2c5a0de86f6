import { canForVendor } from '@bazaar/identity/roles';
import { parseId } from '@bazaar/ids/id';
import type { VendorOrderId } from '@bazaar/ids/kinds';
import { onlyResponse } from '@bazaar/subgraph/iterators';
import { followLive } from '@bazaar/subgraph/live';
import type { VendorOrder } from '../../domain/order.ts';
import type { SubscriptionResolvers } from '../../generated/resolvers.ts';
import { vendorTopic } from '../../live/topics.ts';
import { listVendorOrders, listVendorOrdersByIds } from '../../storage/orders.ts';

/** How many orders the subscription starts with. */
const LATEST = 20;

export const vendorOrdersUpdated: SubscriptionResolvers['vendorOrdersUpdated'] = {
  subscribe(_parent, args, { ephemeral, reader, viewer }) {
    const id = parseId('vnd', args.vendorId);
    if (!id || !canForVendor(viewer, id, 'vendor.order.read')) return onlyResponse(null);
    return followLive<VendorOrder>({
      pubsub: ephemeral.pubsub,
      topic: vendorTopic(id),
      snapshot: () => listVendorOrders(reader, id, { statuses: null }, { limit: LATEST, forward: true, key: null }),
      // The topic carries ids of this vendor's parts alone.
      load: async (part) => (await listVendorOrdersByIds(reader, viewer, [part as VendorOrderId]))[0] ?? null,
      identify: (part) => part,
    });
  },
  resolve: (part: VendorOrder | null) => part,
};
