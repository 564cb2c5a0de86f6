import type { Stripe } from 'stripe';
import { describe, expect, it } from 'vitest';
import { refusalOf, startScene, type Scene } from '../testing/harness.ts';

async function vendor({ stripe, emulator }: Scene, onboarded = true): Promise<string> {
  const { id } = await stripe.accounts.create({ type: 'express', capabilities: { transfers: { requested: true } } });
  if (onboarded) await emulator.control.completeOnboarding({ account: id });
  return id;
}

async function pay({ stripe }: Scene, amount: number, currency = 'usd'): Promise<string> {
  const paid = await stripe.paymentIntents.create({
    amount,
    currency,
    confirm: true,
    payment_method: 'pm_card_visa',
    return_url: 'https://shop.example',
    transfer_group: 'order-1',
  });
  if (typeof paid.latest_charge !== 'string') throw new Error('not paid');
  return paid.latest_charge;
}

async function availableOf(stripe: Stripe, account?: string): Promise<number> {
  const balance = await stripe.balance.retrieve({}, account ? { stripeAccount: account } : {});
  return balance.available[0]?.amount ?? 0;
}

/** The balance of every account is the sum of its balance transactions, and none is negative by a transfer. */
async function expectBooksToBalance({ stripe, emulator }: Scene): Promise<void> {
  for (const { account, platform, balances } of await emulator.control.balances()) {
    const sums: Record<string, number> = {};
    const options = platform ? {} : { stripeAccount: account };
    for await (const { currency, net, amount, fee } of stripe.balanceTransactions.list({ limit: 100 }, options)) {
      expect(net).toBe(amount - fee);
      sums[currency] = (sums[currency] ?? 0) + net;
    }
    for (const { currency, available, pending } of balances) expect(available + pending).toBe(sums[currency] ?? 0);
  }
}

