import {
  AddToCartDocument,
  CancelOrderDocument,
  CartPageDocument,
  CheckoutStatusDocument,
  CreateCartDocument,
  MarkDeliveredDocument,
  OrderHistoryDocument,
  OrderPageDocument,
  RegisterDocument,
  ShipDocument,
  SignOutDocument,
  StartCheckoutDocument,
  StartProcessingDocument,
  UpdateCartLinesDocument,
  VendorOrdersDocument,
  type CartFieldsFragment,
} from '@bazaar/client/generated/operations';
import { newId } from '@bazaar/ids/id';
import { findUserErrorProblems } from '@bazaar/testkit/find-user-error-problems';
import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { buildSchema, print, type DocumentNode } from 'graphql';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { inSeconds, resign } from './support/access-token.ts';
import { ask, type Answer } from './support/ask.ts';
import type { TestOffer } from './support/goods.ts';
import { openRawSocket } from './support/raw-socket.ts';
import { PASSWORD } from './support/seed-market.ts';
import { ADDRESS, buy, checkoutInput, fillCart, guest, registerShopper, type Shopper } from './support/shopping.ts';
import { startMarket, type Market } from './support/start-market.ts';

/** What clients see of the marketplace. */
const API = buildSchema(readFileSync(new URL('../../schema/api.graphql', import.meta.url), 'utf8'));

let market: Market;
let offer: TestOffer;
let shopper: Shopper;
let stranger: Shopper;
/** The stranger's. */
let foreign: { readonly cart: CartFieldsFragment; readonly orderId: string; readonly checkoutId: string };

beforeAll(async () => {
  market = await startMarket();
  offer = await market.offer(market.vendors[0], { stock: 100, amount: 1_500 });
  [shopper, stranger] = await Promise.all([registerShopper(market.url), registerShopper(market.url)]);
  const bought = await buy(stranger, await fillCart(stranger, [{ offer, quantity: 1 }]));
  foreign = {
    cart: await fillCart(stranger, [{ offer, quantity: 1 }]),
    orderId: bought.order?.id ?? '',
    checkoutId: bought.id,
  };
});
afterAll(() => market?.stop());

interface Refusal {
  readonly code: string;
  readonly field: readonly string[] | null;
}

/**
 * Runs a mutation, which must be answered with user errors and nothing else, and returns the first of them. Their fields must be there in the
 * mutation's input.
 */
async function refusal(document: DocumentNode, input: object, who: Pick<Shopper, 'token'> = shopper): Promise<Refusal> {
  const { data, errors, text } = await ask(market.url, print(document), { input }, who.token);
  expect(errors, text).toEqual([]);
  expect(findUserErrorProblems(API, print(document), data)).toEqual([]);
  // A mutation's payload has user errors.
  const [payload] = Object.values(data ?? {}) as { userErrors: Refusal[] }[];
  const [first] = payload?.userErrors ?? [];
  if (!first) throw new Error(`It was not refused: ${text}`);
  return { code: first.code, field: first.field };
}

