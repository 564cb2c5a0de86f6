import { connect } from '@bazaar/bazaar/demo/people';
import type { BazaarClient } from '@bazaar/client/create-bazaar-client';
import {
  AddToCartDocument,
  CancelOrderDocument,
  CartPageDocument,
  CategoryTreeDocument,
  CheckoutStatusDocument,
  CompleteCheckoutDocument,
  CreateCartDocument,
  LedgerDocument,
  MarkDeliveredDocument,
  MeDocument,
  MergeCartDocument,
  OrderHistoryDocument,
  OrderPageDocument,
  ProductPageDocument,
  RefreshSessionDocument,
  RegionsDocument,
  RegisterDocument,
  SearchPageDocument,
  ShipDocument,
  SignInDocument,
  SignOutDocument,
  StartCheckoutDocument,
  StartProcessingDocument,
  StatementDocument,
  UpdateCartLinesDocument,
  VendorListDocument,
  VendorOrdersDocument,
} from '@bazaar/client/generated/operations';
import { randomUUID } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { confirmInBrowser } from './support/browser.ts';
import { countPerRequest, type StatementCounter } from './support/count-per-request.ts';
import { PASSWORD } from './support/seed-market.ts';
import { buy, checkoutInput, fillCart, guest, readOrder } from './support/shopping.ts';
import { startMarket, type Market } from './support/start-market.ts';

/**
 * The most SQL statements that a named document of schema/operations may cost, over all subgraphs: without BEGIN and COMMIT, and without what
 * listeners do later. The first three and CHECKOUT are promises; the others are what they cost today.
 */
const CEILINGS = {
  ProductPage: 6,
  SearchPage: 4,
  AddToCart: 8,
  CancelOrder: 20,
  CartPage: 2,
  CategoryTree: 1,
  CheckoutStatus: 2,
  CompleteCheckout: 11,
  // Of somebody who has a cart: it is read and priced.
  CreateCart: 5,
  Ledger: 2,
  MarkDelivered: 8,
  Me: 3,
  MergeCart: 10,
  OrderHistory: 2,
  OrderPage: 5,
  RefreshSession: 7,
  Register: 6,
  Regions: 1,
  Ship: 12,
  SignIn: 6,
  SignOut: 2,
  StartCheckout: 20,
  StartProcessing: 5,
  Statement: 4,
  UpdateCartLines: 6,
  VendorList: 2,
  VendorOrders: 2,
} as const;
/** From pressing the button to an order that is paid: start, confirmation, capture. */
const CHECKOUT = 40;

let market: Market;
let counter: StatementCounter;

/** The statements of each request of a named document, in the order in which they were asked. */
type Day = Map<string, (readonly string[])[]>;
/**
 * The same day twice. On the first one every document is asked for the first time since the marketplace began: nothing is parsed, planned,
 * prepared or cached for it. On the second one everything is warm. No ceiling is for the warm day alone.
 */
const days = { 'cold, its first requests': new Map(), warm: new Map() } satisfies Record<string, Day>;
let today: Day = days['cold, its first requests'];

/** Whoever is at a checkout for longer than a second renews its lease, each second: that counts how busy this machine is. */
const RENEWAL = /^update checkout set leased_until = (?!null)/;

/** Runs one named document and keeps its statements. */
async function measure<Data>(name: string, work: () => Promise<Data>): Promise<Data> {
  await counter.take('/graphql');
  const data = await work();
  const statements = (await counter.take('/graphql')).filter((statement) => !RENEWAL.test(statement));
  today.set(name, [...(today.get(name) ?? []), statements]);
  return data;
}

function measured(client: BazaarClient): BazaarClient {
  return {
    ...client,
    request(document, ...variables) {
      const [definition] = document.definitions;
      const name = definition?.kind === 'OperationDefinition' ? definition.name?.value : undefined;
      return measure(name ?? '', () => client.request(document, ...variables));
    },
  };
}

