import { CartPageDocument, StartCheckoutDocument, type CartFieldsFragment } from '@bazaar/client/generated/operations';
import { connect } from '@bazaar/bazaar/demo/people';
import { createLogger } from '@bazaar/runtime/log';
import { CRASH_POINTS } from '@bazaar/runtime/crash-points';
import { startStripeEmulator, type StripeEmulator } from '@bazaar/stripe-emulator/start-stripe-emulator';
import { createTestDatabase, type TestDatabase } from '@bazaar/testkit/test-database';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ask } from './support/ask.ts';
import { expectBooksToAgree } from './support/books.ts';
import { confirmInBrowser } from './support/browser.ts';
import { cloneDatabase } from './support/clone-database.ts';
import { runCommand, type RunningCommand } from './support/command.ts';
import { offerSomething, type TestOffer } from './support/goods.ts';
import { runMarket, type RunningMarket } from './support/run-market.ts';
import { seedMarket } from './support/seed-market.ts';
import {
  buy,
  checkoutInput,
  fillCart,
  guest,
  registerShopper,
  settledCheckout,
  startCheckout,
  type Shopper,
} from './support/shopping.ts';
import { marketEnv, TEST_SECRETS } from './support/test-env.ts';
import { until } from './support/until.ts';

/** How long a market that was killed may take, from its start, until everything is in order again. */
const RECOVERY_MS = 15_000;
const BUYERS = 12;

const CANCEL_CHECKOUT = `mutation ($id: ID!) { checkoutCancel(input: { checkoutId: $id }) { userErrors { code } } }`;

let folder: string;
/** Every process that was started: one that a test did not see die lives on otherwise. */
const started: RunningCommand[] = [];
let database: TestDatabase;
/** What stands in every copy of the database. */
let seed: {
  readonly offers: readonly [TestOffer, TestOffer];
  readonly token: string | null;
  readonly email: string;
  readonly userId: string | null;
  readonly cart: CartFieldsFragment;
  readonly guestCarts: readonly CartFieldsFragment[];
};

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'bazaar-kill-'));
  database = await createTestDatabase({ subgraphs: [] });
  const market = await runMarket(marketEnv(database.url, join(folder, 'seed')));
  const { vendors } = await seedMarket(market.database);
  await market.settled();
  const catalog = market.database('catalog');
  const offers = [
    await offerSomething(catalog, vendors[0], { stock: BUYERS + 3, amount: 2_495 }),
    await offerSomething(catalog, vendors[1], { stock: BUYERS + 3, amount: 1_033 }),
  ] as const;
  const wants = offers.map((offer) => ({ offer, quantity: 1 }));
  const { client, ...shopper } = await registerShopper(market.url);
  const cart = await fillCart({ client, ...shopper }, wants);
  const guestCarts = await Promise.all(Array.from({ length: BUYERS }, () => fillCart(guest(market.url), wants)));
  seed = { offers, ...shopper, cart, guestCarts };
  await market.stop();
});
afterAll(async () => {
  await Promise.all(started.map((process) => process.kill()));
  await database?.stop();
  await rm(folder, { recursive: true, force: true });
});

interface Stage {
  readonly stripe: StripeEmulator;
  readonly env: Record<string, string>;
  stop(): Promise<void>;
}

/** A copy of the seeded database and a payment provider, which both survive whatever happens to the marketplace. */
async function setStage(name: string): Promise<Stage> {
  const copy = await cloneDatabase(database.url);
  const dataDir = join(folder, name);
  const stripe = await startStripeEmulator({
    dataDir: join(dataDir, 'stripe'),
    webhooks: [],
    log: createLogger({ name: 'stripe', level: 'silent' }),
    production: false,
  });
  const provider = {
    STRIPE_SECRET_KEY: 'sk_test_e2e',
    STRIPE_PUBLISHABLE_KEY: 'pk_test_e2e',
    STRIPE_API_BASE: stripe.url,
    DATABASE_POOL_SIZE: '4',
  };
  return {
    stripe,
    env: { ...marketEnv(copy.url, dataDir), ...provider },
    async stop() {
      await stripe.stop();
      await copy.stop();
    },
  };
}

