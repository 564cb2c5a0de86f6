import { newId } from '@bazaar/ids/id';
import { countStatements } from '@bazaar/postgres/statements';
import { randomUUID } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import {
  CHECKOUT_CANCEL,
  CHECKOUT_COMPLETE,
  CHECKOUT_QUERY,
  CHECKOUT_START,
  ORDER_QUERY,
} from './testing/documents.ts';
import type { TestCart } from './testing/neighbours.ts';
import { ADDRESS, buyer, inputFor, member, staff, startScene, type Scene } from './testing/scene.ts';

function oneMug(scene: Scene, buyerId?: string): TestCart {
  const want = { vendorId: newId('vnd'), offerId: newId('off'), quantity: 1, unitAmount: 2_000 };
  return scene.neighbours.addCart([want], buyerId === undefined ? {} : { buyerId });
}

const complete = async (
  scene: Scene,
  checkoutId: string,
  accessToken?: string,
  caller = null as ReturnType<typeof buyer> | null,
) => (await scene.ask(CHECKOUT_COMPLETE, { input: { checkoutId, accessToken } }, caller)).checkoutComplete;

describe('paying', () => {
  it('is declined, and succeeds with another card within the same checkout', async () => {
    await using scene = await startScene();
    const caller = buyer();
    const cart = oneMug(scene, caller.sub);
    const idempotencyKey = randomUUID();
    const { checkout } = await scene.start(cart, caller, { idempotencyKey });
    await expect(
      scene.confirm(checkout.clientSecret, 'pm_card_visa_chargeDeclinedInsufficientFunds'),
    ).rejects.toThrow();
    const declined = await complete(scene, checkout.id, undefined, caller);
    expect(declined).toMatchObject({
      checkout: {
        status: 'AWAITING_PAYMENT',
        clientSecret: checkout.clientSecret,
        payment: { status: 'PENDING', error: { code: 'insufficient_funds' } },
      },
      userErrors: [{ code: 'PAYMENT_DECLINED', field: ['checkoutId'] }],
    });
    // The card is the browser's: no field of the input is at fault.
    expect((await scene.start(cart, caller, { idempotencyKey })).userErrors).toMatchObject([
      { code: 'PAYMENT_DECLINED', field: null },
    ]);
    await scene.confirm(checkout.clientSecret);
    expect(await complete(scene, checkout.id, undefined, caller)).toMatchObject({
      checkout: { status: 'CONFIRMED', payment: { status: 'PAID', error: null } },
      userErrors: [],
    });
    expect(await scene.emulator.control.countIntents()).toMatchObject({
      total: 1,
      received: checkout.order.total.amount,
    });
  });

  it('asks for 3-D Secure, and goes through once the buyer has passed it', async () => {
    await using scene = await startScene();
    const caller = buyer();
    const { checkout } = await scene.start(oneMug(scene, caller.sub), caller);
    await scene.confirm(checkout.clientSecret, 'pm_card_threeDSecure2Required');
    expect(await complete(scene, checkout.id, undefined, caller)).toMatchObject({
      checkout: { status: 'AWAITING_PAYMENT', payment: { requiresAction: true } },
      userErrors: [],
    });
    await scene.emulator.control.finishChallenge({
      intent: checkout.clientSecret.split('_secret_')[0] ?? '',
      outcome: 'passed',
    });
    await scene.until(
      async () => (await scene.ask(CHECKOUT_QUERY, { id: checkout.id }, caller)).checkout.status === 'CONFIRMED',
    );
  });

  it('charges a given method at once', async () => {
    await using scene = await startScene();
    const caller = buyer();
    const paid = await scene.start(oneMug(scene, caller.sub), caller, { paymentMethod: 'pm_card_visa' });
    expect(paid).toMatchObject({ checkout: { status: 'CONFIRMED', clientSecret: null }, userErrors: [] });

    const refused = await scene.start(oneMug(scene, caller.sub), caller, {
      paymentMethod: 'pm_card_visa_chargeDeclined',
    });
    expect(refused).toMatchObject({
      checkout: { status: 'AWAITING_PAYMENT', payment: { error: { code: 'generic_decline' } } },
      userErrors: [{ code: 'PAYMENT_DECLINED', field: ['paymentMethod'] }],
    });
  });

  it('gives up when the provider knows no such method, and charges nobody', async () => {
    await using scene = await startScene();
    const caller = buyer();
    const cart = oneMug(scene, caller.sub);
    const { checkout, userErrors } = await scene.start(cart, caller, { paymentMethod: 'pm_nobody_has_this' });
    expect(checkout).toMatchObject({ status: 'FAILED', order: { status: 'CANCELLED', paymentStatus: 'FAILED' } });
    expect([...userErrors, checkout.failure]).toMatchObject([
      { code: 'PAYMENT_FAILED', field: ['paymentMethod'] },
      { code: 'PAYMENT_FAILED', field: ['paymentMethod'] },
    ]);
    expect(cart.frozenBy).toBeNull();
    expect([...scene.neighbours.stock.values()]).toEqual([100]);
  });

  it('skips the provider for what costs nothing, and completes what is digital', async () => {
    await using scene = await startScene();
    const caller = buyer();
    const cart = scene.neighbours.addCart(
      [{ vendorId: newId('vnd'), offerId: newId('off'), quantity: 1, unitAmount: 0, isDigital: true }],
      { buyerId: caller.sub },
    );
    const { checkout, userErrors } = await scene.start(cart, caller);
    expect(userErrors).toEqual([]);
    expect(checkout).toMatchObject({
      status: 'CONFIRMED',
      payment: null,
      order: { status: 'COMPLETED', paymentStatus: 'PAID', vendorOrders: [{ status: 'COMPLETED' }] },
    });
    expect(await scene.emulator.control.countIntents()).toMatchObject({ total: 0 });
    expect(cart.completed).toBe(1);
  });
});

