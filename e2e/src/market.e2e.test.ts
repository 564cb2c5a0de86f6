import { followOrder } from '@bazaar/bazaar/demo/follow-order';
import {
  CheckoutStatusDocument,
  FollowOrderDocument,
  FollowVendorOrdersDocument,
  LedgerDocument,
  OrderHistoryDocument,
  OrderPageDocument,
  ProductPageDocument,
  SearchPageDocument,
  StatementDocument,
  VendorOrdersDocument,
} from '@bazaar/client/generated/operations';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { expectBooksToAgree } from './support/books.ts';
import { confirmInBrowser } from './support/browser.ts';
import {
  buy,
  checkoutInput,
  completeCheckout,
  fillCart,
  guest,
  registerShopper,
  settledCheckout,
  startCheckout,
} from './support/shopping.ts';
import { startMarket, type Market } from './support/start-market.ts';
import { until } from './support/until.ts';
import { shipAndDeliver } from './support/vendor-work.ts';

let market: Market;

beforeAll(async () => {
  market = await startMarket();
});
afterAll(() => market?.stop());

async function twoOffers() {
  const [alpine, blue] = market.vendors;
  return Promise.all([
    market.offer(alpine, { stock: 10, amount: 2_495 }),
    market.offer(blue, { stock: 10, amount: 1_033 }),
  ]);
}

async function vendorBalance(vendorId: string): Promise<number> {
  const [row] = await market.sql<{ balance: number }>(
    'vendors',
    `select coalesce(-sum(balance), 0)::float as balance from ledger_account where kind = 'VENDOR_PAYABLE'
      and vendor_id = (select id from vendor where name = $1)`,
    [market.vendors.find(({ id }) => id === vendorId)?.name],
  );
  return row?.balance ?? 0;
}

async function books(): Promise<void> {
  await market.settled();
  await expectBooksToAgree((name) => market.database(name).reader, market.stripe);
}

