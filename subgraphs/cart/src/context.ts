import type { SigningSecrets } from '@bazaar/identity/signed-token';
import type { Platform, SubgraphContext } from '@bazaar/subgraph/context';
import type { CartConfig } from './config.ts';
import { flatShipping, type ShippingStrategy } from './domain/shipping-strategy.ts';
import { flatTax, type TaxStrategy } from './domain/tax-strategy.ts';
import { createLoaders, type CartLoaders } from './loaders.ts';

/** What lives as long as the process. */
export interface CartServices {
  readonly cartIdSecrets: SigningSecrets;
  readonly tax: TaxStrategy;
  readonly shipping: ShippingStrategy;
}

export interface CartContext extends SubgraphContext<CartConfig>, CartServices {
  readonly loaders: CartLoaders;
}

export function openServices({ config }: Platform<CartConfig>): Promise<CartServices> {
  return Promise.resolve({ cartIdSecrets: config.CART_ID_SECRET, tax: flatTax, shipping: flatShipping });
}

export function createContext(base: SubgraphContext<CartConfig>, services: CartServices): CartContext {
  return { ...base, ...services, loaders: createLoaders(base, services) };
}
