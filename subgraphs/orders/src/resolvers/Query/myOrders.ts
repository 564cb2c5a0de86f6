import { requireUser } from '@bazaar/identity/guards';
import type { QueryResolvers } from '../../generated/resolvers.ts';
import { listBuyersOrders } from '../list-orders.ts';

export const myOrders: QueryResolvers['myOrders'] = (_parent, args, context) =>
  listBuyersOrders(context, requireUser(context.viewer).userId, args);