/** A purchase with everything around it, in which each named document is asked. */
async function liveADay(): Promise<void> {
  const [alpine, blue] = market.vendors;
  const offers = await Promise.all([
    market.offer(alpine, { stock: 50, amount: 2_495 }),
    market.offer(blue, { stock: 50, amount: 1_033 }),
  ]);
  const wants = offers.map((offer) => ({ offerId: offer.id, quantity: 2 }));
  const email = `${randomUUID()}@example.com`;

  const anonymous = measured(connect(market.url, null));
  const names = { firstName: 'Sam', lastName: 'Shopper' };
  await anonymous.request(RegisterDocument, { input: { email, password: PASSWORD, ...names } });
  const { userSignIn } = await anonymous.request(SignInDocument, { input: { email, password: PASSWORD } });
  const { accessToken = '', refreshToken = '' } = userSignIn?.tokens ?? {};
  const shopper = { client: measured(connect(market.url, accessToken)), token: accessToken, email, userId: null };
  const unmeasured = { ...shopper, client: connect(market.url, accessToken) };
  const { client } = shopper;

  await client.request(SearchPageDocument, { query: 'thing', currency: 'USD', first: 20 });
  await client.request(ProductPageDocument, { slug: offers[0].slug, currency: 'USD' });
  await client.request(CategoryTreeDocument);
  await client.request(VendorListDocument);
  await client.request(RegionsDocument);
  const guestCart = await fillCart({ ...guest(market.url), client: anonymous }, [{ offer: offers[0], quantity: 1 }]);
  await client.request(CreateCartDocument, { input: { regionCode: 'US' } });
  await client.request(MergeCartDocument, { input: { guestCartId: guestCart.id } });
  const { cartCreate } = await client.request(CreateCartDocument, { input: { regionCode: 'US' } });
  const cartId = cartCreate?.cart?.id ?? '';
  const { cartAddLines } = await client.request(AddToCartDocument, { input: { cartId, lines: wants } });
  const line = cartAddLines?.cart?.groups[0]?.lines[0]?.id ?? '';
  await client.request(UpdateCartLinesDocument, { input: { cartId, lines: [{ cartLineId: line, quantity: 3 }] } });
  const { cart } = await client.request(CartPageDocument, { id: cartId });

  // The provider's own notifications would do some of the work that is counted here.
  await market.stripe.addDeliveryRule({ action: { kind: 'hold' } });
  const { checkoutStart } = await client.request(StartCheckoutDocument, { input: checkoutInput(shopper, cart!) });
  const checkout = checkoutStart!.checkout!;
  await confirmInBrowser(market.stripeUrl, checkout, 'pm_card_visa');
  const { checkoutComplete } = await client.request(CompleteCheckoutDocument, { input: { checkoutId: checkout.id } });
  expect(checkoutComplete?.checkout?.status).toBe('CONFIRMED');
  await market.stripe.clearDeliveryRules();
  await market.stripe.releaseDeliveries();
  await client.request(CheckoutStatusDocument, { id: checkout.id });
  const id = checkout.order?.id ?? '';
  await client.request(OrderPageDocument, { id });
  await client.request(OrderHistoryDocument, { first: 20 });

  const part = (await readOrder(unmeasured, id)).vendorOrders.find(({ vendorName }) => vendorName === alpine.name);
  const owner = measured((await market.signIn(alpine.owner)).client);
  await owner.request(VendorOrdersDocument, { vendorId: alpine.id, first: 20 });
  await owner.request(StartProcessingDocument, { input: { vendorOrderId: part?.id ?? '' } });
  const sent = { idempotencyKey: randomUUID(), vendorOrderId: part?.id ?? '', carrier: 'X', trackingNumber: '1' };
  const { shipmentCreate } = await owner.request(ShipDocument, { input: sent });
  await owner.request(MarkDeliveredDocument, { input: { shipmentId: shipmentCreate?.shipment?.id ?? '' } });
  await owner.request(StatementDocument, { vendorId: alpine.id, currency: 'USD', first: 20 });
  await measured((await market.signIn(market.admin)).client).request(LedgerDocument, {});

  const other = await buy(unmeasured, await fillCart(unmeasured, [{ offer: offers[1], quantity: 1 }]));
  await client.request(CancelOrderDocument, {
    input: { idempotencyKey: randomUUID(), orderId: other.order?.id ?? '' },
  });
  await client.request(MeDocument);
  await anonymous.request(RefreshSessionDocument, { input: { refreshToken } });
  await client.request(SignOutDocument);
}

beforeAll(async () => {
  market = await startMarket();
  counter = countPerRequest();
  await liveADay();
  await market.settled();
  today = days.warm;
  await liveADay();
});
afterAll(async () => {
  counter?.stop();
  await market?.stop();
});

describe.each(Object.entries<Day>(days))('%s', (_, day) => {
  it.each(Object.entries(CEILINGS))('%s costs at most %i statements', (name, ceiling) => {
    expect(day.has(name), `${name} was not measured`).toBe(true);
    for (const statements of day.get(name) ?? []) {
      expect(statements.length, `${name} was not counted`).toBeGreaterThan(0);
      expect(statements.length, statements.join('\n')).toBeLessThanOrEqual(ceiling);
    }
  });

  it(`a whole checkout costs at most ${CHECKOUT} statements`, () => {
    const statements = ['StartCheckout', 'CompleteCheckout'].flatMap((name) => day.get(name)?.flat() ?? []);
    expect(statements.length, statements.join('\n')).toBeLessThanOrEqual(CHECKOUT);
  });
});

it('every query and mutation of schema/operations has a ceiling', async () => {
  const folder = new URL('../../schema/operations/', import.meta.url);
  const files = (await readdir(folder)).filter((file) => file.endsWith('.graphql'));
  const texts = await Promise.all(files.map((file) => readFile(new URL(file, folder), 'utf8')));
  const names = texts.flatMap((text) => [...text.matchAll(/^(?:query|mutation) (\w+)/gm)].map(([, name = '']) => name));
  expect(Object.keys(CEILINGS).toSorted()).toEqual(names.toSorted());
});
