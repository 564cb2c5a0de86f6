import { parseId } from '@bazaar/ids/id';
import type { UserResolvers } from '../generated/resolvers.ts';

export const User: UserResolvers = {
  cart: ({ id }, _args, { loaders }) => {
    const userId = parseId('usr', id);
    return userId && loaders.cartByBuyer.load(userId);
  },
};