/** The marketplace as `npm start` runs it. Resolves with its URL once it serves. */
async function startProcess(
  { stripe, env }: Stage,
  more: Record<string, string> = {},
): Promise<[RunningCommand, string]> {
  const process = runCommand(['start'], { ...env, ...more });
  started.push(process);
  const url = await process.line(/(http:\S+)\/graphql/);
  await sendWebhooksTo(stripe, url);
  return [process, url];
}

async function restart({ stripe, env }: Stage): Promise<RunningMarket> {
  const market = await runMarket(env);
  await sendWebhooksTo(stripe, market.url);
  return market;
}

async function sendWebhooksTo(stripe: StripeEmulator, url: string): Promise<void> {
  const webhook = { url: `${url}/webhooks/stripe`, secret: TEST_SECRETS.STRIPE_WEBHOOK_SECRET };
  await stripe.control.setWebhooks({ webhooks: [webhook] });
}

/** Waits until no checkout has anything left to do. */
async function recovered(market: RunningMarket): Promise<void> {
  await until(
    'every checkout has come to an end',
    async () => (await market.sql('orders', 'select from checkout where next_at is not null')).length === 0,
    RECOVERY_MS,
  );
  await market.settled();
}

function shopperAt(url: string): Shopper {
  const { token, email, userId } = seed;
  return { client: connect(url, token), token, email, userId };
}

const pointsOf = (...of: string[]) => CRASH_POINTS.filter((point) => of.includes(point.split('.')[0] ?? ''));
const PURCHASE = pointsOf('checkout', 'webhook');
const COMPENSATION = pointsOf('compensation');
/** Killed at beside the dispatcher: packages/events/src/takeover.e2e.test.ts. */
const EVENTS = pointsOf('events');

it('there is no crash point at which nothing is killed', () => {
  expect([...PURCHASE, ...COMPENSATION, ...EVENTS].toSorted()).toEqual([...CRASH_POINTS].toSorted());
});

