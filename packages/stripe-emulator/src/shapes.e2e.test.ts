import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { startScene, type Scene } from './testing/harness.ts';

const FILE =
  process.env['STRIPE_FIXTURES'] ?? fileURLToPath(new URL('../../../../shared/stripe/fixtures3.json', import.meta.url));

/** Fields of the official types that are younger than the fixtures. */
const YOUNGER: Readonly<Record<string, readonly string[]>> = {
  payment_intent: ['allowed_payment_method_types', 'payment_record', 'automatic_payment_methods.allow_redirects'],
  charge: [
    'outcome.risk_level',
    'payment_method_details.card.capture_before',
    'payment_method_details.card.electronic_commerce_indicator',
  ],
  account: [
    'business_profile.specified_commercial_transactions_act_url',
    'controller.fees',
    'controller.is_controller',
    'controller.losses',
    'controller.requirement_collection',
    'controller.stripe_dashboard',
  ],
};

/** Hashes whose keys belong to the object or its variant: the fixtures show none of them, or one variant. */
const OPEN = [
  'amount_details',
  'capabilities',
  'data',
  'fraud_details',
  'last_payment_error',
  'metadata',
  'next_action',
  'payment_method_options',
  'shipping',
];

type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };

function typeOf(value: Json): string {
  return value === null ? 'null' : Array.isArray(value) ? 'array' : typeof value;
}

/** How `ours` differs from Stripe's example: a missing or unknown key, or another type. Either may be null. */
function differences(ours: Json, theirs: Json, path: string, younger: readonly string[]): string[] {
  if (ours === null || theirs === null) return [];
  // A reference may be an id or the object.
  if (typeOf(ours) !== typeOf(theirs))
    return typeOf(ours) === 'string' && typeof theirs === 'object'
      ? []
      : [`${path} is ${typeOf(ours)}, not ${typeOf(theirs)}`];
  if (typeof ours !== 'object' || typeof theirs !== 'object' || Array.isArray(ours) || Array.isArray(theirs)) return [];
  const [mine, example] = [Object.entries(ours), new Map(Object.entries(theirs))];
  const under = (key: string) => (path === '' ? key : `${path}.${key}`);
  const keys = new Set(mine.map(([key]) => key));
  return [
    ...[...example.keys()].filter((key) => !keys.has(key)).map((key) => `${under(key)} is missing`),
    ...mine.flatMap(([key, value]) => {
      if (!example.has(key)) return younger.includes(under(key)) ? [] : [`${under(key)} is unknown`];
      return OPEN.includes(key) ? [] : differences(value, example.get(key) ?? null, under(key), younger);
    }),
  ];
}

async function makeOneOfEach({ stripe, emulator }: Scene): Promise<Record<string, object[]>> {
  const pay = (method: string, more: object = {}) =>
    stripe.paymentIntents
      .create({
        amount: 5_000,
        currency: 'usd',
        confirm: true,
        payment_method: method,
        return_url: 'https://shop.example',
        ...more,
      })
      .catch(() => undefined);
  const customer = await stripe.customers.create({ email: 'buyer@shop.example' });
  const fresh = await stripe.paymentIntents.create({ amount: 500, currency: 'eur' });
  await pay('pm_card_visa', { customer: customer.id });
  await pay('pm_card_visa', { capture_method: 'manual' });
  await pay('pm_card_authenticationRequired');
  await pay('pm_card_visa_chargeDeclined');
  const paid = await pay('pm_card_mastercard');
  const refund = await stripe.refunds.create({ payment_intent: paid?.id, amount: 100 });
  const account = await stripe.accounts.create({ type: 'express', capabilities: { transfers: { requested: true } } });
  const link = await stripe.accountLinks.create({ account: account.id, type: 'account_onboarding' });
  await emulator.control.completeOnboarding({ account: account.id });
  const to = { currency: 'usd', destination: account.id };
  const transfer = await stripe.transfers.create({ ...to, amount: 3_000 });
  const reversal = await stripe.transfers.createReversal(transfer.id, { amount: 1_000 });
  const payout = await stripe.payouts.create({ amount: 500, currency: 'usd' }, { stripeAccount: account.id });
  const endpoints = await stripe.webhookEndpoints.list();
  const intents = await stripe.paymentIntents.list();
  const statuses = intents.data.map(({ status }) => status);
  expect(new Set(statuses).size).toBe(4); // open, held, asked for 3-D Secure, paid
  const methods = await Promise.all(
    intents.data.flatMap(({ payment_method: id }) =>
      typeof id === 'string' ? [stripe.paymentMethods.retrieve(id)] : [],
    ),
  );
  return {
    account: [account, await stripe.accounts.retrieve(account.id)],
    account_link: [link],
    balance: [await stripe.balance.retrieve(), await stripe.balance.retrieve({}, { stripeAccount: account.id })],
    balance_transaction: (await stripe.balanceTransactions.list()).data,
    charge: (await stripe.charges.list()).data,
    customer: [customer],
    event: (await stripe.events.list()).data,
    payment_intent: [fresh, ...intents.data],
    payment_method: methods,
    payout: [payout],
    refund: [refund],
    transfer: [transfer, await stripe.transfers.retrieve(transfer.id)],
    transfer_reversal: [reversal],
    webhook_endpoint: endpoints.data,
  };
}

const found = existsSync(FILE);
if (!found)
  process.stderr.write(`SKIPPED: the shapes are not compared, because there are no Stripe fixtures at ${FILE}\n`);

describe.skipIf(!found)('the shapes of Stripe’s own fixtures', () => {
  it('are the shapes of every object made here', async () => {
    const { resources } = JSON.parse(readFileSync(FILE, 'utf8')) as { resources: Record<string, Json> }; // Stripe's file
    await using scene = await startScene();
    const made = await makeOneOfEach(scene);
    const wrong = Object.entries(made).flatMap(([kind, objects]) => {
      const plain = JSON.parse(JSON.stringify(objects)) as Json[]; // as it went over the wire
      return plain.flatMap((object) =>
        differences(object, resources[kind] ?? null, '', YOUNGER[kind] ?? []).map(
          (difference) => `${kind}: ${difference}`,
        ),
      );
    });
    expect([...new Set(wrong)]).toEqual([]);
    expect(Object.keys(made).filter((kind) => !resources[kind] || made[kind]?.length === 0)).toEqual([]);
  });
});