describe('ids that are unknown, unreadable or somebody else’s', () => {
  const UNKNOWN = {
    'an unknown': (prefix: string) => newId(prefix),
    'an unreadable': () => 'nonsense',
    'another kind of': () => newId('adr'),
  };

  describe.each(Object.entries(UNKNOWN))('%s id', (_, idOf) => {
    it('of an offer or cart is named when something is put into a cart', async () => {
      const cart = await fillCart(shopper, [{ offer, quantity: 1 }]);
      expect(
        await refusal(AddToCartDocument, { cartId: cart.id, lines: [{ offerId: idOf('off'), quantity: 1 }] }),
      ).toEqual({ code: 'OFFER_NOT_FOUND', field: ['lines', '0', 'offerId'] });
      expect(
        await refusal(AddToCartDocument, { cartId: idOf('crt'), lines: [{ offerId: offer.id, quantity: 1 }] }),
      ).toEqual({ code: 'CART_NOT_FOUND', field: ['cartId'] });
      expect(
        await refusal(UpdateCartLinesDocument, { cartId: cart.id, lines: [{ cartLineId: idOf('cln'), quantity: 1 }] }),
      ).toEqual({ code: 'CART_LINE_NOT_FOUND', field: ['lines', '0', 'cartLineId'] });
    });

    it('of an order, a part or a parcel is named', async () => {
      const key = { idempotencyKey: randomUUID() };
      const owner = { token: await vendorToken() };
      expect(await refusal(CancelOrderDocument, { ...key, orderId: idOf('ord') })).toEqual({
        code: 'ORDER_NOT_FOUND',
        field: ['orderId'],
      });
      expect(await refusal(StartProcessingDocument, { vendorOrderId: idOf('vor') }, owner)).toEqual({
        code: 'VENDOR_ORDER_NOT_FOUND',
        field: ['vendorOrderId'],
      });
      expect(
        await refusal(ShipDocument, { ...key, vendorOrderId: idOf('vor'), carrier: 'X', trackingNumber: '1' }, owner),
      ).toEqual({ code: 'VENDOR_ORDER_NOT_FOUND', field: ['vendorOrderId'] });
      expect(await refusal(MarkDeliveredDocument, { shipmentId: idOf('shp') }, owner)).toEqual({
        code: 'SHIPMENT_NOT_FOUND',
        field: ['shipmentId'],
      });
    });

    it('is simply nothing in a query', async () => {
      const { client } = shopper;
      expect(await client.request(OrderPageDocument, { id: idOf('ord') })).toEqual({ order: null });
      expect(await client.request(CheckoutStatusDocument, { id: idOf('chk') })).toEqual({ checkout: null });
      expect(await client.request(CartPageDocument, { id: idOf('crt') })).toEqual({ cart: null });
      const answer = await ask(
        market.url,
        `query ($vendor: ID!, $product: ID!, $user: ID!) { vendor(id: $vendor) { id } product(id: $product) { id } user(id: $user) { id } }`,
        { vendor: idOf('vnd'), product: idOf('prd'), user: idOf('usr') },
      );
      expect(answer).toMatchObject({ status: 200, data: { vendor: null, product: null, user: null }, errors: [] });
    });
  });

  it('somebody else’s cart, checkout and order read as not found', async () => {
    const { cart, orderId, checkoutId } = foreign;
    const lines = [{ offerId: offer.id, quantity: 1 }];
    expect(await refusal(AddToCartDocument, { cartId: cart.id, lines })).toEqual({
      code: 'CART_NOT_FOUND',
      field: ['cartId'],
    });
    expect(await refusal(CancelOrderDocument, { idempotencyKey: randomUUID(), orderId })).toEqual({
      code: 'ORDER_NOT_FOUND',
      field: ['orderId'],
    });
    for (const who of [shopper, guest(market.url)]) {
      expect(await who.client.request(OrderPageDocument, { id: orderId })).toEqual({ order: null });
      expect(await who.client.request(CheckoutStatusDocument, { id: checkoutId })).toEqual({ checkout: null });
      expect(await who.client.request(CartPageDocument, { id: cart.id })).toEqual({ cart: null });
    }
    const { checkoutStart } = await shopper.client.request(StartCheckoutDocument, {
      input: checkoutInput(shopper, cart),
    });
    expect([...(checkoutStart?.userErrors ?? []), checkoutStart?.checkout?.failure]).toContainEqual(
      expect.objectContaining({ code: 'CART_NOT_FOUND', field: ['cartId'] }),
    );
  });

  it('a guest’s cart opens for nobody without its signature', async () => {
    const cart = await fillCart(guest(market.url), [{ offer, quantity: 1 }]);
    const [plain] = cart.id.split('.');
    for (const id of [plain ?? '', `${plain}.forged`, `${cart.id}x`])
      for (const who of [guest(market.url), shopper])
        expect(await who.client.request(CartPageDocument, { id })).toEqual({ cart: null });
  });

  it('a vendor’s orders and parts are nobody else’s', async () => {
    const [alpine, blue] = market.vendors;
    const { vendorOrders } = await shopper.client.request(VendorOrdersDocument, { vendorId: alpine.id, first: 5 });
    expect(vendorOrders).toBeNull();
    const [part] = await market.sql<{ id: string }>('orders', 'select id from vendor_order limit 1');
    expect(part).toBeDefined();
    const { order } = await stranger.client.request(OrderPageDocument, { id: foreign.orderId });
    const vendorOrderId = order?.vendorOrders[0]?.id ?? '';
    expect(
      await refusal(StartProcessingDocument, { vendorOrderId }, { token: await vendorToken(blue.owner.email) }),
    ).toEqual({ code: 'VENDOR_ORDER_NOT_FOUND', field: ['vendorOrderId'] });
  });
});

