import type { CartErrorCode, CartUserError } from './generated/resolvers.ts';
import type { QuantityProblem } from './domain/quantity-rules.ts';
import type { ChangeRefusal } from './operations/change-cart.ts';

/** What each problem is called in the API, and what it says to people. */
const ERRORS = {
  notFound: ['CART_NOT_FOUND', 'There is no such cart.'],
  versionStale: ['CART_VERSION_STALE', 'The cart has changed meanwhile. Look at it again.'],
  frozen: ['CART_FROZEN', 'A checkout of this cart is under way.'],
  regionNotFound: ['REGION_NOT_FOUND', 'There is no such region.'],
  offerNotFound: ['OFFER_NOT_FOUND', 'There is no such offer.'],
  offerUnavailable: ['OFFER_UNAVAILABLE', 'This offer cannot be bought now.'],
  currencyNotSupported: ['CURRENCY_NOT_SUPPORTED', 'This offer has no price in the currency of the cart.'],
  outOfStock: ['OFFER_OUT_OF_STOCK', 'Not enough units are left.'],
  quantityInvalid: ['QUANTITY_INVALID', 'This quantity is not possible.'],
  lineNotFound: ['CART_LINE_NOT_FOUND', 'There is no such line in this cart.'],
  tooManyLines: ['CART_LINE_LIMIT_REACHED', 'The cart is full.'],
  vendorNotInCart: ['VENDOR_NOT_FOUND', 'The cart holds nothing of this vendor.'],
  methodNotFound: ['SHIPPING_METHOD_NOT_FOUND', 'The goods cannot be sent this way.'],
} as const satisfies Record<string, readonly [CartErrorCode, string]>;

/** One problem as the API tells it; `field` is the path of the input field at fault. */
export function userError(kind: keyof typeof ERRORS, ...field: readonly string[]): CartUserError {
  const [code, message] = ERRORS[kind];
  return { code, message, field: field.length > 0 ? field : null };
}

/** What stops every change alike, at its field. */
export function refusalError({ kind }: ChangeRefusal): CartUserError {
  return kind === 'versionStale' ? userError(kind, 'expectedVersion') : userError(kind, 'cartId');
}

/** A problem with a quantity or an offer, with the numbers that help. */
export function quantityError(problem: QuantityProblem, ...field: readonly string[]): CartUserError {
  const error = userError(problem.kind, ...field);
  switch (problem.kind) {
    case 'quantityInvalid':
      return { ...error, message: `Between ${problem.min} and ${problem.max} units are possible.` };
    case 'outOfStock':
      return { ...error, message: `Only ${problem.available} units are left.` };
    case 'offerUnavailable':
    case 'currencyNotSupported':
      return error;
  }
}
