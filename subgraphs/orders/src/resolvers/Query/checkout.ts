import { parseId } from '@bazaar/ids/id';
import { opensOrder } from '../../access/order-tokens.ts';
import { orderIdOf } from '../../domain/checkout-ids.ts';
import type { QueryResolvers } from '../../generated/resolvers.ts';
import { findCheckout } from '../../storage/orders.ts';

export const checkout: QueryResolvers['checkout'] = async (_parent, args, { config, reader, viewer, loaders }) => {
  const id = parseId('chk', args.id);
  if (!id) return null;
  const opened = opensOrder(config.ORDER_TOKEN_SECRET, id, args.accessToken);
  if (opened) loaders.opened.add(orderIdOf(id));
  return findCheckout(reader, viewer, id, opened);
};
