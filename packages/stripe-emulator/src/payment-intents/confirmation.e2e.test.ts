import type { Stripe } from 'stripe';
import { describe, expect, it } from 'vitest';
import { clientOf, refusalOf, startScene } from '../testing/harness.ts';

const SHOP = 'https://shop.example/return?order=1';

function paidWith(method: string): Stripe.PaymentIntentCreateParams {
  return { amount: 2_000, currency: 'usd', confirm: true, payment_method: method, return_url: SHOP };
}

describe('a payment that is captured at once', () => {
  it('succeeds, with its charge and its balance transaction', async () => {
    await using scene = await startScene();
    const { stripe } = scene;
    const paid = await stripe.paymentIntents.create(paidWith('pm_card_visa'));
    expect(paid).toMatchObject({ status: 'succeeded', amount_received: 2_000, capture_method: 'automatic' });
    const charges = await stripe.charges.list({ payment_intent: paid.id });
    expect(charges.data.map(({ id }) => id)).toEqual([paid.latest_charge]);
    expect((await stripe.balance.retrieve()).available).toEqual([
      { amount: 2_000 - 58 - 30, currency: 'usd', source_types: { card: 1_912 } },
    ]);
    await scene.settle();
    expect(scene.hooks.types()).toEqual(['payment_intent.created', 'charge.succeeded', 'payment_intent.succeeded']);
  });

  it('takes a described card, and shows nothing of its number but the last four digits', async () => {
    await using scene = await startScene();
    const described = {
      type: 'card' as const,
      card: { number: '5555 5555 5555 4444', exp_month: 3, exp_year: 40, cvc: '123' },
      billing_details: { name: 'A Buyer', address: { country: 'DE' } },
    };
    const paid = await scene.stripe.paymentIntents.create({
      amount: 500,
      currency: 'jpy',
      confirm: true,
      return_url: SHOP,
      payment_method_data: described,
      expand: ['payment_method'],
    });
    expect(paid.status).toBe('succeeded');
    expect(paid.payment_method).toMatchObject({
      card: { brand: 'mastercard', last4: '4444', exp_month: 3, exp_year: 2_040 },
      billing_details: { name: 'A Buyer', address: { country: 'DE', city: null } },
    });
    expect(JSON.stringify(paid)).not.toContain('555555555555');
  });
});

describe('a declined payment', () => {
  it.each([
    ['pm_card_visa_chargeDeclined', 'card_declined', 'generic_decline'],
    ['pm_card_chargeDeclinedInsufficientFunds', 'card_declined', 'insufficient_funds'],
    ['pm_card_chargeDeclinedExpiredCard', 'expired_card', undefined],
    ['pm_card_chargeDeclinedIncorrectCvc', 'incorrect_cvc', undefined],
    ['pm_card_chargeDeclinedProcessingError', 'processing_error', undefined],
    ['pm_card_visa_chargeDeclinedLostCard', 'card_declined', 'lost_card'],
  ])('by %s is a 402 with code %s', async (method, code, declineCode) => {
    await using scene = await startScene();
    const refusal = await refusalOf(scene.stripe.paymentIntents.create(paidWith(method)));
    expect(refusal).toMatchObject({ type: 'StripeCardError', statusCode: 402, rawType: 'card_error', code });
    expect(refusal.decline_code || undefined).toBe(declineCode); // the library fills in ''
    expect(refusal.requestId).toMatch(/^req_/);
    expect(refusal.payment_intent).toMatchObject({
      status: 'requires_payment_method',
      payment_method: null,
      last_payment_error: { type: 'card_error', code, charge: refusal.charge },
    });
    await scene.settle();
    expect(scene.hooks.types()).toEqual(['payment_intent.created', 'charge.failed', 'payment_intent.payment_failed']);
  });

  it('may be paid with another card afterwards, and leaves one failed and one good charge', async () => {
    await using scene = await startScene();
    const { stripe } = scene;
    const refusal = await refusalOf(stripe.paymentIntents.create(paidWith('pm_card_visa_chargeDeclined')));
    const id = refusal.payment_intent?.id ?? '';
    const paid = await stripe.paymentIntents.confirm(id, { payment_method: 'pm_card_visa', return_url: SHOP });
    expect(paid).toMatchObject({ status: 'succeeded', last_payment_error: null });
    const charges = await stripe.charges.list({ payment_intent: id });
    expect(charges.data.map(({ status }) => status)).toEqual(['succeeded', 'failed']);
  });

  it.each([
    [{ number: '4242424242424241', exp_month: 1, exp_year: 2_040 }, 'incorrect_number'],
    [{ number: '4242424242424242', exp_month: 13, exp_year: 2_040 }, 'invalid_expiry_month'],
    [{ number: '4242424242424242', exp_month: 1, exp_year: 2_001 }, 'invalid_expiry_year'],
    [{ number: '4242424242424242', exp_month: 1, exp_year: 2_040, cvc: '1' }, 'invalid_cvc'],
  ])('a card that cannot exist makes no payment method: %o', async (card, code) => {
    await using scene = await startScene();
    const refusal = await refusalOf(scene.stripe.paymentMethods.create({ type: 'card', card }));
    expect(refusal).toMatchObject({ statusCode: 402, code });
  });
});

