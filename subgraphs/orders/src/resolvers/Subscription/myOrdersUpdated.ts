import { requireUser } from '@bazaar/identity/guards';
import { followLive } from '@bazaar/subgraph/live';
import type { OrderId } from '@bazaar/ids/kinds';
import type { Order } from '../../domain/order.ts';
import type { SubscriptionResolvers } from '../../generated/resolvers.ts';
import { buyerTopic } from '../../live/topics.ts';
import { listOrdersByIds, listOrdersOfBuyer } from '../../storage/orders.ts';

/** How many orders the subscription starts with. */
const LATEST = 10;

export const myOrdersUpdated: SubscriptionResolvers['myOrdersUpdated'] = {
  subscribe(_parent, _args, { ephemeral, reader, viewer }) {
    const { userId } = requireUser(viewer);
    return followLive<Order>({
      pubsub: ephemeral.pubsub,
      topic: buyerTopic(userId),
      snapshot: () =>
        listOrdersOfBuyer(reader, userId, { statuses: null }, { limit: LATEST, forward: true, key: null }),
      // The topic carries ids of orders alone.
      load: async (id) => (await listOrdersByIds(reader, viewer, [id as OrderId]))[0] ?? null,
      identify: (order) => order,
    });
  },
  resolve: (order: Order) => order,
};
