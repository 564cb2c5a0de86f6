import type { PricedCart, PricedGroup, PricedLine } from './price-cart.ts';
import type { ShippingOption } from './shipping-strategy.ts';

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

/** A shipping option within its cart. */
export interface ShippingOptionView {
  readonly priced: PricedCart;
  readonly option: ShippingOption;
}
