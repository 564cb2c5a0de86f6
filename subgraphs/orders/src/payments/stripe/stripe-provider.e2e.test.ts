import { createLogger } from '@bazaar/runtime/log';
import { startStripeEmulator } from '@bazaar/stripe-emulator/start-stripe-emulator';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { PaymentProvider } from '../payment-provider.ts';
import { createStripeProvider } from './stripe-provider.ts';

const TIMEOUT_MS = 5_000;
const MINUTE_MS = 60_000;

let payments: PaymentProvider;
let stop: () => Promise<void>;

beforeAll(async () => {
  const dataDir = await mkdtemp(join(tmpdir(), 'orders-stripe-'));
  const log = createLogger({ name: 'stripe-emulator', level: 'silent' });
  const emulator = await startStripeEmulator({ dataDir, webhooks: [], log, production: false });
  const provider = createStripeProvider({
    secretKey: 'sk_test_orders',
    publishableKey: 'pk_test_orders',
    webhookSecrets: ['whsec_test'],
    apiBase: new URL(emulator.url),
  });
  payments = provider;
  stop = async () => {
    await provider.stop();
    await emulator.stop();
    await rm(dataDir, { recursive: true, force: true });
  };
});
afterAll(() => stop());

let calls = 0;
const call = () => ({ idempotencyKey: `key-${++calls}`, timeoutMs: TIMEOUT_MS });

const open = (orderId: string) =>
  payments.open(
    {
      amount: 10_000,
      currency: 'USD',
      description: 'Order',
      metadata: { orderId, checkoutId: 'chk_1' },
      paymentMethod: 'pm_card_visa',
      returnUrl: null,
    },
    call(),
  );

it('finds a refund of a payment by its metadata, however many were made after it', async () => {
  const { providerPaymentId } = await open('ord_1');
  await payments.capture(providerPaymentId, call());
  const refund = (refundId: string) =>
    payments.refund({ providerPaymentId, amount: 1, metadata: { refundId, orderId: 'ord_1' } }, call());
  const wanted = await refund('rfd_wanted');
  for (let count = 0; count < 101; count++) await refund(`rfd_${count}`);
  const find = (refundId: string) =>
    payments.findRefund(providerPaymentId, { refundId, orderId: 'ord_1' }, { timeoutMs: TIMEOUT_MS });
  expect(await find('rfd_wanted')).toEqual(wanted);
  expect(await find('rfd_none')).toBeNull();
});

it('finds a payment by all of its metadata and the time when it was opened', async () => {
  const wanted = await open('ord_wanted');
  for (let count = 0; count < 101; count++) await open(`ord_${count}`);
  const now = Date.now();
  const find = (orderId: string, fromMs = now - 10 * MINUTE_MS, untilMs = now + 10 * MINUTE_MS) =>
    payments.findPayment(
      { orderId, checkoutId: 'chk_1' },
      { from: new Date(fromMs), until: new Date(untilMs) },
      { timeoutMs: TIMEOUT_MS },
    );
  expect(await find('ord_wanted')).toEqual(wanted);
  expect(await find('ord_none')).toBeNull();
  expect(await find('ord_wanted', now + 10 * MINUTE_MS)).toBeNull();
  expect(await find('ord_wanted', now - 20 * MINUTE_MS, now - 10 * MINUTE_MS)).toBeNull();
});
