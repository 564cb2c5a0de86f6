import { Stripe } from 'stripe';
import { describe, expect, it } from 'vitest';
import { SECRET, startReceiver, startScene, type Scene } from '../testing/harness.ts';

/** Makes `count` intents, one after the other: one `payment_intent.created` each. */
async function createIntents({ stripe }: Scene, count: number): Promise<string[]> {
  const ids: string[] = [];
  for (let made = 0; made < count; made += 1)
    ids.push((await stripe.paymentIntents.create({ amount: 100 + made, currency: 'usd' })).id);
  return ids;
}

function subjects({ hooks }: Scene): string[] {
  return hooks.received.map(({ event }) => (event && 'id' in event.data.object ? event.data.object.id : '?'));
}

describe('webhooks', () => {
  it('are signed so that the official library accepts them, and only with the endpoint’s own secret', async () => {
    await using scene = await startScene();
    const { emulator, hooks } = scene;
    const stranger = await startReceiver('whsec_another');
    await emulator.control.addWebhook({ url: stranger.url, secret: SECRET });
    await createIntents(scene, 1);
    await scene.settle();
    expect(hooks.received[0]).toMatchObject({ refused: null, event: { object: 'event', livemode: false } });
    expect(stranger.received[0]?.refused).toContain('signature');
    await stranger.stop();
  });

  it('go again with growing waits until they are accepted', async () => {
    await using scene = await startScene();
    scene.hooks.statuses.push(500, 404);
    await createIntents(scene, 1);
    await expect.poll(() => scene.hooks.received.length).toBe(3);
    const ids = scene.hooks.received.map(({ event }) => event?.id);
    expect(new Set(ids).size).toBe(1);
    await expect
      .poll(() => scene.emulator.control.listDeliveries())
      .toMatchObject([{ state: 'delivered', attempts: [{ status: 500 }, { status: 404 }, { status: 200 }] }]);
    const [event] = (await scene.stripe.events.list()).data;
    expect(event).toMatchObject({ id: ids[0], pending_webhooks: 0, type: 'payment_intent.created' });
  });

  it('are given up after the last attempt, and can be sent again by hand', async () => {
    await using scene = await startScene();
    scene.hooks.statuses.push(500, 500, 500, 500);
    await createIntents(scene, 1);
    const { control } = scene.emulator;
    await expect.poll(() => control.listDeliveries({ state: 'failed' })).toHaveLength(1);
    const [failed] = await control.listDeliveries({ state: 'failed' });
    await control.redeliverEvent({ event: failed?.event ?? '' });
    await scene.settle();
    expect(await control.listDeliveries({ state: 'delivered' })).toHaveLength(1);
    expect(scene.hooks.received).toHaveLength(5);
  });

  it('are held and released in the order that a test wants', async () => {
    await using scene = await startScene();
    const { control } = scene.emulator;
    await control.addDeliveryRule({ action: { kind: 'hold' } });
    const ids = await createIntents(scene, 4);
    await scene.settle();
    expect(scene.hooks.received).toEqual([]);
    await control.releaseDeliveries({ order: 'reverse' });
    await scene.settle();
    expect(subjects(scene)).toEqual(ids.toReversed());
    await control.clearDeliveryRules();
    const [last] = await createIntents(scene, 1);
    await scene.settle();
    expect(subjects(scene).at(-1)).toBe(last);
  });

  it('are reordered by windows', async () => {
    await using scene = await startScene();
    await scene.emulator.control.addDeliveryRule({ action: { kind: 'reorder', window: 3 } });
    const ids = await createIntents(scene, 3);
    await scene.settle();
    expect(subjects(scene)).toEqual(ids.toReversed());
  });

  it('are duplicated, dropped and delayed by type, a limited number of times', async () => {
    await using scene = await startScene();
    const { control } = scene.emulator;
    await control.addDeliveryRule({
      types: ['charge.*'],
      action: { kind: 'drop' },
      times: 1,
    });
    await control.addDeliveryRule({ types: ['payment_intent.succeeded'], action: { kind: 'duplicate', copies: 3 } });
    await control.addDeliveryRule({ types: ['payment_intent.created'], action: { kind: 'delay', delayMs: 150 } });
    const before = Date.now();
    await pay(scene);
    await scene.settle();
    expect(scene.hooks.types()).toEqual(Array(3).fill('payment_intent.succeeded'));
    expect(new Set(scene.hooks.received.map(({ event }) => event?.id)).size).toBe(1);
    await expect.poll(() => scene.hooks.types().at(-1)).toBe('payment_intent.created');
    expect(Date.now() - before).toBeGreaterThanOrEqual(150);
    await pay(scene);
    await expect.poll(() => scene.hooks.types().filter((type) => type === 'charge.succeeded')).toHaveLength(1);
  });

  it.each(['signature', 'body', 'timestamp'] as const)(
    'are corrupted in their %s: the library refuses them',
    async (what) => {
      await using scene = await startScene();
      await scene.emulator.control.addDeliveryRule({ action: { kind: 'corrupt', what }, times: 1 });
      await createIntents(scene, 2);
      await scene.settle();
      expect(scene.hooks.types().toSorted()).toEqual(['payment_intent.created', 'refused']);
    },
  );

  it('reach endpoints made through the API, until they are deleted', async () => {
    await using scene = await startScene();
    const { stripe, emulator } = scene;
    const made = await stripe.webhookEndpoints.create({
      url: 'http://127.0.0.1:9/replaced-below',
      enabled_events: ['payment_intent.canceled'],
    });
    expect(made.secret).toMatch(/^whsec_/);
    await stripe.webhookEndpoints.del(made.id);
    const receiver = await startReceiver('whsec_api');
    await emulator.control.addWebhook({ url: receiver.url, secret: 'whsec_api', events: ['payment_intent.canceled'] });
    expect((await stripe.webhookEndpoints.list()).data).toHaveLength(3);
    const [id = ''] = await createIntents(scene, 1);
    await stripe.paymentIntents.cancel(id);
    await scene.settle();
    expect(receiver.types()).toEqual(['payment_intent.canceled']);
    await receiver.stop();
  });

  it('of connected accounts go to Connect endpoints and name the account', async () => {
    await using scene = await startScene();
    const { stripe, emulator } = scene;
    const account = await stripe.accounts.create({
      type: 'express',
      country: 'DE',
      capabilities: { transfers: { requested: true } },
    });
    expect(account).toMatchObject({ payouts_enabled: false, capabilities: { transfers: 'inactive' } });
    const link = await stripe.accountLinks.create({
      account: account.id,
      type: 'account_onboarding',
      return_url: 'https://shop.example/done',
      refresh_url: 'https://shop.example/again',
    });
    const answer = await fetch(link.url, { method: 'POST', redirect: 'manual' });
    expect(answer.headers.get('location')).toBe('https://shop.example/done');
    await emulator.control.deliveriesIdle();
    expect(scene.hooks.received).toEqual([]);
    expect(scene.connectHooks.received[0]?.event).toMatchObject({
      type: 'account.updated',
      account: account.id,
      data: { object: { id: account.id, payouts_enabled: true, capabilities: { transfers: 'active' } } },
    });
  });

  it('can be read as events, and constructed from them', async () => {
    await using scene = await startScene();
    await createIntents(scene, 1);
    const [event] = (await scene.stripe.events.list({ types: ['payment_intent.created'] })).data;
    const payload = JSON.stringify(await scene.stripe.events.retrieve(event?.id ?? ''));
    const header = Stripe.webhooks.generateTestHeaderString({ payload, secret: SECRET });
    expect(Stripe.webhooks.constructEvent(payload, header, SECRET).id).toBe(event?.id);
  });
});

async function pay({ stripe }: Scene): Promise<void> {
  await stripe.paymentIntents.create({
    amount: 500,
    currency: 'usd',
    confirm: true,
    payment_method: 'pm_card_visa',
    return_url: 'https://shop.example',
  });
}