describe('values that cannot be', () => {
  it.each([0, -1, -2_147_483_648, 2_147_483_647])('a quantity of %i', async (quantity) => {
    const cart = await ownedCart();
    expect(await refusal(AddToCartDocument, { cartId: cart.id, lines: [{ offerId: offer.id, quantity }] })).toEqual({
      code: expect.stringMatching(/QUANTITY_INVALID|OFFER_OUT_OF_STOCK/),
      field: ['lines', '0', 'quantity'],
    });
  });

  it('a region, and so a currency, that is not served', async () => {
    expect(await refusal(CreateCartDocument, { regionCode: 'XX' })).toEqual({
      code: 'REGION_NOT_FOUND',
      field: ['regionCode'],
    });
  });

  it('an offer without a price in the cart’s currency', async () => {
    const { cartCreate } = await shopper.client.request(CreateCartDocument, { input: { regionCode: 'EU' } });
    const lines = [{ offerId: offer.id, quantity: 1 }];
    expect(await refusal(AddToCartDocument, { cartId: cartCreate?.cart?.id ?? '', lines })).toEqual({
      code: 'CURRENCY_NOT_SUPPORTED',
      field: ['lines', '0', 'offerId'],
    });
  });

  it('a currency that does not exist, or is not the cart’s', async () => {
    const cart = await ownedCart();
    const input = checkoutInput(shopper, cart);
    const total = (currency: string) => ({ ...input, expectedTotal: { ...input.expectedTotal, currency } });
    expect(await refusal(StartCheckoutDocument, total('XXQ'))).toEqual({
      code: 'CURRENCY_INVALID',
      field: ['expectedTotal', 'currency'],
    });
    expect(await startFailure({ ...total('EUR'), idempotencyKey: randomUUID() })).toMatchObject({
      code: 'CURRENCY_MISMATCH',
      field: ['expectedTotal', 'currency'],
    });
  });

  it('a country that does not exist, or is not served', async () => {
    const cart = await ownedCart();
    const to = (country: string, postalCode: string) =>
      checkoutInput(shopper, cart, { shippingAddress: { ...ADDRESS, country, postalCode } });
    expect(await refusal(StartCheckoutDocument, to('ZZ', '1'))).toEqual({
      code: 'COUNTRY_INVALID',
      field: ['shippingAddress', 'country'],
    });
    expect(await startFailure(to('JP', '100-0001'))).toMatchObject({
      code: 'COUNTRY_NOT_SUPPORTED',
      field: ['shippingAddress', 'country'],
    });
    expect((await shopper.client.request(CartPageDocument, { id: cart.id })).cart).toMatchObject({
      version: cart.version,
      isFrozen: false,
    });
  });

  it.each(['', 'nobody', 'a@', '@example.com', 'a b@example.com', `${'a'.repeat(300)}@example.com`])(
    'the e-mail address “%s”',
    async (email) => {
      const names = { firstName: 'Sam', lastName: 'Shopper', password: PASSWORD };
      expect(await refusal(RegisterDocument, { email, ...names }, guest(market.url))).toEqual({
        code: 'EMAIL_INVALID',
        field: ['email'],
      });
      const someone = guest(market.url);
      const cart = await fillCart(someone, [{ offer, quantity: 1 }]);
      expect(await refusal(StartCheckoutDocument, { ...checkoutInput(someone, cart), email }, someone)).toEqual({
        code: expect.stringMatching(/EMAIL_INVALID|EMAIL_REQUIRED/),
        field: ['email'],
      });
    },
  );

  it.each(['nonsense', '', Buffer.from('[1,2,3]').toString('base64url'), 'eyJpZCI6Im9yZF94In0'])(
    'the cursor “%s”',
    async (after) => {
      const answers = await Promise.all([
        ask(market.url, print(OrderHistoryDocument), { first: 5, after }, shopper.token),
        ask(market.url, `query ($after: String) { products(first: 5, after: $after) { nodes { id } } }`, { after }),
        ask(market.url, `query ($after: String) { vendors(first: 5, after: $after) { edges { cursor } } }`, { after }),
      ]);
      for (const { errors, text } of answers)
        expect(errors, text).toMatchObject([{ extensions: { code: 'BAD_USER_INPUT', field: ['after'] } }]);
    },
  );

  it.each([-1, 101])('a page of %i', async (first) => {
    const { errors } = await ask(market.url, print(OrderHistoryDocument), { first }, shopper.token);
    expect(errors).toMatchObject([{ path: ['myOrders'], extensions: { code: 'BAD_USER_INPUT', field: ['first'] } }]);
  });
});

