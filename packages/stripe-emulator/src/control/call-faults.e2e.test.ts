import { describe, expect, it } from 'vitest';
import { connectControl } from './control.ts';
import { clientOf, refusalOf, startScene } from '../testing/harness.ts';

const ORDER = { amount: 1_500, currency: 'eur', metadata: { order: 'ord_1' } };
const CREATE = { method: 'POST', path: '/v1/payment_intents' } as const;

describe('calls that go wrong', () => {
  it('a lost answer: the payment exists, and the retry under the same key finds it', async () => {
    await using scene = await startScene();
    const { emulator } = scene;
    const { control } = emulator;
    // The official client repeats a closed connection by itself, under the same key.
    await control.failCalls({ ...CREATE, kind: 'loseAnswer' });
    const found = await scene.stripe.paymentIntents.create(ORDER, { idempotencyKey: 'checkout-1' });
    expect(found.lastResponse.headers['idempotent-replayed']).toBe('true');
    expect(await control.countIntents({ metadata: { order: 'ord_1' } })).toMatchObject({ total: 1 });

    await control.failCalls({ ...CREATE, kind: 'loseAnswer', times: 2 });
    const second = { ...ORDER, metadata: { order: 'ord_2' } };
    const lost = await refusalOf(scene.stripe.paymentIntents.create(second, { idempotencyKey: 'checkout-2' }));
    expect(lost.type).toBe('StripeConnectionError');
    const again = await scene.stripe.paymentIntents.create(second, { idempotencyKey: 'checkout-2' });
    expect(again.metadata).toEqual({ order: 'ord_2' });
    expect(await control.countIntents({ metadata: { order: 'ord_2' } })).toMatchObject({ total: 1 });
  });

  it('a cut, 500 or 429 before the effect leaves nothing behind', async () => {
    await using scene = await startScene();
    const { stripe, emulator } = scene;
    await emulator.control.failCalls({ ...CREATE, kind: 'cut', times: 2 });
    expect((await refusalOf(stripe.paymentIntents.create(ORDER))).type).toBe('StripeConnectionError');
    await emulator.control.failCalls({ ...CREATE, kind: 'error500' });
    expect(await refusalOf(stripe.paymentIntents.create(ORDER))).toMatchObject({ statusCode: 500 });
    await emulator.control.failCalls({ ...CREATE, kind: 'error429' });
    expect(await refusalOf(stripe.paymentIntents.create(ORDER))).toMatchObject({ type: 'StripeRateLimitError' });
    expect(await emulator.control.countIntents()).toMatchObject({ total: 0 });
    expect(await stripe.paymentIntents.create(ORDER)).toMatchObject({ amount: 1_500 });
  });

  it('a refusal has no effect and is kept: only another key asks anew', async () => {
    await using scene = await startScene();
    const { stripe, emulator } = scene;
    await emulator.control.failCalls({ ...CREATE, kind: 'refuse' });
    for (let copy = 0; copy < 2; copy++)
      expect(await refusalOf(stripe.paymentIntents.create(ORDER, { idempotencyKey: 'first' }))).toMatchObject({
        statusCode: 400,
        type: 'StripeInvalidRequestError',
      });
    expect(await emulator.control.countIntents()).toMatchObject({ total: 0 });
    expect(await stripe.paymentIntents.create(ORDER, { idempotencyKey: 'second' })).toMatchObject({ amount: 1_500 });
  });

  it('500 after the effect: the retry under the same key succeeds without a second payment', async () => {
    await using scene = await startScene();
    await scene.emulator.control.failCalls({ ...CREATE, kind: 'error500AfterEffect' });
    const patient = clientOf(scene.emulator, { retries: 1 });
    await patient.paymentIntents.create(ORDER, { idempotencyKey: 'k' });
    expect(await scene.emulator.control.countIntents()).toMatchObject({ total: 1 });
  });

  it('an answer that is late: the payment exists before', async () => {
    await using scene = await startScene();
    await scene.emulator.control.failCalls({ ...CREATE, kind: 'delayAnswer', delayMs: 300 });
    const creating = scene.stripe.paymentIntents.create(ORDER);
    await expect.poll(() => scene.emulator.control.countIntents()).toMatchObject({ total: 1 });
    expect(await Promise.race([creating.then(() => 'answered'), Promise.resolve('not yet')])).toBe('not yet');
    expect((await creating).id).toMatch(/^pi_/);
  });

  it('a call that is never answered has no effect', async () => {
    await using scene = await startScene();
    await scene.emulator.control.failCalls({ ...CREATE, kind: 'timeout' });
    const refusal = await refusalOf(scene.stripe.paymentIntents.create(ORDER, { timeout: 100 }));
    expect(refusal.message).toContain('timeout');
    expect(await scene.emulator.control.countIntents()).toMatchObject({ total: 0 });
  });

  it('only hits the calls that match', async () => {
    await using scene = await startScene();
    const { stripe, emulator } = scene;
    await emulator.control.failCalls({ kind: 'error500', path: '/v1/payment_intents/:id/capture' });
    const { id } = await stripe.paymentIntents.create(ORDER);
    await stripe.paymentIntents.retrieve(id);
    expect(await refusalOf(stripe.paymentIntents.capture(id))).toMatchObject({ statusCode: 500 });
    await emulator.control.failCalls({ kind: 'error500', times: 5 });
    await emulator.control.clearFaults();
    await stripe.paymentIntents.retrieve(id);
  });
});

describe('the control over HTTP', () => {
  it('has the same commands as in the process', async () => {
    await using scene = await startScene();
    const remote = connectControl(scene.emulator.url);
    await remote.failCalls({ ...CREATE, kind: 'error500' });
    expect(await refusalOf(scene.stripe.paymentIntents.create(ORDER))).toMatchObject({ statusCode: 500 });
    await scene.stripe.paymentIntents.create(ORDER);
    expect(await remote.countIntents()).toMatchObject({ total: 1, byStatus: { requires_payment_method: 1 } });
    await remote.deliveriesIdle();
    expect(await remote.listDeliveries()).toHaveLength(1);
  });

  it('refuses unknown commands and wrong input', async () => {
    await using scene = await startScene();
    const post = (name: string, body: string) =>
      fetch(`${scene.emulator.url}/_emulator/${name}`, { method: 'POST', body });
    expect((await post('nothing', '{}')).status).toBe(404);
    expect((await post('failCalls', '{"kind":"explode"}')).status).toBe(400);
    expect((await post('failCalls', '{')).status).toBe(400);
    expect((await post('redeliverEvent', '{"event":"evt_x"}')).status).toBe(400);
    expect((await fetch(`${scene.emulator.url}/_emulator/health`)).status).toBe(200);
  });
});
