import { connect } from '@bazaar/bazaar/demo/people';
import type { BazaarClient } from '@bazaar/client/create-bazaar-client';
import {
  AddToCartDocument,
  CheckoutStatusDocument,
  CompleteCheckoutDocument,
  CreateCartDocument,
  OrderPageDocument,
  RegisterDocument,
  StartCheckoutDocument,
  type CartFieldsFragment,
  type CheckoutFieldsFragment,
  type CheckoutStartInput,
  type OrderPageQuery,
} from '@bazaar/client/generated/operations';
import { randomUUID } from 'node:crypto';
import { until } from './until.ts';

export interface Shopper {
  readonly client: BazaarClient;
  /** Null for guests. */
  readonly token: string | null;
  readonly email: string;
  readonly userId: string | null;
}

/** Registers somebody new. */
export async function registerShopper(url: string): Promise<Shopper> {
  const email = `shopper-${randomUUID()}@example.com`;
  const { userRegister } = await connect(url, null).request(RegisterDocument, {
    input: { email, password: 'a password for tests', firstName: 'Sam', lastName: 'Shopper' },
  });
  const token = userRegister?.tokens?.accessToken;
  if (!token || !userRegister?.user) throw new Error(`Not registered: ${JSON.stringify(userRegister?.userErrors)}`);
  return { client: connect(url, token), token, email, userId: userRegister.user.id };
}

/** Somebody who does not sign in. */
export function guest(url: string): Shopper {
  return { client: connect(url, null), token: null, email: 'guest@example.com', userId: null };
}

/** Makes a cart and puts something in. */
export async function fillCart(
  { client }: Shopper,
  wants: readonly { readonly offer: { readonly id: string }; readonly quantity: number }[],
): Promise<CartFieldsFragment> {
  const { cartCreate } = await client.request(CreateCartDocument, { input: { regionCode: 'US' } });
  const cartId = cartCreate?.cart?.id;
  if (!cartId) throw new Error(`No cart: ${JSON.stringify(cartCreate?.userErrors)}`);
  const lines = wants.map(({ offer, quantity }) => ({ offerId: offer.id, quantity }));
  const { cartAddLines } = await client.request(AddToCartDocument, { input: { cartId, lines } });
  if (!cartAddLines?.cart || cartAddLines.userErrors.length > 0)
    throw new Error(`Not in the cart: ${JSON.stringify(cartAddLines?.userErrors)}`);
  return cartAddLines.cart;
}

export const ADDRESS = {
  firstName: 'Sam',
  lastName: 'Shopper',
  line1: '1 Market Street',
  city: 'Springfield',
  region: 'IL',
  postalCode: '62701',
  country: 'US',
};

/** What starts a checkout of `cart` as the shopper sees it now. */
export function checkoutInput(
  shopper: Shopper,
  cart: Pick<CartFieldsFragment, 'id' | 'version' | 'total'>,
  more: Partial<CheckoutStartInput> = {},
): CheckoutStartInput {
  return {
    idempotencyKey: randomUUID(),
    cartId: cart.id,
    expectedVersion: cart.version,
    expectedTotal: { amount: cart.total.amount, currency: cart.total.currency },
    shippingAddress: ADDRESS,
    ...(shopper.token === null && { email: shopper.email }),
    ...more,
  };
}

/** Starts a checkout and returns it as it is then. @throws when the input is refused. */
export async function startCheckout({ client }: Shopper, input: CheckoutStartInput): Promise<CheckoutFieldsFragment> {
  const { checkoutStart } = await client.request(StartCheckoutDocument, { input });
  if (!checkoutStart?.checkout) throw new Error(`No checkout: ${JSON.stringify(checkoutStart?.userErrors)}`);
  return checkoutStart.checkout;
}

/** Asks the marketplace to look at the payment now. */
export async function completeCheckout(
  { client }: Shopper,
  { id, accessToken }: Pick<CheckoutFieldsFragment, 'id' | 'accessToken'>,
): Promise<CheckoutFieldsFragment> {
  const { checkoutComplete } = await client.request(CompleteCheckoutDocument, {
    input: { checkoutId: id, accessToken },
  });
  if (!checkoutComplete?.checkout) throw new Error(`No checkout: ${JSON.stringify(checkoutComplete?.userErrors)}`);
  return checkoutComplete.checkout;
}

/** Waits until a checkout has come to an end. */
export function settledCheckout(
  { client }: Shopper,
  { id, accessToken }: Pick<CheckoutFieldsFragment, 'id' | 'accessToken'>,
): Promise<CheckoutFieldsFragment> {
  return until(`${id} comes to an end`, async () => {
    const { checkout } = await client.request(CheckoutStatusDocument, { id, accessToken });
    return checkout && ['CONFIRMED', 'FAILED', 'EXPIRED', 'CANCELLED'].includes(checkout.status) ? checkout : null;
  });
}

/** Buys what is in the cart with a test card, and returns the confirmed checkout. */
export async function buy(
  shopper: Shopper,
  cart: CartFieldsFragment,
  paymentMethod = 'pm_card_visa',
): Promise<CheckoutFieldsFragment> {
  const checkout = await startCheckout(shopper, checkoutInput(shopper, cart, { paymentMethod }));
  const settled = await settledCheckout(shopper, checkout);
  if (settled.status !== 'CONFIRMED') throw new Error(`The checkout is ${settled.status}: ${settled.failure?.message}`);
  return settled;
}

/** The order as its buyer sees it. @throws when it is not theirs. */
export async function readOrder(
  { client }: Shopper,
  id: string | undefined,
): Promise<NonNullable<OrderPageQuery['order']>> {
  const { order } = await client.request(OrderPageDocument, { id: id ?? '' });
  if (!order) throw new Error(`${id} cannot be read by its buyer.`);
  return order;
}