describe('a cart that is not what the shopper saw', () => {
  it('at a stale version is refused, and stays as it is', async () => {
    const cart = await ownedCart();
    const change = { cartId: cart.id, expectedVersion: cart.version - 1 };
    expect(await refusal(AddToCartDocument, { ...change, lines: [{ offerId: offer.id, quantity: 1 }] })).toEqual({
      code: 'CART_VERSION_STALE',
      field: ['expectedVersion'],
    });
    expect(await startFailure(checkoutInput(shopper, { ...cart, version: cart.version - 1 }))).toMatchObject({
      code: 'CART_VERSION_STALE',
      field: ['expectedVersion'],
      cartVersion: cart.version,
    });
    expect((await shopper.client.request(CartPageDocument, { id: cart.id })).cart).toEqual(cart);
  });

  it('with a changed price is refused with what it comes to now, and stays as it is', async () => {
    const [alpine] = market.vendors;
    const dear = await market.offer(alpine, { stock: 5, amount: 1_000 });
    const buyer = await registerShopper(market.url);
    const cart = await fillCart(buyer, [{ offer: dear, quantity: 1 }]);
    await setPrice(dear, 1_200);

    const failure = await startFailure(checkoutInput(buyer, cart), buyer);
    expect(failure).toMatchObject({
      code: 'TOTAL_CHANGED',
      field: ['expectedTotal'],
      total: { amount: cart.total.amount + 210 },
    });
    const { cart: now } = await buyer.client.request(CartPageDocument, { id: cart.id });
    expect(now).toMatchObject({
      version: cart.version,
      isFrozen: false,
      total: { amount: cart.total.amount + 210 },
      warnings: [{ code: 'PRICE_CHANGED' }],
    });
  });

  it('with stock that is gone is refused by line, and stays as it is', async () => {
    const scarce = await market.offer(market.vendors[1], { stock: 1, amount: 1_000 });
    const [first, second] = await Promise.all([registerShopper(market.url), registerShopper(market.url)]);
    const cart = await fillCart(second, [{ offer: scarce, quantity: 1 }]);
    await buy(first, await fillCart(first, [{ offer: scarce, quantity: 1 }]));

    const failure = await startFailure(checkoutInput(second, cart), second);
    expect(failure).toMatchObject({
      code: expect.stringMatching(/^(OFFER_OUT_OF_STOCK|CART_LINE_NOT_PURCHASABLE)$/),
      field: ['cartId'],
      problems: [{ code: 'OFFER_OUT_OF_STOCK', available: 0, offer: { id: scarce.id } }],
    });
    const { cart: now } = await second.client.request(CartPageDocument, { id: cart.id });
    expect(now).toMatchObject({ version: cart.version, isFrozen: false, warnings: [{ code: 'OFFER_OUT_OF_STOCK' }] });
    const lines = [{ offerId: scarce.id, quantity: 1 }];
    expect(await refusal(AddToCartDocument, { cartId: cart.id, lines }, second)).toEqual({
      code: 'OFFER_OUT_OF_STOCK',
      field: ['lines', '0', 'quantity'],
    });
  });

  it('under a key that was used for something else is refused', async () => {
    const buyer = await registerShopper(market.url);
    const input = checkoutInput(buyer, await fillCart(buyer, [{ offer, quantity: 1 }]), {
      paymentMethod: 'pm_card_visa',
    });
    await buyer.client.request(StartCheckoutDocument, { input });
    expect(await refusal(StartCheckoutDocument, { ...input, email: 'other@example.com' }, buyer)).toEqual({
      code: 'IDEMPOTENCY_KEY_REUSED',
      field: ['idempotencyKey'],
    });
  });
});