describe('what stands in the way', () => {
  it('names stock that is gone, and leaves cart and stock as they were', async () => {
    await using scene = await startScene();
    const caller = buyer();
    const cart = oneMug(scene, caller.sub);
    for (const offerId of scene.neighbours.stock.keys()) scene.neighbours.stock.set(offerId, 0);
    const { checkout, userErrors } = await scene.start(cart, caller);
    expect(userErrors).toMatchObject([{ code: 'OFFER_OUT_OF_STOCK', field: ['cartId'] }]);
    expect(checkout).toMatchObject({
      status: 'FAILED',
      order: null,
      failure: {
        code: 'OFFER_OUT_OF_STOCK',
        field: ['cartId'],
        problems: [{ code: 'OFFER_OUT_OF_STOCK', available: 0 }],
      },
    });
    expect(cart.frozenBy).toBeNull();
  });

  it('charges nobody when the stock is gone at the last moment', async () => {
    await using scene = await startScene();
    const caller = buyer();
    const cart = oneMug(scene, caller.sub);
    const { checkout } = await scene.start(cart, caller);
    scene.neighbours.reservations.clear();
    await scene.confirm(checkout.clientSecret);
    expect(await complete(scene, checkout.id, undefined, caller)).toMatchObject({
      checkout: {
        status: 'FAILED',
        order: { status: 'CANCELLED', paymentStatus: 'VOIDED' },
        failure: { code: 'OFFER_OUT_OF_STOCK', field: ['cartId'] },
      },
      userErrors: [{ code: 'OFFER_OUT_OF_STOCK', field: ['checkoutId'] }],
    });
    expect(await scene.emulator.control.countIntents()).toMatchObject({ received: 0, byStatus: { canceled: 1 } });
    expect(cart).toMatchObject({ frozenBy: null, completed: 0 });
  });

  it.each([
    [{ expectedVersion: 2 }, 'CART_VERSION_STALE', ['expectedVersion'], { cartVersion: 3 }],
    [
      { expectedTotal: { amount: 1, currency: 'USD' } },
      'TOTAL_CHANGED',
      ['expectedTotal'],
      { total: { amount: 2_650 } },
    ],
    [{ expectedTotal: { amount: 2_650, currency: 'EUR' } }, 'CURRENCY_MISMATCH', ['expectedTotal', 'currency'], {}],
    [{ cartId: 'crt_nope' }, 'CART_NOT_FOUND', ['cartId'], {}],
    [{ shippingAddress: { ...ADDRESS, country: 'AQ' } }, 'COUNTRY_NOT_SUPPORTED', ['shippingAddress', 'country'], {}],
    [
      { shippingAddress: null, billingAddress: { ...ADDRESS, country: 'AQ' } },
      'COUNTRY_NOT_SUPPORTED',
      ['billingAddress', 'country'],
      {},
    ],
    [{ shippingAddress: null, billingAddress: ADDRESS }, 'SHIPPING_ADDRESS_REQUIRED', ['shippingAddress'], {}],
  ])('refuses %j as %s and leaves the cart alone', async (overrides, code, field, failure) => {
    await using scene = await startScene({ webhooks: false });
    const caller = buyer();
    const cart = oneMug(scene, caller.sub);
    const { checkout, userErrors } = await scene.start(cart, caller, overrides);
    expect(userErrors).toMatchObject([{ code, field }]);
    expect(checkout).toMatchObject({ status: 'FAILED', order: null, failure: { code, field, ...failure } });
    expect(cart).toMatchObject({ frozenBy: null, version: 3, completed: 0 });
    expect(await scene.emulator.control.countIntents()).toMatchObject({ total: 0 });
  });

  it.each([
    [{ email: 'ada@' }, 'EMAIL_INVALID', ['email']],
    [{ email: ' ' }, 'EMAIL_REQUIRED', ['email']],
    [{ shippingAddress: { ...ADDRESS, country: 'XX' } }, 'COUNTRY_INVALID', ['shippingAddress', 'country']],
    [{ shippingAddress: { ...ADDRESS, city: ' ' } }, 'ADDRESS_INVALID', ['shippingAddress', 'city']],
    [{ billingAddress: { ...ADDRESS, postalCode: 'zip' } }, 'POSTAL_CODE_INVALID', ['billingAddress', 'postalCode']],
    [{ shippingAddress: null }, 'ADDRESS_REQUIRED', ['billingAddress']],
    [{ expectedTotal: { amount: 1, currency: 'BUX' } }, 'CURRENCY_INVALID', ['expectedTotal', 'currency']],
    [{ idempotencyKey: '' }, 'IDEMPOTENCY_KEY_INVALID', ['idempotencyKey']],
    [{ returnUrl: 'javascript:alert(1)' }, 'URL_INVALID', ['returnUrl']],
  ])('refuses %j before anything begins: %s', async (overrides, code, field) => {
    await using scene = await startScene({ webhooks: false });
    const { checkout, userErrors } = await scene.start(oneMug(scene), null, overrides);
    expect(userErrors).toMatchObject([{ code, field }]);
    expect(checkout).toBeNull();
    expect(await scene.rows('select 1 from checkout')).toEqual([]);
    expect(scene.neighbours.log).toEqual([]);
  });

  it('names a vendor that does not sell at the moment', async () => {
    await using scene = await startScene({ webhooks: false });
    const caller = buyer();
    const cart = oneMug(scene, caller.sub);
    scene.neighbours.inactiveVendors.add(cart.quote.groups[0]?.vendorId ?? '');
    const { checkout } = await scene.start(cart, caller);
    expect(checkout).toMatchObject({
      status: 'FAILED',
      failure: { code: 'CART_LINE_NOT_PURCHASABLE', field: ['cartId'], problems: [{ code: 'VENDOR_INACTIVE' }] },
    });
    expect([...scene.neighbours.stock.values()]).toEqual([100]);
    expect(cart.frozenBy).toBeNull();
  });

  it('tells which other checkout holds the cart, and that one can be given up', async () => {
    await using scene = await startScene();
    const caller = buyer();
    const cart = oneMug(scene, caller.sub);
    const first = await scene.start(cart, caller);
    const second = await scene.start(cart, caller);
    expect(second.checkout.failure).toMatchObject({
      code: 'CART_FROZEN',
      field: ['cartId'],
      otherCheckoutId: first.checkout.id,
    });
    const given = (await scene.ask(CHECKOUT_CANCEL, { input: { checkoutId: first.checkout.id } }, caller))
      .checkoutCancel;
    expect(given).toMatchObject({
      checkout: { status: 'CANCELLED', order: { status: 'CANCELLED', paymentStatus: 'FAILED' } },
      userErrors: [],
    });
    expect(await scene.emulator.control.countIntents()).toMatchObject({ byStatus: { canceled: 1 } });
    expect([...scene.neighbours.stock.values()]).toEqual([100]);
    const third = await scene.start(cart, caller);
    expect(third.checkout.status).toBe('AWAITING_PAYMENT');
  });
});

