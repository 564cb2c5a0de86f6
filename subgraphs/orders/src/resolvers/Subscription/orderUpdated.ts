import { requireUser } from '@bazaar/identity/guards';
import { parseId } from '@bazaar/ids/id';
import { followLive, nothingToFollow } from '@bazaar/subgraph/live';
import { opensOrder } from '../../access/order-tokens.ts';
import type { Order } from '../../domain/order.ts';
import type { SubscriptionResolvers } from '../../generated/resolvers.ts';
import { orderTopic } from '../../live/topics.ts';
import { listOrdersByIds } from '../../storage/orders.ts';

export const orderUpdated: SubscriptionResolvers['orderUpdated'] = {
  subscribe(_parent, args, { config, ephemeral, reader, viewer }) {
    // Whoever brings nothing to be known by is told so, whatever the id.
    if (!args.accessToken) requireUser(viewer);
    const id = parseId('ord', args.id);
    if (!id) throw nothingToFollow();
    const opened = new Set(opensOrder(config.ORDER_TOKEN_SECRET, id, args.accessToken) ? [id] : []);
    const load = async (): Promise<Order | null> => (await listOrdersByIds(reader, viewer, [id], opened))[0] ?? null;
    return followLive<Order>({
      pubsub: ephemeral.pubsub,
      topic: orderTopic(id),
      snapshot: async () => {
        const order = await load();
        return order && [order];
      },
      load,
      identify: (order) => order,
    });
  },
  resolve: (order: Order) => order,
};
