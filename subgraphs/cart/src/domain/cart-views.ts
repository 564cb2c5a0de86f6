import type { PricedCart, PricedGroup, PricedLine } from './price-cart.ts';
import type { ShippingMethod } from './shipping-strategy.ts';

/** A line within its cart, which has the currency. */
export interface CartLineView {
  readonly priced: PricedCart;
  readonly line: PricedLine;
}

/** A vendor's group within its cart. */
export interface CartGroupView {
  readonly priced: PricedCart;
  readonly group: PricedGroup;
}

/** A shipping method within its cart. */
export interface ShippingMethodView {
  readonly priced: PricedCart;
  readonly method: ShippingMethod;
}