describe('the idempotency key', () => {
  it('makes one order and one payment of fifty requests at once', async () => {
    await using scene = await startScene();
    const caller = buyer();
    const cart = oneMug(scene, caller.sub);
    const input = inputFor(cart, caller);
    const answers = await Promise.all(
      Array.from({ length: 50 }, async () => (await scene.ask(CHECKOUT_START, { input }, caller)).checkoutStart),
    );
    expect(new Set(answers.map(({ checkout }) => checkout.id)).size).toBe(1);
    expect(answers.flatMap(({ userErrors }) => userErrors)).toEqual([]);
    const again = (await scene.ask(CHECKOUT_START, { input }, caller)).checkoutStart;
    await scene.confirm(again.checkout.clientSecret);
    await Promise.all(Array.from({ length: 10 }, () => complete(scene, again.checkout.id, undefined, caller)));
    const after = (await scene.ask(CHECKOUT_START, { input }, caller)).checkoutStart;
    expect(after.checkout).toMatchObject({ status: 'CONFIRMED', order: { status: 'CONFIRMED' } });
    expect(await scene.rows('select status from payment')).toEqual([{ status: 'PAID' }]);
    expect(await scene.rows('select 1 from order_')).toHaveLength(1);
    expect(await scene.emulator.control.countIntents()).toMatchObject({ total: 1, received: 2_650 });
    expect(cart.completed).toBe(1);
    expect(scene.heard('payment.success').length).toBeLessThanOrEqual(1);
  });

  it('refuses another input under the same key, and counts per buyer', async () => {
    await using scene = await startScene({ webhooks: false });
    const caller = buyer();
    const cart = oneMug(scene, caller.sub);
    const idempotencyKey = randomUUID();
    await scene.start(cart, caller, { idempotencyKey });
    const other = await scene.start(cart, caller, { idempotencyKey, returnUrl: 'https://shop.example/' });
    expect(other).toMatchObject({ checkout: null, userErrors: [{ code: 'IDEMPOTENCY_KEY_REUSED' }] });
    const stranger = buyer();
    const theirs = await scene.start(oneMug(scene, stranger.sub), stranger, { idempotencyKey });
    expect(theirs.checkout.status).toBe('AWAITING_PAYMENT');
  });
});