describe('a token that is not good', () => {
  const ME = '{ me { id } }';

  function expectRefused(answer: Answer): void {
    expect(answer.status).toBe(401);
    expect(answer.errors).toMatchObject([{ extensions: { code: 'UNAUTHENTICATED' } }]);
    expect(answer.data ?? null).toBeNull();
  }

  it.each([
    ['expired', { claims: { iat: inSeconds(-1_000), exp: inSeconds(-60) } }],
    ['forged', { forged: true }],
    ['meant for somebody else', { claims: { aud: 'elsewhere' } }],
    ['issued by somebody else', { claims: { iss: 'elsewhere' } }],
    ['of another kind', { typ: 'JWT' }],
    ['without an end', { claims: { exp: undefined } }],
  ])('because it is %s → UNAUTHENTICATED, over HTTP and WebSocket', async (_, changes) => {
    const good = shopper.token ?? '';
    expect((await ask(market.url, ME, {}, await resign(market, good, {}))).data).toMatchObject({
      me: { id: shopper.userId },
    });
    const bad = await resign(market, good, changes);
    expectRefused(await ask(market.url, ME, {}, bad));
    expect(await (await openRawSocket(market.url, bad)).closed()).toBe(4403);
  });

  it.each(['nonsense', 'a.b.c', 'eyJhbGciOiJub25lIn0.eyJzdWIiOiJ1c3JfMSJ9.'])('because it is “%s”', async (token) => {
    expectRefused(await ask(market.url, ME, {}, token));
  });

  it('because its session was signed out → refused at once, and its sockets are closed', async () => {
    const leaving = await registerShopper(market.url);
    const socket = await openRawSocket(market.url, leaving.token);
    socket.subscribe('1', 'subscription { myOrdersUpdated { id } }', {});

    const { sessionSignOut } = await leaving.client.request(SignOutDocument);
    expect(sessionSignOut?.userErrors).toEqual([]);

    expectRefused(await ask(market.url, ME, {}, leaving.token));
    expect(await socket.closed()).toBe(4403);
    expect(await (await openRawSocket(market.url, leaving.token)).closed()).toBe(4403);
  });

  it('without any, what needs an identity says so and the rest works', async () => {
    const { data, errors } = await ask(market.url, '{ me { id } myOrders { edges { cursor } } regions { code } }');
    expect(data).toMatchObject({ me: null, myOrders: null, regions: [{}, {}] });
    expect(errors).toMatchObject([{ path: ['myOrders'], extensions: { code: 'UNAUTHORIZED_FIELD_OR_TYPE' } }]);
  });
});

async function ownedCart(): Promise<CartFieldsFragment> {
  return fillCart(shopper, [{ offer, quantity: 1 }]);
}

async function vendorToken(email = market.vendors[0].owner.email): Promise<string> {
  const { data } = await ask(
    market.url,
    'mutation ($input: UserSignInInput!) { userSignIn(input: $input) { tokens { accessToken } } }',
    { input: { email, password: PASSWORD } },
  );
  // The document asks for exactly this.
  const { userSignIn } = data as unknown as { userSignIn: { tokens: { accessToken: string } } };
  return userSignIn.tokens.accessToken;
}

/** Starts a checkout that is accepted and then fails, and returns why: the same as its user error tells. */
async function startFailure(input: object, who: Shopper = shopper) {
  // Variables are checked by the gateway.
  const { checkoutStart } = await who.client.request(StartCheckoutDocument, { input: input as never });
  const failure = checkoutStart?.checkout?.failure;
  if (!failure) throw new Error(`It did not fail: ${JSON.stringify(checkoutStart)}`);
  const { code, field } = failure;
  expect(checkoutStart.userErrors).toMatchObject([{ code, field }]);
  return failure;
}

async function setPrice(changed: TestOffer, amount: number): Promise<void> {
  const { errors, text } = await ask(
    market.url,
    'mutation ($input: OfferSetPricesInput!) { offerSetPrices(input: $input) { userErrors { code } } }',
    { input: { offerId: changed.id, prices: [{ amount, currency: 'USD' }] } },
    await vendorToken(),
  );
  expect(errors, text).toEqual([]);
}