describe('transfers', () => {
  it('move the platform’s money to a vendor', async () => {
    await using scene = await startScene();
    const { stripe } = scene;
    const [account, charge] = [await vendor(scene), await pay(scene, 10_000)];
    const transfer = await stripe.transfers.create({
      amount: 7_000,
      currency: 'usd',
      destination: account,
      transfer_group: 'order-1',
      metadata: { payout: 'p1' },
    });
    expect(transfer).toMatchObject({ amount: 7_000, reversed: false, source_transaction: null });
    expect(await availableOf(stripe)).toBe(10_000 - 320 - 7_000);
    expect(await availableOf(stripe, account)).toBe(7_000);
    expect((await stripe.transfers.list({ transfer_group: 'order-1' })).data).toHaveLength(1);
    const payments = await stripe.charges.list({}, { stripeAccount: account });
    expect(payments.data[0]).toMatchObject({ id: transfer.destination_payment, source_transfer: transfer.id });
    expect(charge).toMatch(/^ch_/);
    await expectBooksToBalance(scene);
    await scene.settle();
    expect(scene.hooks.types().at(-1)).toBe('transfer.created');
  });

  it('come back in part and whole, and no further', async () => {
    await using scene = await startScene();
    const { stripe } = scene;
    const account = await vendor(scene);
    await pay(scene, 10_000);
    const { id } = await stripe.transfers.create({ amount: 5_000, currency: 'usd', destination: account });
    await stripe.transfers.createReversal(id, { amount: 2_000 });
    expect(await stripe.transfers.retrieve(id)).toMatchObject({ amount_reversed: 2_000, reversed: false });
    expect(await refusalOf(stripe.transfers.createReversal(id, { amount: 3_001 }))).toMatchObject({ param: 'amount' });
    await stripe.transfers.createReversal(id);
    expect(await stripe.transfers.retrieve(id)).toMatchObject({ amount_reversed: 5_000, reversed: true });
    expect((await stripe.transfers.listReversals(id)).data.map(({ amount }) => amount)).toEqual([3_000, 2_000]);
    expect(await refusalOf(stripe.transfers.createReversal(id))).toMatchObject({ statusCode: 400 });
    expect([await availableOf(stripe), await availableOf(stripe, account)]).toEqual([9_680, 0]);
    await expectBooksToBalance(scene);
    await scene.settle();
    expect(scene.hooks.types().slice(-2)).toEqual(['transfer.reversed', 'transfer.reversed']);
  });

  it('need a known, onboarded destination and money that is available', async () => {
    await using scene = await startScene();
    const { stripe } = scene;
    const [ready, waiting] = [await vendor(scene), await vendor(scene, false)];
    const to = (destination: string) => stripe.transfers.create({ amount: 100, currency: 'usd', destination });
    expect(await refusalOf(to('acct_nope'))).toMatchObject({ code: 'resource_missing', param: 'destination' });
    expect(await refusalOf(to(waiting))).toMatchObject({ code: 'insufficient_capabilities_for_transfer' });
    expect(await refusalOf(to(ready))).toMatchObject({ statusCode: 400, code: 'balance_insufficient' });
    await pay(scene, 50_000, 'eur');
    expect(await refusalOf(to(ready))).toMatchObject({ code: 'balance_insufficient' }); // the euros do not help
  });

  it('out of a charge need not wait for its settlement, and do not exceed it', async () => {
    await using scene = await startScene({ settings: { settlementSeconds: 172_800 } });
    const { stripe, emulator } = scene;
    const [account, charge] = [await vendor(scene), await pay(scene, 10_000)];
    const plain = { currency: 'usd', destination: account };
    expect((await stripe.balance.retrieve()).pending[0]?.amount).toBe(9_680);
    expect(await refusalOf(stripe.transfers.create({ ...plain, amount: 100 }))).toMatchObject({
      code: 'balance_insufficient',
    });
    const fromCharge = { ...plain, source_transaction: charge };
    expect(await stripe.transfers.create({ ...fromCharge, amount: 6_000 })).toMatchObject({
      transfer_group: 'order-1',
    });
    expect(await refusalOf(stripe.transfers.create({ ...fromCharge, amount: 4_001 }))).toMatchObject({
      param: 'amount',
    });
    expect(await refusalOf(stripe.transfers.create({ ...fromCharge, currency: 'eur', amount: 100 }))).toMatchObject({
      param: 'currency',
    });
    await emulator.control.advanceClock({ byMs: 172_800_000 });
    expect((await stripe.balance.retrieve()).pending[0]?.amount).toBe(0);
    expect(await availableOf(stripe)).toBe(9_680 - 6_000);
    await expectBooksToBalance(scene);
  });

  it('cannot come back once the vendor has been paid out', async () => {
    await using scene = await startScene();
    const { stripe, emulator } = scene;
    const account = await vendor(scene);
    await pay(scene, 10_000);
    const { id } = await stripe.transfers.create({ amount: 5_000, currency: 'usd', destination: account });
    const own = { stripeAccount: account };
    const payout = await stripe.payouts.create({ amount: 4_000, currency: 'usd' }, own);
    expect(payout).toMatchObject({ status: 'pending', amount: 4_000 });
    expect(await refusalOf(stripe.payouts.create({ amount: 1_001, currency: 'usd' }, own))).toMatchObject({
      code: 'balance_insufficient',
    });
    expect(await refusalOf(stripe.transfers.createReversal(id))).toMatchObject({ code: 'balance_insufficient' });
    await emulator.control.settlePayout({ payout: payout.id, outcome: 'failed' });
    expect(await stripe.payouts.retrieve(payout.id, {}, own)).toMatchObject({ status: 'failed' });
    expect(await availableOf(stripe, account)).toBe(5_000);
    const again = await stripe.payouts.create({ amount: 5_000, currency: 'usd' }, own);
    await emulator.control.advanceClock({ byMs: 3 * 86_400_000 });
    expect(await stripe.payouts.retrieve(again.id, {}, own)).toMatchObject({ status: 'paid' });
    await expectBooksToBalance(scene);
    await scene.settle();
    expect(scene.connectHooks.types().filter((type) => type.startsWith('payout'))).toEqual([
      'payout.created',
      'payout.failed',
      'payout.created',
      'payout.paid',
    ]);
  });

  it('leave the books balanced after any mixture of payments, refunds, transfers and reversals', async () => {
    await using scene = await startScene();
    const { stripe } = scene;
    const vendors = [await vendor(scene), await vendor(scene)];
    let seed = 20_261;
    const random = (below: number) => {
      seed = (seed * 48_271) % 2_147_483_647;
      return seed % below;
    };
    const transfers: string[] = [];
    const charges: string[] = [];
    for (let turn = 0; turn < 120; turn += 1) {
      const amount = 50 + random(5_000);
      const [transfer, charge] = [transfers[random(transfers.length + 1)], charges[random(charges.length + 1)]];
      try {
        switch (random(4)) {
          case 0:
            charges.push(await pay(scene, amount));
            break;
          case 1:
            if (charge) await stripe.refunds.create({ charge, amount });
            break;
          case 2:
            transfers.push(
              (await stripe.transfers.create({ amount, currency: 'usd', destination: vendors[random(2)] ?? '' })).id,
            );
            break;
          default:
            if (transfer) await stripe.transfers.createReversal(transfer, { amount });
        }
      } catch (error) {
        if (!(error instanceof Error) || !('statusCode' in error) || error.statusCode !== 400) throw error;
      }
    }
    expect(transfers.length).toBeGreaterThan(5);
    await expectBooksToBalance(scene);
    const [platform, ...accounts] = await scene.emulator.control.balances();
    expect(platform?.platform).toBe(true);
    for (const { balances } of accounts)
      for (const { available } of balances) expect(available).toBeGreaterThanOrEqual(0);
  });
});