describe('a purchase from two vendors', () => {
  it('goes from the search to two delivered parcels, told live, and every cent is accounted for', async () => {
    const [kettle, lamp] = await twoOffers();
    const balancesBefore = await Promise.all(market.vendors.map(({ id }) => vendorBalance(id)));
    const shopper = await registerShopper(market.url);

    const { products } = await shopper.client.request(SearchPageDocument, { query: kettle.title, currency: 'USD' });
    expect(products?.nodes.map(({ title }) => title)).toContain(kettle.title);
    const { product } = await shopper.client.request(ProductPageDocument, { slug: lamp.slug, currency: 'USD' });
    expect(product?.variants[0]?.offers.nodes[0]).toMatchObject({
      id: lamp.id,
      price: { amount: 1_033, currency: 'USD' },
      vendor: { name: 'Blue Harbor' },
    });

    const cart = await fillCart(shopper, [
      { offer: kettle, quantity: 1 },
      { offer: lamp, quantity: 3 },
    ]);
    expect(cart.groups.map(({ vendorName }) => vendorName).toSorted()).toEqual(['Alpine Supply', 'Blue Harbor']);
    // 24.95 + 3 × 10.33, 5.95 shipping for each vendor, 5 % on each line and each parcel, rounded one by one.
    expect(cart).toMatchObject({
      subtotal: { amount: 5_594 },
      shippingTotal: { amount: 1_190 },
      taxTotal: { amount: 125 + 155 + 30 + 30 },
      total: { amount: 5_594 + 1_190 + 340 },
      warnings: [],
    });

    const checkout = await startCheckout(shopper, checkoutInput(shopper, cart));
    expect(checkout).toMatchObject({ status: 'AWAITING_PAYMENT', failure: null, order: { status: 'PENDING' } });
    const followed = followOrder(shopper.client, checkout.order?.id ?? '', () => undefined);
    await followed.until(({ status }) => status === 'PENDING', 10_000);

    const confirmed = await confirmInBrowser(market.stripeUrl, checkout, 'pm_card_visa');
    expect(confirmed.intent.status, 'the money is held first').toBe('requires_capture');
    expect(await completeCheckout(shopper, checkout)).toMatchObject({
      status: 'CONFIRMED',
      order: { status: 'CONFIRMED', paymentStatus: 'PAID' },
    });
    await followed.until(({ status }) => status === 'CONFIRMED', 10_000);

    const { order: placed } = await shopper.client.request(OrderPageDocument, { id: checkout.order?.id ?? '' });
    expect(placed?.total.amount).toBe(cart.total.amount);
    for (const part of placed?.vendorOrders ?? []) {
      const vendor = market.vendors.find(({ name }) => name === part.vendorName)!;
      await shipAndDeliver(await market.signIn(vendor.owner), part.id);
    }
    const last = await followed.until(({ status }) => status === 'DELIVERED', 10_000);
    expect(last.parts.toSorted()).toEqual(['Alpine Supply DELIVERED', 'Blue Harbor DELIVERED']);
    const versions = followed.updates.map(({ version }) => version);
    expect(versions, 'updates never go back').toEqual([...new Set(versions)].toSorted((a, b) => a - b));
    await followed.stop();

    const { myOrders } = await shopper.client.request(OrderHistoryDocument, { first: 10 });
    expect(myOrders?.edges.map(({ node }) => node)).toMatchObject([{ id: placed?.id, status: 'DELIVERED' }]);

    await market.settled();
    for (const [index, vendor] of market.vendors.entries()) {
      const part = placed?.vendorOrders.find(({ vendorName }) => vendorName === vendor.name);
      const { client } = await market.signIn(vendor.owner);
      const { vendor: mine } = await client.request(StatementDocument, {
        vendorId: vendor.id,
        currency: 'USD',
        first: 100,
      });
      const line = mine?.statement?.edges.find(({ node }) => node.number === part?.number)?.node;
      expect(line).toMatchObject({ kind: 'SALE', gross: { amount: part?.total.amount } });
      const { gross, tax, commission, feeTax, net, balance } = line!;
      expect(gross.amount - tax.amount - commission.amount - feeTax.amount).toBe(net.amount);
      expect(balance.amount).toBe((balancesBefore[index] ?? 0) + net.amount);
    }
    const { client: admin } = await market.signIn(market.admin);
    const { ledgerAccounts } = await admin.request(LedgerDocument, { first: 100 });
    expect(ledgerAccounts?.pageInfo.hasNextPage).toBe(false);
    expect(ledgerAccounts?.nodes.reduce((sum, { balance }) => sum + balance.amount, 0)).toBe(0);
    await books();
  });

  it('is seen by a vendor as soon as it is paid, its own part alone', async () => {
    const [kettle, lamp] = await twoOffers();
    const [alpine] = market.vendors;
    const owner = await market.signIn(alpine.owner);
    const seen: string[] = [];
    const incoming = owner.client.subscribe(FollowVendorOrdersDocument, { vendorId: alpine.id });
    const reading = (async () => {
      for await (const { vendorOrdersUpdated } of incoming) seen.push(vendorOrdersUpdated?.number ?? 'nothing');
    })();

    const shopper = await registerShopper(market.url);
    const cart = await fillCart(shopper, [
      { offer: kettle, quantity: 1 },
      { offer: lamp, quantity: 1 },
    ]);
    const { order } = await buy(shopper, cart);
    const own = await until('the vendor hears of it', () =>
      seen.find((number) => number.startsWith(`${order?.number}-`)),
    );
    const { vendorOrders } = await owner.client.request(VendorOrdersDocument, { vendorId: alpine.id, first: 1 });
    expect(vendorOrders?.edges[0]?.node).toMatchObject({ number: own, lines: [{ title: kettle.title }] });
    await incoming.return?.();
    await reading;
    await owner.client.close();
    expect(new Set(seen.filter((number) => number.startsWith(`${order?.number}-`))).size, 'one part, not two').toBe(1);
    await books();
  });
});