describe('3-D Secure', () => {
  it('asks the customer by redirect, and the page sends them back paid', async () => {
    await using scene = await startScene();
    const { stripe } = scene;
    const asked = await stripe.paymentIntents.create(paidWith('pm_card_authenticationRequired'));
    expect(asked).toMatchObject({ status: 'requires_action', latest_charge: null });
    expect(asked.next_action).toMatchObject({ type: 'redirect_to_url', redirect_to_url: { return_url: SHOP } });
    const url = asked.next_action?.redirect_to_url?.url ?? '';
    expect(await (await fetch(url)).text()).toContain('2000 USD');

    const answer = await fetch(url, {
      method: 'POST',
      body: new URLSearchParams({ outcome: 'passed' }),
      redirect: 'manual',
    });
    expect(answer.status).toBe(303);
    const back = new URL(answer.headers.get('location') ?? '');
    expect(Object.fromEntries(back.searchParams)).toEqual({
      order: '1',
      payment_intent: asked.id,
      payment_intent_client_secret: asked.client_secret,
      redirect_status: 'succeeded',
    });
    const paid = await stripe.paymentIntents.retrieve(asked.id, { expand: ['latest_charge'] });
    expect(paid).toMatchObject({ status: 'succeeded', next_action: null });
    expect(paid.latest_charge).toMatchObject({
      payment_method_details: { card: { three_d_secure: { result: 'authenticated' } } },
    });
    await scene.settle();
    expect(scene.hooks.types()).toEqual([
      'payment_intent.created',
      'payment_intent.requires_action',
      'charge.succeeded',
      'payment_intent.succeeded',
    ]);
  });

  it('failed by the customer leaves the intent to be paid by another method', async () => {
    await using scene = await startScene();
    const { stripe, emulator } = scene;
    const asked = await stripe.paymentIntents.create(paidWith('pm_card_threeDSecure2Required'));
    await emulator.control.finishChallenge({ intent: asked.id, outcome: 'failed' });
    expect(await stripe.paymentIntents.retrieve(asked.id)).toMatchObject({
      status: 'requires_payment_method',
      payment_method: null,
      last_payment_error: { code: 'payment_intent_authentication_failure' },
    });
    await expect(emulator.control.finishChallenge({ intent: asked.id, outcome: 'passed' })).rejects.toThrow(
      'does not wait for a challenge',
    );
  });

  it('passed by the customer may still end in a decline by the bank', async () => {
    await using scene = await startScene();
    const { stripe, emulator } = scene;
    const asked = await stripe.paymentIntents.create(
      paidWith('pm_card_authenticationRequiredChargeDeclinedInsufficientFunds'),
    );
    await emulator.control.finishChallenge({ intent: asked.id, outcome: 'passed' });
    expect(await stripe.paymentIntents.retrieve(asked.id)).toMatchObject({
      status: 'requires_payment_method',
      last_payment_error: { code: 'card_declined', decline_code: 'insufficient_funds' },
    });
  });

  it('with manual capture holds the money once the challenge is passed', async () => {
    await using scene = await startScene();
    const { stripe, emulator } = scene;
    const asked = await stripe.paymentIntents.create({
      ...paidWith('pm_card_authenticationRequired'),
      capture_method: 'manual',
    });
    await emulator.control.finishChallenge({ intent: asked.id, outcome: 'passed' });
    expect(await stripe.paymentIntents.retrieve(asked.id)).toMatchObject({ status: 'requires_capture' });
  });

  it('is a decline when nobody is there to answer', async () => {
    await using scene = await startScene();
    const refusal = await refusalOf(
      scene.stripe.paymentIntents.create({ ...paidWith('pm_card_authenticationRequired'), off_session: true }),
    );
    expect(refusal).toMatchObject({ statusCode: 402, code: 'authentication_required' });
    expect(refusal.payment_intent).toMatchObject({ status: 'requires_payment_method' });
  });

  it('ends when the intent is cancelled meanwhile', async () => {
    await using scene = await startScene();
    const { stripe, emulator } = scene;
    const asked = await stripe.paymentIntents.create(paidWith('pm_card_authenticationRequired'));
    await stripe.paymentIntents.cancel(asked.id);
    await expect(emulator.control.finishChallenge({ intent: asked.id, outcome: 'passed' })).rejects.toThrow('canceled');
    expect((await stripe.charges.list({ payment_intent: asked.id })).data).toEqual([]);
  });
});