describe('a marketplace that dies in the middle of a purchase', { timeout: 90_000 }, () => {
  it.concurrent.each(PURCHASE)('at %s: started again, it sells once and charges once', async (crashPoint) => {
    const stage = await setStage(crashPoint);
    const [process, url] = await startProcess(stage, { CRASH_AT: crashPoint });
    const shopper = shopperAt(url);
    const inBrowser = crashPoint.startsWith('webhook.');
    const input = checkoutInput(shopper, seed.cart, inBrowser ? {} : { paymentMethod: 'pm_card_visa' });
    if (inBrowser) {
      const checkout = await startCheckout(shopper, input);
      await confirmInBrowser(stage.stripe.url, checkout, 'pm_card_visa');
    } else {
      // It dies before it answers, or just after.
      await shopper.client.request(StartCheckoutDocument, { input }).catch(() => null);
    }
    expect(await process.ended, process.stderr).toEqual({ code: null, signal: 'SIGKILL' });

    const market = await restart(stage);
    await recovered(market);

    expect(await market.sql('orders', 'select state from checkout')).toEqual([{ state: 'CONFIRMED' }]);
    expect(await market.sql('orders', 'select status, payment_status from order_')).toEqual([
      { status: 'CONFIRMED', payment_status: 'PAID' },
    ]);
    expect(await stage.stripe.control.countIntents()).toMatchObject({
      byStatus: { succeeded: 1 },
      received: seed.cart.total.amount,
      refunds: 0,
    });
    for (const offer of seed.offers) expect(await market.stockOf(offer)).toMatchObject({ allocated: 1 });
    await expectBooksToAgree((name) => market.database(name).reader, stage.stripe.control);

    const again = await startCheckout(shopperAt(market.url), input);
    expect(again, 'the shopper who asks again hears of the order').toMatchObject({
      status: 'CONFIRMED',
      order: { paymentStatus: 'PAID' },
    });
    await market.stop();
    await stage.stop();
  });

  it.concurrent.each(COMPENSATION)('at %s: started again, it has sold and charged nothing', async (crashPoint) => {
    const stage = await setStage(crashPoint);
    const [process, url] = await startProcess(stage, { CRASH_AT: crashPoint });
    const shopper = shopperAt(url);
    const input = checkoutInput(shopper, seed.cart);
    const { id, clientSecret, publishableKey } = await startCheckout(shopper, input);
    // The money is held already when the buyer gives up, and the marketplace has not heard of it.
    await stage.stripe.control.addDeliveryRule({ action: { kind: 'hold' } });
    await confirmInBrowser(stage.stripe.url, { clientSecret, publishableKey }, 'pm_card_visa');
    expect(await stage.stripe.control.countIntents()).toMatchObject({ capturable: seed.cart.total.amount });
    await ask(url, CANCEL_CHECKOUT, { id }, shopper.token).catch(() => null);
    expect(await process.ended, process.stderr).toEqual({ code: null, signal: 'SIGKILL' });

    const market = await restart(stage);
    await stage.stripe.control.clearDeliveryRules();
    await stage.stripe.control.releaseDeliveries();
    await stage.stripe.control.deliveriesIdle();
    await recovered(market);

    expect(await market.sql('orders', 'select state from checkout')).toEqual([{ state: 'CANCELLED' }]);
    expect(await market.sql('orders', 'select status, payment_status from order_')).toEqual([
      { status: 'CANCELLED', payment_status: 'VOIDED' },
    ]);
    expect(await stage.stripe.control.countIntents()).toMatchObject({ byStatus: { canceled: 1 }, received: 0 });
    for (const offer of seed.offers)
      expect(await market.stockOf(offer)).toMatchObject({ available: BUYERS + 3, allocated: 0 });
    await expectBooksToAgree((name) => market.database(name).reader, stage.stripe.control);

    const { client, ...again } = shopperAt(market.url);
    const { cart } = await client.request(CartPageDocument, { id: seed.cart.id });
    expect(cart, 'the cart is as it was').toEqual(seed.cart);
    expect(await startCheckout({ client, ...again }, input), 'the same key tells what became of it').toMatchObject({
      status: 'CANCELLED',
      order: { paymentStatus: 'VOIDED' },
    });
    expect(await buy({ client, ...again }, seed.cart), 'and it can be bought').toMatchObject({ status: 'CONFIRMED' });
    await market.stop();
    await stage.stop();
  });

  it.concurrent('while many buy: who heard “confirmed” has an order, and nobody pays twice', async () => {
    const stage = await setStage('many');
    const [process, url] = await startProcess(stage);
    const inputs = seed.guestCarts.map((cart) => checkoutInput(guest(url), cart, { paymentMethod: 'pm_card_visa' }));
    const confirmed: string[] = [];
    const requests = inputs.map(async (input) => {
      const checkout = await startCheckout(guest(url), input).catch(() => null);
      if (checkout?.status === 'CONFIRMED' && checkout.order) confirmed.push(checkout.order.number);
    });
    // As soon as one of them has paid, the others are anywhere in between.
    await until('somebody has paid', async () => (await stage.stripe.control.countIntents()).received > 0);
    expect(await process.kill()).toEqual({ code: null, signal: 'SIGKILL' });
    await Promise.all(requests);

    const market = await restart(stage);
    await recovered(market);
    const orders = await market.sql<{ number: string }>(
      'orders',
      'select number from order_ where payment_status = $1',
      ['PAID'],
    );
    expect(orders.map(({ number }) => number)).toEqual(expect.arrayContaining(confirmed));
    await expectBooksToAgree((name) => market.database(name).reader, stage.stripe.control);

    // Everybody asks again with the key they had: all of them are served, once.
    const ends = await Promise.all(
      inputs.map(async (input) => settledCheckout(guest(market.url), await startCheckout(guest(market.url), input))),
    );
    expect(ends.map(({ status }) => status)).toEqual(inputs.map(() => 'CONFIRMED'));
    await market.settled();
    const total = seed.guestCarts.reduce((sum, cart) => sum + cart.total.amount, 0);
    expect(await stage.stripe.control.countIntents()).toMatchObject({ received: total, refunded: 0 });
    await expectBooksToAgree((name) => market.database(name).reader, stage.stripe.control);
    await market.stop();
    await stage.stop();
  });
});
