import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { clientOf, refusalOf, startScene } from '../testing/harness.ts';

const ORDER = { amount: 1_500, currency: 'eur' };

describe('an idempotency key', () => {
  it('replays the first answer to the same request', async () => {
    await using scene = await startScene();
    const { stripe } = scene;
    const key = { idempotencyKey: 'checkout-1' };
    const first = await stripe.paymentIntents.create(ORDER, key);
    const again = await stripe.paymentIntents.create(ORDER, key);
    expect(again).toEqual(first);
    expect(first.lastResponse.headers['idempotent-replayed']).toBeUndefined();
    expect(again.lastResponse.headers['idempotent-replayed']).toBe('true');
    expect(again.lastResponse.headers['original-request']).toBe(first.lastResponse.requestId);
    expect((await stripe.paymentIntents.list()).data).toHaveLength(1);
    await scene.settle();
    expect(scene.hooks.received[0]?.event?.request?.idempotency_key).toBe('checkout-1');
  });

  it('replays an error that came after the request had begun: a decline is charged once', async () => {
    await using scene = await startScene();
    const { stripe } = scene;
    const declined = {
      ...ORDER,
      confirm: true,
      payment_method: 'pm_card_visa_chargeDeclined',
      return_url: 'https://s.example',
    };
    const first = await refusalOf(stripe.paymentIntents.create(declined, { idempotencyKey: 'k' }));
    const again = await refusalOf(stripe.paymentIntents.create(declined, { idempotencyKey: 'k' }));
    expect(again.headers?.['idempotent-replayed']).toBe('true');
    expect(again.charge).toBe(first.charge);
    expect((await stripe.charges.list()).data).toHaveLength(1);
    const missing = () => refusalOf(stripe.paymentIntents.capture('pi_missing', {}, { idempotencyKey: 'm' }));
    expect(await missing()).toMatchObject({ statusCode: 404 });
    expect((await missing()).headers?.['idempotent-replayed']).toBe('true');
  });

  it('keeps nothing of a request that was refused before it began', async () => {
    await using scene = await startScene();
    const { stripe } = scene;
    const key = { idempotencyKey: 'k' };
    await refusalOf(stripe.paymentIntents.create({ ...ORDER, currency: 'nope' }, key));
    expect(await stripe.paymentIntents.create(ORDER, key)).toMatchObject({ amount: 1_500 });
  });

  it('refuses another request under a used key', async () => {
    await using scene = await startScene();
    const { stripe } = scene;
    const key = { idempotencyKey: 'k' };
    const intent = await stripe.paymentIntents.create(ORDER, key);
    const otherParams = await refusalOf(stripe.paymentIntents.create({ ...ORDER, amount: 1_501 }, key));
    expect(otherParams).toMatchObject({
      type: 'StripeIdempotencyError',
      statusCode: 400,
      rawType: 'idempotency_error',
    });
    const otherEndpoint = await refusalOf(stripe.paymentIntents.cancel(intent.id, {}, key));
    expect(otherEndpoint).toMatchObject({ rawType: 'idempotency_error' });
    expect((await stripe.paymentIntents.retrieve(intent.id)).status).toBe('requires_payment_method');
  });

  it('is in use until its first request is answered', async () => {
    await using scene = await startScene();
    const { stripe, emulator } = scene;
    await emulator.control.failCalls({ kind: 'timeout', path: '/v1/payment_intents' });
    const first = refusalOf(stripe.paymentIntents.create(ORDER, { idempotencyKey: 'k', timeout: 500 }));
    const second = () => refusalOf(stripe.paymentIntents.create(ORDER, { idempotencyKey: 'k' }));
    await sleep(100); // the first is under way: it hangs until its caller gives up
    expect(await second()).toMatchObject({
      statusCode: 409,
      code: 'idempotency_key_in_use',
      headers: { 'stripe-should-retry': 'true' },
    });
    await first;
    const patient = clientOf(emulator, { retries: 3 });
    expect(await patient.paymentIntents.create(ORDER, { idempotencyKey: 'k' })).toMatchObject({ amount: 1_500 });
  });

  it('fired fifty times at once makes one payment: the others are replayed or told to wait', async () => {
    await using scene = await startScene();
    const { stripe, emulator } = scene;
    await emulator.control.failCalls({ kind: 'delay', delayMs: 100, path: '/v1/payment_intents' });
    const outcomes = await Promise.all(
      Array.from({ length: 50 }, () =>
        stripe.paymentIntents.create(ORDER, { idempotencyKey: 'k' }).then(
          ({ id }) => id,
          ({ statusCode, code }: { statusCode?: number; code?: string }) => `${statusCode} ${code}`,
        ),
      ),
    );
    const [intent] = (await stripe.paymentIntents.list()).data;
    expect(await emulator.control.countIntents()).toMatchObject({ total: 1 });
    expect(new Set(outcomes)).toEqual(new Set([intent?.id, '409 idempotency_key_in_use']));
  });

  it('expires after 24 hours', async () => {
    await using scene = await startScene();
    const { stripe, emulator } = scene;
    const key = { idempotencyKey: 'k' };
    const first = await stripe.paymentIntents.create(ORDER, key);
    await emulator.control.advanceClock({ byMs: 24 * 60 * 60 * 1_000 - 5_000 });
    expect((await stripe.paymentIntents.create(ORDER, key)).id).toBe(first.id);
    await emulator.control.advanceClock({ byMs: 5_000 });
    expect((await stripe.paymentIntents.create(ORDER, key)).id).not.toBe(first.id);
  });

  it('belongs to its API key and account', async () => {
    await using scene = await startScene({ settings: { onboardAtOnce: true } });
    const { stripe, emulator } = scene;
    const key = { idempotencyKey: 'k' };
    const first = await stripe.paymentIntents.create(ORDER, key);
    const account = await stripe.accounts.create({ type: 'express' });
    const others = [
      await clientOf(emulator, { key: 'sk_test_other' }).paymentIntents.create(ORDER, key),
      await stripe.paymentIntents.create(ORDER, { ...key, stripeAccount: account.id }),
    ];
    expect(new Set([first, ...others].map(({ id }) => id)).size).toBe(3);
  });
});