describe('a browser with a publishable key', () => {
  it('confirms with the client secret and sees only what is the customer’s', async () => {
    await using scene = await startScene();
    const intent = await scene.stripe.paymentIntents.create({
      amount: 900,
      currency: 'eur',
      capture_method: 'manual',
      metadata: { order: 'ord_1' },
    });
    const browser = clientOf(scene.emulator, { key: 'pk_test_bazaar' });
    const client_secret = intent.client_secret ?? '';
    const seen = await browser.paymentIntents.retrieve(intent.id, { client_secret });
    expect(seen).toMatchObject({ id: intent.id, status: 'requires_payment_method' });
    expect(seen.metadata).toBeUndefined();
    const confirmed = await browser.rawRequest('POST', `/v1/payment_intents/${intent.id}/confirm`, {
      client_secret,
      payment_method_data: { type: 'card', card: { number: '4242424242424242', exp_month: 12, exp_year: 2_040 } },
    });
    expect(confirmed).toMatchObject({ status: 'requires_capture', payment_method: expect.stringMatching(/^pm_/) });
    expect(confirmed).not.toHaveProperty('metadata');
    expect(confirmed).not.toHaveProperty('latest_charge');
  });

  it('is refused without the secret, with another one, and for everything else', async () => {
    await using scene = await startScene();
    const browser = clientOf(scene.emulator, { key: 'pk_test_bazaar' });
    const [one, two] = await Promise.all([
      scene.stripe.paymentIntents.create({ amount: 900, currency: 'eur' }),
      scene.stripe.paymentIntents.create({ amount: 900, currency: 'eur' }),
    ]);
    expect(await refusalOf(browser.paymentIntents.retrieve(one.id))).toMatchObject({ code: 'secret_key_required' });
    expect(
      await refusalOf(browser.paymentIntents.retrieve(one.id, { client_secret: two.client_secret ?? '' })),
    ).toMatchObject({ statusCode: 400, param: 'client_secret' });
    expect(await refusalOf(browser.paymentIntents.capture(one.id))).toMatchObject({ code: 'secret_key_required' });
    expect(await refusalOf(browser.refunds.create({ payment_intent: one.id }))).toMatchObject({
      code: 'secret_key_required',
    });
  });

  it('is told of a decline without the merchant’s own data', async () => {
    await using scene = await startScene();
    const intent = await scene.stripe.paymentIntents.create({ amount: 900, currency: 'eur', metadata: { a: 'b' } });
    const browser = clientOf(scene.emulator, { key: 'pk_test_bazaar' });
    const refusal = await refusalOf(
      browser.rawRequest('POST', `/v1/payment_intents/${intent.id}/confirm`, {
        client_secret: intent.client_secret,
        payment_method: 'pm_card_visa_chargeDeclined',
      }),
    );
    expect(refusal).toMatchObject({ statusCode: 402, code: 'card_declined' });
    expect(refusal.payment_intent).toMatchObject({ id: intent.id });
    expect(refusal.payment_intent).not.toHaveProperty('metadata');
  });

  it('gets the 3-D Secure page through its client library', async () => {
    await using scene = await startScene();
    const intent = await scene.stripe.paymentIntents.create({ amount: 900, currency: 'eur' });
    const browser = clientOf(scene.emulator, { key: 'pk_test_bazaar' });
    const asked = await browser.rawRequest('POST', `/v1/payment_intents/${intent.id}/confirm`, {
      client_secret: intent.client_secret,
      payment_method: 'pm_card_authenticationRequired',
    });
    expect(asked).toMatchObject({ status: 'requires_action', next_action: { type: 'use_stripe_sdk' } });
  });
});

