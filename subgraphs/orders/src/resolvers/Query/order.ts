import { parseId } from '@bazaar/ids/id';
import { opensOrder } from '../../access/order-tokens.ts';
import type { QueryResolvers } from '../../generated/resolvers.ts';

export const order: QueryResolvers['order'] = (_parent, args, { config, loaders }) => {
  const id = parseId('ord', args.id);
  if (!id) return null;
  if (opensOrder(config.ORDER_TOKEN_SECRET, id, args.accessToken)) loaders.opened.add(id);
  return loaders.orders.load(id);
};
