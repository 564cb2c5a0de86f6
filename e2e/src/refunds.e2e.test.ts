import { CancelOrderDocument, StatementDocument } from '@bazaar/client/generated/operations';
import { newId } from '@bazaar/ids/id';
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { expectBooksToAgree } from './support/books.ts';
import { runCommand, type RunningCommand } from './support/command.ts';
import { buy, fillCart, readOrder, registerShopper, type Shopper } from './support/shopping.ts';
import { startMarket, type Market } from './support/start-market.ts';
import { until } from './support/until.ts';

let market: Market;
beforeAll(async () => {
  market = await startMarket();
});
afterAll(() => market?.stop());

async function books(): Promise<void> {
  await market.settled();
  await expectBooksToAgree((name) => market.database(name).reader, market.stripe);
}

async function run(...words: string[]): Promise<RunningCommand> {
  const command = runCommand(words, market.env);
  await command.ended;
  return command;
}

function paymentStatus(shopper: Shopper, orderId: string | undefined, status: string): Promise<boolean> {
  return until(`${orderId} is ${status}`, async () => (await readOrder(shopper, orderId)).paymentStatus === status);
}

async function sendBack(): Promise<void> {
  const rows = await market.sql<{ id: string }>(
    'orders',
    `select provider_refund_id as id from refund where status = 'SUCCEEDED'`,
  );
  for (const { id } of rows) await market.stripe.settleRefund({ refund: id, outcome: 'failed' });
}

it(
  'a refund that the bank sends back is taken out of all books again, shown to operators, and made again',
  { timeout: 90_000 },
  async () => {
    const [alpine, blue] = market.vendors;
    const offers = [
      await market.offer(alpine, { stock: 5, amount: 4_000 }),
      await market.offer(blue, { stock: 5, amount: 999 }),
    ];
    const shopper = await registerShopper(market.url);
    const cart = await fillCart(
      shopper,
      offers.map((offer) => ({ offer, quantity: 1 })),
    );
    const { order } = await buy(shopper, cart);
    const orderId = order?.id ?? '';
    await shopper.client.request(CancelOrderDocument, { input: { idempotencyKey: randomUUID(), orderId } });
    await paymentStatus(shopper, orderId, 'REFUNDED');
    await books();

    await sendBack();
    await paymentStatus(shopper, orderId, 'PAID');
    await books();
    expect(await readOrder(shopper, orderId)).toMatchObject({
      status: 'CANCELLED',
      refundedTotal: { amount: 0 },
    });
    for (const vendor of [alpine, blue]) {
      const { client } = await market.signIn(vendor.owner);
      const statement = { vendorId: vendor.id, currency: 'USD', first: 100 };
      const lines = (await client.request(StatementDocument, statement)).vendor?.statement?.edges.map(
        ({ node }) => node,
      );
      expect(lines?.map(({ kind }) => kind)).toEqual(['SALE', 'REFUND', 'REFUND_FAILED']);
      expect(lines?.[2]?.balance).toEqual(lines?.[0]?.balance);
      expect(lines?.[1]?.balance.amount).toBe(0);
    }

    const told = await run('refunds', 'failed');
    expect(told.stderr).toBe('');
    const lines = told.stdout.trim().split('\n');
    const ids = lines.map(
      (line) => /^(rfd_\S+) {2}\$\d+\.\d\d {2}ord_\S+ {2}lost_or_stolen_card, failed \S+Z {2}re_\S+$/.exec(line)?.[1],
    );
    expect(ids, told.stdout).toEqual([expect.any(String), expect.any(String)]);
    const unknown = newId('rfd');
    const retried = await run('refunds', 'retry', ...ids.map(String), unknown);
    expect(await retried.ended).toEqual({ code: 1, signal: null });
    expect(retried.stderr).toBe(`No failed refund to ask for again: ${unknown}.\n`);
    expect(retried.stdout.match(/asked for again as rfd_/g)).toHaveLength(2);
    await paymentStatus(shopper, orderId, 'REFUNDED');
    await books();
  },
);

it('a card whose refunds fail some time later does so by itself', async () => {
  const offer = await market.offer(market.vendors[0], { stock: 5, amount: 2_500 });
  const shopper = await registerShopper(market.url);
  const { order } = await buy(shopper, await fillCart(shopper, [{ offer, quantity: 1 }]), 'pm_card_refundFail');
  await shopper.client.request(CancelOrderDocument, {
    input: { idempotencyKey: randomUUID(), orderId: order?.id ?? '' },
  });
  await paymentStatus(shopper, order?.id, 'REFUNDED');
  await market.stripe.advanceClock({ byMs: 60_000 });
  await paymentStatus(shopper, order?.id, 'PAID');
  await books();
});
