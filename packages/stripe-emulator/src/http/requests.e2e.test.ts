import { describe, expect, it } from 'vitest';
import { clientOf, refusalOf, startScene } from '../testing/harness.ts';

describe('the door', () => {
  it('refuses a missing, malformed or live key with 401', async () => {
    await using scene = await startScene();
    const bare = await fetch(`${scene.emulator.url}/v1/balance`);
    expect(bare.status).toBe(401);
    expect(bare.headers.get('request-id')).toMatch(/^req_/);
    expect(await bare.json()).toMatchObject({ error: { type: 'invalid_request_error' } });
    for (const key of ['sk_live_0123456789abcdef', 'nonsense'])
      expect(await refusalOf(clientOf(scene.emulator, { key }).balance.retrieve())).toMatchObject({
        type: 'StripeAuthenticationError',
        statusCode: 401,
      });
    const basic = await fetch(`${scene.emulator.url}/v1/balance`, {
      headers: { authorization: `Basic ${Buffer.from('sk_test_x:').toString('base64')}` },
    });
    expect(basic.status).toBe(200);
  });

  it('answers 404 for unknown objects and paths', async () => {
    await using scene = await startScene();
    expect(await refusalOf(scene.stripe.paymentIntents.retrieve('pi_nope'))).toMatchObject({
      statusCode: 404,
      code: 'resource_missing',
      message: "No such payment_intent: 'pi_nope'",
    });
    expect(await refusalOf(scene.stripe.rawRequest('GET', '/v1/nowhere'))).toMatchObject({ statusCode: 404 });
  });

  it.each([
    [{ amount: 100, currency: 'usd', colour: 'red' }, 'parameter_unknown', 'colour'],
    [{ currency: 'usd' }, 'parameter_missing', 'amount'],
    [{ amount: 100 }, 'parameter_missing', 'currency'],
    [{ amount: 'ten', currency: 'usd' }, 'parameter_invalid_integer', 'amount'],
    [{ amount: 10.5, currency: 'usd' }, 'parameter_invalid_integer', 'amount'],
    [{ amount: -1, currency: 'usd' }, 'parameter_invalid_integer', 'amount'],
    [{ amount: 49, currency: 'usd' }, 'amount_too_small', 'amount'],
    [{ amount: 100_000_000, currency: 'usd' }, 'amount_too_large', 'amount'],
    [{ amount: 100, currency: 'xyz' }, undefined, 'currency'],
    [{ amount: 100, currency: '' }, 'parameter_invalid_empty', 'currency'],
    [{ amount: 1_001, currency: 'kwd' }, undefined, 'amount'],
    [{ amount: 100, currency: 'usd', capture_method: 'later' }, undefined, 'capture_method'],
    [{ amount: 100, currency: 'usd', confirm: 'perhaps' }, undefined, 'confirm'],
    [{ amount: 100, currency: 'usd', metadata: 'x' }, undefined, 'metadata'],
    [{ amount: 100, currency: 'usd', metadata: { a: { b: 'c' } } }, undefined, 'metadata[a]'],
    [{ amount: 100, currency: 'usd', automatic_payment_methods: { on: true } }, 'parameter_missing', undefined],
    [{ amount: { a: 1 }, currency: 'usd' }, undefined, 'amount'],
    [{ amount: 100, currency: 'usd', payment_method: 'pm_nope' }, 'resource_missing', 'payment_method'],
    [{ amount: 100, currency: 'usd', customer: 'cus_nope' }, 'resource_missing', 'customer'],
  ])('refuses %j with 400 %s at %s', async (form, code, param) => {
    await using scene = await startScene();
    const refusal = await refusalOf(scene.stripe.rawRequest('POST', '/v1/payment_intents', form));
    expect(refusal).toMatchObject({ statusCode: 400, rawType: 'invalid_request_error' });
    expect(refusal.code).toBe(code);
    if (param) expect(refusal.param).toBe(param);
    expect((await scene.stripe.paymentIntents.list()).data).toEqual([]);
  });

  it('keeps metadata keys that look like places in a list', async () => {
    await using scene = await startScene();
    const metadata = { '0': 'zero', '7': 'seven', 'a b&c=d': 'é 漢 %5B', constructor: 'x' };
    const { id } = await scene.stripe.paymentIntents.create({ amount: 100, currency: 'usd', metadata });
    expect((await scene.stripe.paymentIntents.retrieve(id)).metadata).toEqual(metadata);
  });

  it('pages through lists, newest first', async () => {
    await using scene = await startScene();
    const { stripe } = scene;
    const made: string[] = [];
    for (let amount = 101; amount <= 107; amount += 1)
      made.unshift((await stripe.paymentIntents.create({ amount, currency: 'usd' })).id);
    const first = await stripe.paymentIntents.list({ limit: 3 });
    expect(first).toMatchObject({ object: 'list', has_more: true, url: '/v1/payment_intents' });
    expect(first.data.map(({ id }) => id)).toEqual(made.slice(0, 3));
    const all: string[] = [];
    for await (const intent of stripe.paymentIntents.list({ limit: 3 })) all.push(intent.id);
    expect(all).toEqual(made);
    const back = await stripe.paymentIntents.list({ limit: 2, ending_before: made[4] });
    expect(back.data.map(({ id }) => id)).toEqual([made[2], made[3]]);
    expect(await refusalOf(stripe.paymentIntents.list({ limit: 101 }))).toMatchObject({ param: 'limit' });
    expect(await refusalOf(stripe.paymentIntents.list({ starting_after: 'pi_x' }))).toMatchObject({
      code: 'resource_missing',
    });
  });

  it('expands references, also in lists, and refuses what cannot be expanded', async () => {
    await using scene = await startScene();
    const { stripe } = scene;
    const paid = await stripe.paymentIntents.create({
      amount: 100,
      currency: 'usd',
      confirm: true,
      payment_method: 'pm_card_visa',
      return_url: 'https://s.example',
      expand: ['latest_charge.balance_transaction', 'payment_method'],
    });
    expect(paid).toMatchObject({
      payment_method: { object: 'payment_method' },
      latest_charge: { object: 'charge', balance_transaction: { object: 'balance_transaction', net: 67 } },
    });
    const listed = await stripe.paymentIntents.list({ expand: ['data.latest_charge'] });
    expect(listed.data[0]?.latest_charge).toMatchObject({ id: expect.any(String), object: 'charge' });
    for (const path of ['amount', 'nothing', 'latest_charge.amount'])
      expect(await refusalOf(stripe.paymentIntents.retrieve(paid.id, { expand: [path] }))).toMatchObject({
        statusCode: 400,
      });
  });

  it('keeps the objects of a connected account apart', async () => {
    await using scene = await startScene({ settings: { onboardAtOnce: true } });
    const { stripe } = scene;
    const account = await stripe.accounts.create({ type: 'express' });
    const own = await stripe.paymentIntents.create({ amount: 100, currency: 'usd' }, { stripeAccount: account.id });
    expect(own.lastResponse.stripeAccount).toBe(account.id);
    expect(await refusalOf(stripe.paymentIntents.retrieve(own.id))).toMatchObject({ code: 'resource_missing' });
    expect((await stripe.paymentIntents.list()).data).toEqual([]);
    expect(await refusalOf(stripe.balance.retrieve({}, { stripeAccount: 'acct_nope' }))).toMatchObject({
      statusCode: 403,
      code: 'account_invalid',
    });
  });

  it('lets a browser of another origin in', async () => {
    await using scene = await startScene();
    const preflight = await fetch(`${scene.emulator.url}/v1/payment_intents/pi_1/confirm`, { method: 'OPTIONS' });
    expect(preflight.status).toBe(204);
    expect(preflight.headers.get('access-control-allow-origin')).toBe('*');
  });

  it('refuses bodies that are too large or no form', async () => {
    await using scene = await startScene();
    const send = (body: string, type: string) =>
      fetch(`${scene.emulator.url}/v1/customers`, {
        method: 'POST',
        headers: { authorization: 'Bearer sk_test_x', 'content-type': type },
        body,
      });
    expect((await send('{"name":"x"}', 'application/json')).status).toBe(400);
    expect((await send(`name=${'x'.repeat(2_000_000)}`, 'application/x-www-form-urlencoded')).status).toBe(413);
    expect((await send(`a${'[b]'.repeat(40)}=1`, 'application/x-www-form-urlencoded')).status).toBe(400);
  });
});