describe('paying', () => {
  async function cartOfOne(shopper: Awaited<ReturnType<typeof registerShopper>>) {
    const offer = await market.offer(market.vendors[0], { stock: 5, amount: 4_000 });
    return fillCart(shopper, [{ offer, quantity: 1 }]);
  }

  it('with a payment method at once needs no further step', async () => {
    const shopper = await registerShopper(market.url);
    const cart = await cartOfOne(shopper);
    const started = await startCheckout(shopper, checkoutInput(shopper, cart, { paymentMethod: 'pm_card_visa' }));
    expect(started).toMatchObject({ status: 'CONFIRMED', order: { paymentStatus: 'PAID' } });
    await books();
  });

  it('in the browser is noticed by the webhook alone', async () => {
    const shopper = await registerShopper(market.url);
    const checkout = await startCheckout(shopper, checkoutInput(shopper, await cartOfOne(shopper)));
    await confirmInBrowser(market.stripeUrl, checkout, 'pm_card_mastercard');
    expect(await settledCheckout(shopper, checkout)).toMatchObject({ status: 'CONFIRMED' });
    await books();
  });

  it('as a guest takes a signed cart and gives a token that opens the order, and only that order', async () => {
    const someone = guest(market.url);
    const cart = await cartOfOne(someone);
    expect(cart.id, 'a guest holds a signed id').toMatch(/^crt_[0-9a-z]{26}\..+/);
    const checkout = await startCheckout(someone, checkoutInput(someone, cart));
    const { accessToken } = checkout;
    const id = checkout.order?.id ?? '';
    expect(accessToken).toBeTruthy();
    const followed = someone.client.subscribe(FollowOrderDocument, { id, accessToken });
    expect((await followed.next()).value).toMatchObject({ orderUpdated: { id, status: 'PENDING' } });

    await confirmInBrowser(market.stripeUrl, checkout, 'pm_card_visa');
    expect(await settledCheckout(someone, checkout)).toMatchObject({ status: 'CONFIRMED' });
    await until('the guest hears of it', async () => {
      const { value } = (await followed.next()) as IteratorYieldResult<{ orderUpdated: { status: string } | null }>;
      return value.orderUpdated?.status === 'CONFIRMED';
    });
    await followed.return?.();
    await someone.client.close();

    const mine = await someone.client.request(OrderPageDocument, { id, accessToken });
    expect(mine.order).toMatchObject({ id, paymentStatus: 'PAID' });
    const stranger = await registerShopper(market.url);
    for (const [who, token] of [
      [someone, null],
      [stranger, null],
      [someone, `${accessToken}x`],
    ] as const) {
      expect(await who.client.request(OrderPageDocument, { id, accessToken: token })).toEqual({ order: null });
      expect(await who.client.request(CheckoutStatusDocument, { id: checkout.id, accessToken: token })).toEqual({
        checkout: null,
      });
    }
    const other = await startCheckout(stranger, checkoutInput(stranger, await cartOfOne(stranger)));
    expect(
      await someone.client.request(OrderPageDocument, { id: other.order?.id ?? '', accessToken }),
      'a token of one order opens no other',
    ).toEqual({ order: null });
    await confirmInBrowser(market.stripeUrl, other, 'pm_card_visa');
    await settledCheckout(stranger, other);
    await books();
  });

  it('with 3-D Secure waits for the challenge, and goes on when it is passed', async () => {
    const shopper = await registerShopper(market.url);
    const checkout = await startCheckout(shopper, checkoutInput(shopper, await cartOfOne(shopper)));
    const { intent } = await confirmInBrowser(market.stripeUrl, checkout, 'pm_card_threeDSecure2Required');
    expect(intent.status).toBe('requires_action');
    expect(await completeCheckout(shopper, checkout), 'nothing is paid before the challenge').toMatchObject({
      status: 'AWAITING_PAYMENT',
    });
    await market.stripe.finishChallenge({ intent: intent.id, outcome: 'passed' });
    expect(await settledCheckout(shopper, checkout)).toMatchObject({
      status: 'CONFIRMED',
      order: { paymentStatus: 'PAID' },
    });
    await books();
  });

  it('may fail the challenge, be declined, and succeed with another card, charged once', async () => {
    const shopper = await registerShopper(market.url);
    const cart = await cartOfOne(shopper);
    const before = await market.stripe.countIntents();
    const checkout = await startCheckout(shopper, checkoutInput(shopper, cart));

    const challenged = await confirmInBrowser(market.stripeUrl, checkout, 'pm_card_threeDSecure2Required');
    await market.stripe.finishChallenge({ intent: challenged.intent.id, outcome: 'failed' });
    const declined = await confirmInBrowser(market.stripeUrl, checkout, 'pm_card_chargeDeclinedInsufficientFunds');
    expect(declined).toMatchObject({ status: 402, declineCode: 'insufficient_funds' });
    expect(await completeCheckout(shopper, checkout), 'a declined card ends nothing').toMatchObject({
      status: 'AWAITING_PAYMENT',
    });

    await confirmInBrowser(market.stripeUrl, checkout, 'pm_card_visa');
    expect(await settledCheckout(shopper, checkout)).toMatchObject({ status: 'CONFIRMED' });
    const after = await market.stripe.countIntents();
    expect({ total: after.total - before.total, received: after.received - before.received }).toEqual({
      total: 1,
      received: cart.total.amount,
    });
    await books();
  });

  it('with a card that is declined at once leaves the checkout open for another', async () => {
    const shopper = await registerShopper(market.url);
    const cart = await cartOfOne(shopper);
    const input = checkoutInput(shopper, cart, { paymentMethod: 'pm_card_visa_chargeDeclined' });
    const checkout = await startCheckout(shopper, input);
    expect(checkout).toMatchObject({ status: 'AWAITING_PAYMENT', order: { paymentStatus: 'PENDING' } });
    await confirmInBrowser(market.stripeUrl, checkout, 'pm_card_visa');
    expect(await settledCheckout(shopper, checkout)).toMatchObject({ status: 'CONFIRMED' });
    await books();
  });
});
