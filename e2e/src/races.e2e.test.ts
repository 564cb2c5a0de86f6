import {
  CancelOrderDocument,
  MarkDeliveredDocument,
  ShipDocument,
  StartProcessingDocument,
  type CartFieldsFragment,
  type CheckoutFieldsFragment,
} from '@bazaar/client/generated/operations';
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { expectBooksToAgree } from './support/books.ts';
import type { TestOffer } from './support/goods.ts';
import {
  buy,
  checkoutInput,
  fillCart,
  guest,
  readOrder,
  registerShopper,
  settledCheckout,
  startCheckout,
  type Shopper,
} from './support/shopping.ts';
import { startMarket, type Market } from './support/start-market.ts';

let market: Market;

beforeAll(async () => {
  market = await startMarket();
});
afterAll(() => market?.stop());

async function books(): Promise<void> {
  await market.settled();
  await expectBooksToAgree((name) => market.database(name).reader, market.stripe);
}

/** Carts of as many different guests with one unit each; filled a few at a time, which is not what races here. */
async function cartsOf(buyers: number, offer: TestOffer): Promise<{ shopper: Shopper; cart: CartFieldsFragment }[]> {
  const carts: { shopper: Shopper; cart: CartFieldsFragment }[] = [];
  for (let made = 0; made < buyers; made += 20)
    carts.push(
      ...(await Promise.all(
        Array.from({ length: Math.min(20, buyers - made) }, async () => {
          const shopper = guest(market.url);
          return { shopper, cart: await fillCart(shopper, [{ offer, quantity: 1 }]) };
        }),
      )),
    );
  return carts;
}

/** All of them press the button in the same moment. */
async function allBuy(carts: Awaited<ReturnType<typeof cartsOf>>): Promise<CheckoutFieldsFragment[]> {
  const started = await Promise.all(
    carts.map(({ shopper, cart }) =>
      startCheckout(shopper, checkoutInput(shopper, cart, { paymentMethod: 'pm_card_visa' })),
    ),
  );
  return Promise.all(
    started.map((checkout, index) => settledCheckout(carts[index]?.shopper ?? guest(market.url), checkout)),
  );
}

function outcomes(checkouts: readonly CheckoutFieldsFragment[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const { state, failure } of checkouts) {
    const outcome = failure?.code ?? state;
    counts[outcome] = (counts[outcome] ?? 0) + 1;
  }
  return counts;
}

describe('the last units', () => {
  it('twenty simultaneous checkouts of the last one: exactly one order, nineteen out of stock, nobody else charged', async () => {
    const offer = await market.offer(market.vendors[0], { stock: 1, amount: 5_000 });
    const carts = await cartsOf(20, offer);
    const before = await market.stripe.countIntents();

    const checkouts = await allBuy(carts);

    expect(outcomes(checkouts)).toEqual({ CONFIRMED: 1, OFFER_OUT_OF_STOCK: 19 });
    for (const { failure } of checkouts)
      if (failure)
        expect(failure.problems).toMatchObject([{ code: 'OFFER_OUT_OF_STOCK', available: 0, offer: { id: offer.id } }]);
    const after = await market.stripe.countIntents();
    expect(after.received - before.received, 'one buyer paid').toBe(carts[0]?.cart.total.amount);
    expect(after.capturable, 'nobody waits for money that is held').toBe(0);
    expect(
      await market.sql('orders', `select count(*)::int as orders from order_ where confirmed_at is not null`),
    ).toEqual([{ orders: 1 }]);
    await books();
  });

  it('two hundred buyers of a stock of fifty: exactly fifty are served', { timeout: 120_000 }, async () => {
    const offer = await market.offer(market.vendors[1], { stock: 50, amount: 1_999 });
    const carts = await cartsOf(200, offer);
    const before = await market.stripe.countIntents();

    const checkouts = await allBuy(carts);

    expect(outcomes(checkouts)).toEqual({ CONFIRMED: 50, OFFER_OUT_OF_STOCK: 150 });
    const after = await market.stripe.countIntents();
    expect(after.received - before.received).toBe(50 * (carts[0]?.cart.total.amount ?? 0));
    await books();
    expect(await market.stockOf(offer)).toEqual({ onHand: 50, allocated: 50, available: 0 });
  });
});

