import { actingUser } from '@bazaar/identity/acting-user';
import { can } from '@bazaar/identity/roles';
import { parseId } from '@bazaar/ids/id';
import type { UserResolvers } from '../generated/resolvers.ts';
import { listBuyersOrders } from './list-orders.ts';

export const User: UserResolvers = {
  orders(user, args, context) {
    const id = parseId('usr', user.id);
    const isSelf = actingUser(context.viewer)?.userId === id;
    if (!id || !(isSelf || can(context.viewer, 'order.read.any'))) return null;
    return listBuyersOrders(context, id, args);
  },
};
