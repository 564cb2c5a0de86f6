import { Agent as HttpAgent } from 'node:http';
import { Agent as HttpsAgent } from 'node:https';
import Stripe from 'stripe';
import { PaymentCallFailed, type Metadata, type PaymentProvider, type ProviderPayment } from '../payment-provider.ts';
import { callStripe } from './call-stripe.ts';
import { readIntent } from './read-intent.ts';
import { readStripeNotification } from './read-notification.ts';
import { readRefund } from './read-refund.ts';

export interface StripeSettings {
  readonly secretKey: string;
  readonly publishableKey: string;
  /** What webhooks are signed with: `whsec_…`; several while one replaces another. */
  readonly webhookSecrets: readonly string[];
  /** Another place than Stripe's own, for the emulator. */
  readonly apiBase: URL | null;
}

/** What every answer about a payment tells along: how it was paid, and what Stripe kept. */
const EXPAND = ['latest_charge.balance_transaction'];

/** The most objects that Stripe lists in one answer. */
const PAGE = 100;

/** Stripe through its official package. `stop` closes its idle connections. */
export function createStripeProvider(settings: StripeSettings): PaymentProvider & { stop(): Promise<void> } {
  const { apiBase } = settings;
  const plain = apiBase?.protocol === 'http:';
  const agent = plain ? new HttpAgent({ keepAlive: true }) : new HttpsAgent({ keepAlive: true });
  const stripe = new Stripe(settings.secretKey, {
    httpAgent: agent,
    // Of one call, with the same idempotency key: a connection that broke, a 409 or a 5xx.
    maxNetworkRetries: 1,
    telemetry: false,
    appInfo: { name: 'Bazaar' },
    ...(apiBase && {
      host: apiBase.hostname,
      port: apiBase.port || (plain ? 80 : 443),
      protocol: plain ? 'http' : 'https',
    }),
  });

  return {
    name: 'stripe',
    publishableKey: settings.publishableKey,

    async open(request, call) {
      const { amount, currency, description, metadata, paymentMethod, returnUrl } = request;
      const parameters: Stripe.PaymentIntentCreateParams = {
        amount,
        currency: currency.toLowerCase(),
        capture_method: 'manual',
        description,
        metadata: { ...metadata },
        automatic_payment_methods: { enabled: true, ...(paymentMethod && !returnUrl && { allow_redirects: 'never' }) },
        expand: EXPAND,
        ...(paymentMethod && { payment_method: paymentMethod, confirm: true }),
        ...(paymentMethod && returnUrl && { return_url: returnUrl }),
      };
      return declineAsState(() => callStripe(() => stripe.paymentIntents.create(parameters, optionsOf(call))));
    },

    findPayment(metadata, { from, until }, call) {
      // Not by Stripe's search, which lags behind by up to minutes: a list tells everything that there is.
      const created = { gte: seconds(from), lte: seconds(until) };
      const parameters = { created, limit: PAGE, expand: EXPAND.map((path) => `data.${path}`) };
      return callStripe(async () => {
        for await (const intent of stripe.paymentIntents.list(parameters, { timeout: call.timeoutMs }))
          if (carries(intent, metadata)) return readIntent(intent);
        return null;
      });
    },

    async read(providerPaymentId, call) {
      const options = { timeout: call.timeoutMs };
      return readIntent(
        await callStripe(() => stripe.paymentIntents.retrieve(providerPaymentId, { expand: EXPAND }, options)),
      );
    },

    async capture(providerPaymentId, call) {
      return readIntent(
        await callStripe(() => stripe.paymentIntents.capture(providerPaymentId, { expand: EXPAND }, optionsOf(call))),
      );
    },

    async cancel(providerPaymentId, call) {
      return readIntent(
        await callStripe(() => stripe.paymentIntents.cancel(providerPaymentId, { expand: EXPAND }, optionsOf(call))),
      );
    },

    async refund({ providerPaymentId, amount, metadata }, call) {
      const parameters = { payment_intent: providerPaymentId, amount, metadata: { ...metadata } };
      return readRefund(await callStripe(() => stripe.refunds.create(parameters, optionsOf(call))));
    },

    findRefund(providerPaymentId, metadata, call) {
      const parameters = { payment_intent: providerPaymentId, limit: PAGE };
      return callStripe(async () => {
        for await (const refund of stripe.refunds.list(parameters, { timeout: call.timeoutMs }))
          if (carries(refund, metadata)) return readRefund(refund);
        return null;
      });
    },

    async readRefund(providerRefundId, call) {
      return readRefund(
        await callStripe(() => stripe.refunds.retrieve(providerRefundId, {}, { timeout: call.timeoutMs })),
      );
    },

    readNotification: (body, headers) => readStripeNotification(stripe, settings.webhookSecrets, body, headers),

    stop() {
      agent.destroy();
      return Promise.resolve();
    },
  };
}

function optionsOf(call: { idempotencyKey: string; timeoutMs: number }): Stripe.RequestOptions {
  return { idempotencyKey: call.idempotencyKey, timeout: call.timeoutMs };
}

function carries(object: { readonly metadata: Stripe.Metadata | null }, wanted: Metadata): boolean {
  return Object.entries(wanted).every(([name, value]) => object.metadata?.[name] === value);
}

function seconds(at: Date): number {
  return Math.floor(at.getTime() / 1_000);
}

/** Stripe answers a declined confirmation with an error that carries the intent: open still, with the reason in it. */
async function declineAsState(work: () => Promise<Stripe.PaymentIntent>): Promise<ProviderPayment> {
  try {
    return readIntent(await work());
  } catch (error) {
    if (error instanceof PaymentCallFailed && error.cause instanceof Stripe.errors.StripeCardError) {
      const intent = error.cause.payment_intent;
      if (intent) return readIntent(intent);
    }
    throw error;
  }
}
