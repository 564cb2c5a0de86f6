import { requireUser, requireVendorPermission } from '@bazaar/identity/guards';
import { parseId } from '@bazaar/ids/id';
import type { VendorOrderId } from '@bazaar/ids/kinds';
import { followLive, nothingToFollow } from '@bazaar/subgraph/live';
import type { VendorOrder } from '../../domain/order.ts';
import type { SubscriptionResolvers } from '../../generated/resolvers.ts';
import { vendorTopic } from '../../live/topics.ts';
import { listVendorOrders, listVendorOrdersByIds } from '../../storage/orders.ts';

/** How many orders the subscription starts with. */
const LATEST = 20;

export const vendorOrdersUpdated: SubscriptionResolvers['vendorOrdersUpdated'] = {
  subscribe(_parent, args, { ephemeral, reader, viewer }) {
    requireUser(viewer);
    const id = parseId('vnd', args.vendorId);
    if (!id) throw nothingToFollow();
    // That a vendor exists is no secret.
    requireVendorPermission(viewer, id, 'vendor.order.read');
    return followLive<VendorOrder>({
      pubsub: ephemeral.pubsub,
      topic: vendorTopic(id),
      snapshot: () => listVendorOrders(reader, id, { statuses: null }, { limit: LATEST, forward: true, key: null }),
      // The topic carries ids of this vendor's parts alone.
      load: async (part) => (await listVendorOrdersByIds(reader, viewer, [part as VendorOrderId]))[0] ?? null,
      identify: (part) => part,
    });
  },
  resolve: (part: VendorOrder) => part,
};
