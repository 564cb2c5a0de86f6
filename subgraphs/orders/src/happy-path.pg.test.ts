import { newId } from '@bazaar/ids/id';
import { describe, expect, it } from 'vitest';
import {
  CHECKOUT_COMPLETE,
  ORDER_QUERY,
  ORDER_UPDATED,
  SHIPMENT_CREATE,
  SHIPMENT_DELIVERED,
} from './testing/documents.ts';
import { buyer, member, startScene } from './testing/scene.ts';

describe('a purchase at two vendors', () => {
  it('goes from the cart to the doorstep, followed live', async () => {
    await using scene = await startScene();
    const caller = buyer();
    const mugs = newId('vnd');
    const maps = newId('vnd');
    const cart = scene.neighbours.addCart(
      [
        {
          vendorId: mugs,
          offerId: newId('off'),
          quantity: 2,
          unitAmount: 1_999,
          vendorDiscount: 100,
          platformDiscount: 50,
        },
        { vendorId: mugs, offerId: newId('off'), quantity: 1, unitAmount: 333 },
        { vendorId: maps, offerId: newId('off'), quantity: 3, unitAmount: 777 },
      ],
      { buyerId: caller.sub },
    );

    const started = await scene.start(cart, caller);
    expect(started.userErrors).toEqual([]);
    expect(started.checkout).toMatchObject({
      status: 'AWAITING_PAYMENT',
      clientSecret: expect.stringContaining('_secret_'),
      publishableKey: 'pk_test_orders',
      accessToken: null,
      order: {
        status: 'PENDING',
        paymentStatus: 'PENDING',
        total: { amount: cart.quote.totalAmount, currency: 'USD' },
      },
    });
    const { order } = started.checkout;
    const live = scene.follow(ORDER_UPDATED, { id: order.id }, caller);
    const { seen } = live;
    await scene.until(async () => seen.length > 0);

    await scene.confirm(started.checkout.clientSecret);
    await scene.until(async () => seen.some((event) => event.orderUpdated.status === 'CONFIRMED'));
    expect(cart.completed).toBe(1);

    for (const [index, part] of order.vendorOrders.entries()) {
      const vendorId = index === 0 ? mugs : maps;
      const shipped = (
        await scene.ask(
          SHIPMENT_CREATE,
          { input: { idempotencyKey: part.id, vendorOrderId: part.id, carrier: 'Post', trackingNumber: 'T1' } },
          member(vendorId),
        )
      ).shipmentCreate;
      expect(shipped.userErrors).toEqual([]);
      expect(shipped.vendorOrder.status).toBe('SHIPPED');
      const arrived = (
        await scene.ask(SHIPMENT_DELIVERED, { input: { shipmentId: shipped.shipment.id } }, member(vendorId))
      ).shipmentMarkDelivered;
      expect(arrived).toMatchObject({ vendorOrder: { status: 'DELIVERED' }, userErrors: [] });
    }
    await scene.until(async () => seen.some((event) => event.orderUpdated.status === 'DELIVERED'));
    await live.stop();

    const versions = seen.map((event) => event.orderUpdated.version);
    expect(versions).toEqual([...versions].sort((a, b) => a - b));
    expect(new Set(versions).size).toBe(versions.length);
    expect(seen[0]?.orderUpdated).toMatchObject({ status: 'PENDING' });

    const { order: whole } = await scene.ask(ORDER_QUERY, { id: order.id }, caller);
    expect(whole).toMatchObject({
      status: 'DELIVERED',
      paymentStatus: 'PAID',
      email: 'ada@example.com',
      customer: { id: caller.sub },
    });
    expect(whole.vendorOrders[0]?.commission).toBeNull();
    const total = whole.vendorOrders.reduce((sum, part) => sum + part.total.amount, 0);
    expect(total).toBe(whole.total.amount);
    expect(whole.payments).toMatchObject([
      { status: 'PAID', captured: { amount: cart.quote.totalAmount }, method: { brand: 'visa', last4: '4242' } },
    ]);
    expect(await scene.emulator.control.countIntents()).toMatchObject({ total: 1, received: cart.quote.totalAmount });

    const { data } = await scene.until(async () => scene.heard('payment.success')[0]);
    expect(data.capturedAmount).toBe(cart.quote.totalAmount);
    expect(data.providerFeeAmount).toBe(Math.round(cart.quote.totalAmount * 0.029) + 30);
    for (const part of data.vendorOrders)
      expect(part.goodsAmount + part.shippingAmount + part.taxAmount - part.totalAmount).toBe(
        part.vendorId === mugs ? 50 : 0,
      );
    await scene.until(async () => scene.heard('order.shipped').length === 2);
  });

  it('is completed without waiting for the webhook', async () => {
    await using scene = await startScene({ webhooks: false });
    const cart = scene.neighbours.addCart([
      { vendorId: newId('vnd'), offerId: newId('off'), quantity: 1, unitAmount: 1_000 },
    ]);
    const { checkout } = await scene.start(cart, null);
    expect(checkout.accessToken).toEqual(expect.any(String));
    await scene.confirm(checkout.clientSecret);
    const completed = await scene.ask(CHECKOUT_COMPLETE, {
      input: { checkoutId: checkout.id, accessToken: checkout.accessToken },
    });
    expect(completed.checkoutComplete).toMatchObject({
      checkout: { status: 'CONFIRMED', order: { status: 'CONFIRMED', paymentStatus: 'PAID' } },
      userErrors: [],
    });
  });
});
