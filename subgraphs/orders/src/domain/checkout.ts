import type { CheckoutId, UserId } from '@bazaar/ids/kinds';
import type { CurrencyCode } from '@bazaar/money/currency';
import type { PostalAddress } from './postal-address.ts';
import type { Quote } from './quote.ts';
import type { PlacedPart } from './vendor-part.ts';

/**
 * Where a checkout stands. Forward: STARTED → CART_FROZEN → STOCK_RESERVED → ORDER_CREATED → AWAITING_PAYMENT → AUTHORIZED → ALLOCATED → CONFIRMED.
 * From anywhere before CONFIRMED it may turn to COMPENSATING, which undoes in reverse and ends as FAILED, EXPIRED or CANCELLED.
 */
export const CHECKOUT_STATES = [
  'STARTED',
  'CART_FROZEN',
  'STOCK_RESERVED',
  'ORDER_CREATED',
  'AWAITING_PAYMENT',
  'AUTHORIZED',
  'ALLOCATED',
  'CONFIRMED',
  'COMPENSATING',
  'FAILED',
  'EXPIRED',
  'CANCELLED',
] as const;

export type CheckoutState = (typeof CHECKOUT_STATES)[number];
export type CheckoutEnd = 'FAILED' | 'EXPIRED' | 'CANCELLED';

/** What the buyer asked for, checked. */
export interface CheckoutRequest {
  /** As the API has it: a guest's is signed. */
  readonly cartId: string;
  readonly expectedVersion: number;
  readonly expectedTotalAmount: number;
  readonly expectedCurrency: CurrencyCode;
  readonly email: string | null;
  readonly shippingAddress: PostalAddress | null;
  readonly billingAddress: PostalAddress;
  /** A provider's payment method to charge at once; null when the client confirms by itself. */
  readonly paymentMethod: string | null;
  readonly returnUrl: string | null;
}

/** A cart line that stands in the way. */
export interface LineProblem {
  readonly offerId: string;
  readonly code: 'OFFER_UNAVAILABLE' | 'OFFER_OUT_OF_STOCK' | 'QUANTITY_INVALID' | 'VENDOR_INACTIVE';
  /** Units that could be had; null when that is not the problem. */
  readonly available: number | null;
}

export type CheckoutFailureCode =
  | 'CART_NOT_FOUND'
  | 'CART_EMPTY'
  | 'CART_VERSION_STALE'
  | 'CART_FROZEN'
  | 'TOTAL_CHANGED'
  | 'CURRENCY_MISMATCH'
  | 'COUNTRY_NOT_SUPPORTED'
  | 'SHIPPING_ADDRESS_REQUIRED'
  | 'CART_LINE_NOT_PURCHASABLE'
  | 'OFFER_OUT_OF_STOCK'
  | 'PAYMENT_FAILED'
  | 'CHECKOUT_EXPIRED'
  | 'CHECKOUT_CANCELLED'
  | 'CHECKOUT_INTERRUPTED';

/** Why a checkout ended without an order. */
export interface CheckoutFailure {
  readonly code: CheckoutFailureCode;
  readonly message: string;
  /** The path of the field of `CheckoutStartInput` at fault, if one is. */
  readonly field: readonly string[] | null;
  readonly problems: readonly LineProblem[];
  /** What the cart comes to now, when that is the problem; minor units. */
  readonly totalAmount: number | null;
  /** The cart's version now, when that is the problem. */
  readonly cartVersion: number | null;
  /** The other checkout that holds the cart. */
  readonly checkoutId: string | null;
}

export interface Checkout {
  readonly id: CheckoutId;
  readonly caller: string;
  readonly idempotencyKey: string;
  readonly inputHash: Buffer;
  readonly input: CheckoutRequest;
  readonly buyerId: UserId | null;
  /** What its order is or would be called. */
  readonly orderNumber: string;
  readonly state: CheckoutState;
  readonly quote: Quote | null;
  readonly parts: readonly PlacedPart[] | null;
  readonly failure: CheckoutFailure | null;
  readonly endsAs: CheckoutEnd | null;
  readonly orderPlaced: boolean;
  readonly cancelRequested: boolean;
  readonly expiresAt: Date;
  readonly nextAt: Date | null;
  readonly leasedUntil: Date | null;
  readonly attempts: number;
  readonly version: number;
  readonly createdAt: Date;
}

/** The field of the input that a payment which fails is about: none when the client confirmed with a method of its own. */
export function fieldOfPayment({ paymentMethod }: CheckoutRequest): readonly string[] | null {
  return paymentMethod === null ? null : ['paymentMethod'];
}

/** Shapes a failure, leaving out what does not apply. */
export function checkoutFailure(
  code: CheckoutFailureCode,
  message: string,
  details: Partial<Omit<CheckoutFailure, 'code' | 'message'>> = {},
): CheckoutFailure {
  return {
    code,
    message,
    field: null,
    problems: [],
    totalAmount: null,
    cartVersion: null,
    checkoutId: null,
    ...details,
  };
}