describe('who may see it', () => {
  it('reads as not there for anybody but the buyer, support and the holder of the guest token', async () => {
    await using scene = await startScene({ webhooks: false });
    const { checkout } = await scene.start(oneMug(scene), null);
    const { id, accessToken, order } = checkout;
    expect(accessToken).toBeTruthy();
    expect(order.accessToken).toBe(accessToken);
    for (const caller of [null, buyer(), member(newId('vnd'))]) {
      expect((await scene.ask(CHECKOUT_QUERY, { id }, caller)).checkout).toBeNull();
      expect((await scene.ask(ORDER_QUERY, { id: order.id }, caller)).order).toBeNull();
      expect(await complete(scene, id, 'x'.repeat(20), caller)).toMatchObject({
        checkout: null,
        userErrors: [{ code: 'CHECKOUT_NOT_FOUND', field: ['checkoutId'] }],
      });
    }
    expect((await scene.ask(CHECKOUT_QUERY, { id, accessToken })).checkout).toMatchObject({ id, accessToken: null });
    expect((await scene.ask(ORDER_QUERY, { id: order.id, accessToken })).order).toMatchObject({ id: order.id });
    expect((await scene.ask(ORDER_QUERY, { id: order.id }, staff('SUPPORT'))).order).toMatchObject({ id: order.id });
    const other = await scene.start(oneMug(scene), null);
    expect((await scene.ask(ORDER_QUERY, { id: other.checkout.order.id, accessToken })).order).toBeNull();
    expect((await scene.ask(ORDER_QUERY, { id: 'ord_not-an-id' })).order).toBeNull();
  });
});

describe('its price', () => {
  it('is at most 19 statements from the start of a checkout to the confirmed order, both answers read', async () => {
    await using scene = await startScene({ webhooks: false });
    const caller = buyer();
    const cart = oneMug(scene, caller.sub);
    const { result: started, statements: first } = await countStatements(() => scene.start(cart, caller));
    const { statements: second } = await countStatements(async () => {
      await scene.confirm(started.checkout.clientSecret);
      await complete(scene, started.checkout.id, undefined, caller);
    });
    expect(first.length).toBeLessThanOrEqual(9);
    expect(second.length).toBeLessThanOrEqual(10);
  });
});
