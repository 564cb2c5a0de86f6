import type { Checkout } from './checkout.ts';
import type { Quote } from './quote.ts';

/**
 * The quote of a checkout whose cart is frozen and whose order is not placed yet.
 * @throws Error in any other state.
 */
export function quoteOf(checkout: Checkout): Quote {
  if (!checkout.quote) throw new Error(`${checkout.id} has no quote in state ${checkout.state}.`);
  return checkout.quote;
}
