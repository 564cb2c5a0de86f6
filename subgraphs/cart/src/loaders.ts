import { actingUser } from '@bazaar/identity/acting-user';
import type { UserId } from '@bazaar/ids/kinds';
import type { SubgraphContext } from '@bazaar/subgraph/context';
import DataLoader from 'dataloader';
import type { CartServices } from './context.ts';
import type { CartConfig } from './config.ts';
import type { PricedCart } from './domain/price-cart.ts';
import { priceWithCatalog } from './operations/price-with-catalog.ts';
import { findCartOfBuyer } from './storage/carts.ts';

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
      // The only one whose cart the viewer may see, so one is asked for at most.
      const own = buyerIds.find((id) => id === viewer);
      const latest = own ? await findCartOfBuyer(base.reader, own, null, base.now()) : null;
      const priced = latest ? await priceWithCatalog({ ...base, ...services }, latest) : null;
      return buyerIds.map((id) => (id === viewer ? priced : null));
    }),
  };
}
