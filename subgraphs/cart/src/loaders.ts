import { actingUser } from '@bazaar/identity/acting-user';
import type { UserId } from '@bazaar/ids/kinds';
import type { SubgraphContext } from '@bazaar/subgraph/context';
import DataLoader from 'dataloader';
import type { CartServices } from './context.ts';
import type { CartConfig } from './config.ts';
import type { PricedCart } from './domain/price-cart.ts';
import { priceWithCatalog } from './operations/price-with-catalog.ts';
import { listCartsByBuyers } from './storage/carts.ts';

export interface CartLoaders {
  /** The cart that the user touched last; null for anyone but the viewer. */
  readonly cartByBuyer: DataLoader<UserId, PricedCart | null>;
}

export function createLoaders(
  base: SubgraphContext<CartConfig>,
  services: Pick<CartServices, 'tax' | 'shipping'>,
): CartLoaders {
  return {
    cartByBuyer: new DataLoader(async (buyerIds) => {
      const viewer = actingUser(base.viewer)?.userId;
      const own = buyerIds.filter((id) => id === viewer);
      const carts = own.length > 0 ? await listCartsByBuyers(base.reader, own, base.now()) : [];
      const latest = carts.at(0)?.at(0);
      const priced = latest ? await priceWithCatalog({ ...base, ...services }, latest) : null;
      return buyerIds.map((id) => (id === viewer ? priced : null));
    }),
  };
}