describe('a bank debit', () => {
  it('is processing until the bank answers, and cannot be captured by hand', async () => {
    await using scene = await startScene();
    const { stripe, emulator } = scene;
    const sent = await stripe.paymentIntents.create(paidWith('pm_usBankAccount_success'));
    expect(sent).toMatchObject({ status: 'processing', amount_received: 0 });
    expect(await refusalOf(stripe.paymentIntents.cancel(sent.id))).toMatchObject({
      code: 'payment_intent_unexpected_state',
    });
    await emulator.control.settleIntent({ intent: sent.id, outcome: 'succeeded' });
    expect(await stripe.paymentIntents.retrieve(sent.id)).toMatchObject({
      status: 'succeeded',
      amount_received: 2_000,
    });

    const other = await stripe.paymentIntents.create(paidWith('pm_usBankAccount_success'));
    await emulator.control.settleIntent({ intent: other.id, outcome: 'failed' });
    expect(await stripe.paymentIntents.retrieve(other.id)).toMatchObject({ status: 'requires_payment_method' });
    expect(
      await refusalOf(
        stripe.paymentIntents.create({ ...paidWith('pm_usBankAccount_success'), capture_method: 'manual' }),
      ),
    ).toMatchObject({ statusCode: 400, param: 'capture_method' });
    await scene.settle();
    expect(scene.hooks.types().filter((type) => type.startsWith('payment_intent'))).toEqual([
      'payment_intent.created',
      'payment_intent.processing',
      'payment_intent.succeeded',
      'payment_intent.created',
      'payment_intent.processing',
      'payment_intent.payment_failed',
    ]);
  });
});

describe('an intent', () => {
  it('is updated while it is open, and only described afterwards', async () => {
    await using scene = await startScene();
    const { stripe } = scene;
    const intent = await stripe.paymentIntents.create({ amount: 900, currency: 'eur', metadata: { a: '1', b: '2' } });
    const updated = await stripe.paymentIntents.update(intent.id, { amount: 1_000, metadata: { a: '', c: '3' } });
    expect(updated).toMatchObject({ amount: 1_000, metadata: { b: '2', c: '3' }, status: 'requires_payment_method' });
    expect(updated.metadata).not.toHaveProperty('a');
    await stripe.paymentIntents.confirm(intent.id, { payment_method: 'pm_card_visa', return_url: SHOP });
    expect(await refusalOf(stripe.paymentIntents.update(intent.id, { amount: 1_100 }))).toMatchObject({
      code: 'payment_intent_unexpected_state',
    });
    expect(await stripe.paymentIntents.update(intent.id, { metadata: '' })).toMatchObject({ metadata: {} });
  });

  it('cannot be confirmed without a method, without a place to return to, or twice', async () => {
    await using scene = await startScene();
    const { stripe } = scene;
    const intent = await stripe.paymentIntents.create({ amount: 900, currency: 'eur' });
    expect(await refusalOf(stripe.paymentIntents.confirm(intent.id, { return_url: SHOP }))).toMatchObject({
      code: 'payment_intent_unexpected_state',
    });
    expect(await refusalOf(stripe.paymentIntents.confirm(intent.id, { payment_method: 'pm_card_visa' }))).toMatchObject(
      { param: 'return_url' },
    );
    await stripe.paymentIntents.confirm(intent.id, { payment_method: 'pm_card_visa', return_url: SHOP });
    const twice = await refusalOf(stripe.paymentIntents.confirm(intent.id, { return_url: SHOP }));
    expect(twice).toMatchObject({ code: 'payment_intent_unexpected_state' });
    expect(twice.payment_intent).toMatchObject({ status: 'succeeded' });
  });
});