describe('one intention to buy', () => {
  it('the same key fired fifty times is one order and one payment', async () => {
    const offer = await market.offer(market.vendors[0], { stock: 60, amount: 3_300 });
    const shopper = await registerShopper(market.url);
    const cart = await fillCart(shopper, [{ offer, quantity: 1 }]);
    const input = checkoutInput(shopper, cart, { paymentMethod: 'pm_card_visa' });
    const before = await market.stripe.countIntents();

    const answers = await Promise.all(Array.from({ length: 50 }, () => startCheckout(shopper, input)));

    expect(new Set(answers.map(({ id }) => id)).size).toBe(1);
    const end = await settledCheckout(shopper, answers[0]!);
    expect(end.state).toBe('CONFIRMED');
    const after = await market.stripe.countIntents();
    expect({ intents: after.total - before.total, received: after.received - before.received }).toEqual({
      intents: 1,
      received: cart.total.amount,
    });
    await books();
  });

  it('different keys fired at one cart at once: one of them buys, the others hear that the cart is taken', async () => {
    const offer = await market.offer(market.vendors[0], { stock: 60, amount: 3_300 });
    const shopper = await registerShopper(market.url);
    const cart = await fillCart(shopper, [{ offer, quantity: 1 }]);
    const before = await market.stripe.countIntents();

    const started = await Promise.all(
      Array.from({ length: 10 }, () =>
        startCheckout(shopper, checkoutInput(shopper, cart, { paymentMethod: 'pm_card_visa' })),
      ),
    );
    const ends = await Promise.all(started.map((checkout) => settledCheckout(shopper, checkout)));

    expect(ends.filter(({ state }) => state === 'CONFIRMED')).toHaveLength(1);
    expect(ends.filter(({ failure }) => failure !== null)).toHaveLength(9);
    const after = await market.stripe.countIntents();
    expect(after.received - before.received).toBe(cart.total.amount);
    await books();
  });
});

describe('cancelling and sending', () => {
  it('race: exactly one wins, and money and stock follow it', async () => {
    const [alpine] = market.vendors;
    const owner = await market.signIn(alpine.owner);
    for (let round = 0; round < 4; round++) {
      const offer = await market.offer(alpine, { stock: 1, amount: 2_000 });
      const shopper = await registerShopper(market.url);
      const { order } = await buy(shopper, await fillCart(shopper, [{ offer, quantity: 1 }]));
      const orderId = order?.id ?? '';
      const vendorOrderId = (await readOrder(shopper, orderId)).vendorOrders[0]?.id ?? '';

      const [cancelled, processed] = await Promise.all([
        shopper.client.request(CancelOrderDocument, { input: { idempotencyKey: randomUUID(), orderId } }),
        owner.client.request(StartProcessingDocument, { input: { vendorOrderId } }),
      ]);
      const wins = [cancelled.orderCancel, processed.vendorOrderStartProcessing].filter(
        (payload) => payload?.userErrors.length === 0,
      );
      expect(wins, JSON.stringify([cancelled, processed])).toHaveLength(1);

      const { shipmentCreate } = await owner.client.request(ShipDocument, {
        input: { idempotencyKey: randomUUID(), vendorOrderId, carrier: 'Example Express', trackingNumber: 'EX-2' },
      });
      const isCancelled = cancelled.orderCancel?.userErrors.length === 0;
      expect(shipmentCreate?.userErrors.length === 0, 'what is cancelled is not sent').toBe(!isCancelled);
      if (!isCancelled)
        await owner.client.request(MarkDeliveredDocument, {
          input: { shipmentId: shipmentCreate?.shipment?.id ?? '' },
        });
      await books();
      expect(await market.stockOf(offer)).toEqual(
        isCancelled ? { onHand: 1, available: 1, allocated: 0 } : { onHand: 0, available: 0, allocated: 0 },
      );
    }
  });

  it('cancelling one order twenty times at once gives its money back once', async () => {
    const offer = await market.offer(market.vendors[1], { stock: 3, amount: 2_750 });
    const shopper = await registerShopper(market.url);
    const cart = await fillCart(shopper, [{ offer, quantity: 2 }]);
    const { order } = await buy(shopper, cart);
    const before = await market.stripe.countIntents();

    const answers = await Promise.all(
      Array.from({ length: 20 }, () =>
        shopper.client.request(CancelOrderDocument, {
          input: { idempotencyKey: randomUUID(), orderId: order?.id ?? '' },
        }),
      ),
    );

    expect(answers.filter(({ orderCancel }) => orderCancel?.userErrors.length === 0)).toHaveLength(1);
    await books();
    const after = await market.stripe.countIntents();
    expect(after.refunded - before.refunded).toBe(cart.total.amount);
    expect(await market.stockOf(offer)).toEqual({ onHand: 3, available: 3, allocated: 0 });
  });
});
