import { defineSubgraph } from '@bazaar/subgraph/define-subgraph';
import { completeCart } from './commands/complete-cart.ts';
import { freezeCart } from './commands/freeze-cart.ts';
import { unfreezeCart } from './commands/unfreeze-cart.ts';
import { cartVariables } from './config.ts';
import { createContext, openServices } from './context.ts';
import { Cart } from './resolvers/Cart.ts';
import { CartLine } from './resolvers/CartLine.ts';
import { CartVendorGroup } from './resolvers/CartVendorGroup.ts';
import { cartAddLines } from './resolvers/Mutation/cartAddLines.ts';
import { cartCreate } from './resolvers/Mutation/cartCreate.ts';
import { cartMerge } from './resolvers/Mutation/cartMerge.ts';
import { cartRemoveLines } from './resolvers/Mutation/cartRemoveLines.ts';
import { cartSelectShipping } from './resolvers/Mutation/cartSelectShipping.ts';
import { cartUpdateLines } from './resolvers/Mutation/cartUpdateLines.ts';
import { cart as cartById } from './resolvers/Query/cart.ts';
import { regions } from './resolvers/Query/regions.ts';
import { ShippingMethod } from './resolvers/ShippingMethod.ts';
import { User } from './resolvers/User.ts';
import { CartLineTable, CartTable } from './storage/cart-table.ts';
import { deleteExpiredCarts } from './sweeps/delete-expired-carts.ts';
import { deleteUsedTickets } from './sweeps/delete-used-tickets.ts';

/** What someone intends to buy. */
export const cart = defineSubgraph({
  name: 'cart',
  root: new URL('../', import.meta.url),
  config: cartVariables,
  entities: [CartTable, CartLineTable],
  services: openServices,
  context: createContext,
  resolvers: {
    Query: { cart: cartById, regions },
    Mutation: { cartCreate, cartAddLines, cartUpdateLines, cartRemoveLines, cartSelectShipping, cartMerge },
    Cart,
    CartLine,
    CartVendorGroup,
    ShippingMethod,
    User,
  },
  commands: { 'cart.freezeCart': freezeCart, 'cart.unfreezeCart': unfreezeCart, 'cart.completeCart': completeCart },
  listeners: {},
  sweeps: [deleteExpiredCarts, deleteUsedTickets],
  rawRoutes: {},
});
