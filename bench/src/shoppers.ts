import { createBazaarClient, type BazaarClient } from '@bazaar/client/create-bazaar-client';
import {
  AddToCartDocument,
  CreateCartDocument,
  RegisterDocument,
  StartCheckoutDocument,
  CompleteCheckoutDocument,
  type CheckoutFieldsFragment,
} from '@bazaar/client/generated/operations';
import { randomUUID } from 'node:crypto';
import { WebSocket } from 'ws';
import { offerIdOf } from './generate-catalog.ts';

export interface Shopper {
  readonly client: BazaarClient;
  readonly token: string;
  readonly cartId: string;
}

/** Registers a shopper with an empty cart. */
export async function createShopper(url: string): Promise<Shopper> {
  const { userRegister } = await createBazaarClient({ url }).request(RegisterDocument, {
    input: {
      email: `bench-${randomUUID()}@example.com`,
      password: `bench ${randomUUID()}`,
      firstName: 'Bench',
      lastName: 'Mark',
    },
  });
  const token = userRegister?.tokens?.accessToken;
  if (!token) throw new Error('A shopper could not register.');
  const client = createBazaarClient({ url, token, webSocket: WebSocket });
  const { cartCreate } = await client.request(CreateCartDocument, { input: { regionCode: 'US' } });
  if (!cartCreate?.cart) throw new Error('A cart could not be created.');
  return { client, token, cartId: cartCreate.cart.id };
}

/** A shopper's cart with one line in it. */
export interface FilledCart {
  readonly token: string;
  readonly cartId: string;
  readonly cartLineId: string;
}

/** Registers a shopper with one unit of the fourth generated offer in the cart. */
export async function createFilledCart(url: string): Promise<FilledCart> {
  const { client, token, cartId } = await createShopper(url);
  const { cartAddLines } = await client.request(AddToCartDocument, {
    input: { cartId, lines: [{ offerId: offerIdOf(3), quantity: 1 }] },
  });
  const line = cartAddLines?.cart?.groups[0]?.lines[0];
  if (!line) throw new Error('A cart could not be filled.');
  return { token, cartId, cartLineId: line.id };
}

/** A whole journey: the two offers of generated product `number` into the cart, checkout, payment. Returns the order's id. */
export async function buy({ client, cartId }: Shopper, number: number): Promise<string> {
  const { cartAddLines } = await client.request(AddToCartDocument, {
    input: {
      cartId,
      lines: [
        { offerId: offerIdOf(number * 2), quantity: 1 },
        { offerId: offerIdOf(number * 2 + 1), quantity: 2 },
      ],
    },
  });
  const cart = cartAddLines?.cart;
  if (!cart) throw new Error(`The cart could not be filled: ${JSON.stringify(cartAddLines?.userErrors)}`);
  const { checkoutStart } = await client.request(StartCheckoutDocument, {
    input: {
      idempotencyKey: randomUUID(),
      cartId,
      expectedVersion: cart.version,
      expectedTotal: { amount: cart.total.amount, currency: cart.total.currency },
      paymentMethod: 'pm_card_visa',
      shippingAddress: {
        firstName: 'Bench',
        lastName: 'Mark',
        line1: '1 Market Street',
        city: 'Springfield',
        postalCode: '62701',
        country: 'US',
      },
    },
  });
  const started = checkoutStart?.checkout;
  if (!started) throw new Error(`The checkout could not start: ${JSON.stringify(checkoutStart?.userErrors)}`);
  const checkout = await complete(client, started, 100);
  if (checkout.status !== 'CONFIRMED' || !checkout.order) throw new Error(`The checkout is ${checkout.status}.`);
  return checkout.order.id;
}

async function complete(
  client: BazaarClient,
  checkout: CheckoutFieldsFragment,
  tries: number,
): Promise<CheckoutFieldsFragment> {
  if (checkout.status === 'CONFIRMED' || tries === 0) return checkout;
  const { checkoutComplete } = await client.request(CompleteCheckoutDocument, { input: { checkoutId: checkout.id } });
  return complete(client, checkoutComplete?.checkout ?? checkout, tries - 1);
}
