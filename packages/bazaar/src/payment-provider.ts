import { NOTIFICATION_TYPES } from '@bazaar/orders/payments/stripe/notification-types';
import type { Stoppable } from '@bazaar/runtime/lifecycle';
import type { Logger } from '@bazaar/runtime/log';
import { startStripeEmulator } from '@bazaar/stripe-emulator/start-stripe-emulator';
import { join } from 'node:path';
import type { BazaarConfig } from './config.ts';
import type { Secrets } from './secrets.ts';

export interface PaymentProvider extends Stoppable {
  /** What orders needs to reach it. */
  readonly env: Readonly<Record<string, string>>;
  readonly emulatorUrl: string | null;
  /** Tells the emulator where the marketplace listens; Stripe is told in its dashboard. */
  sendWebhooksTo(marketplaceUrl: string): Promise<void>;
}

/** Stripe when there is a key for it, otherwise the emulator, with its state in the data directory. */
export async function startPaymentProvider(
  config: Pick<BazaarConfig, 'STRIPE_SECRET_KEY' | 'DATA_DIR' | 'NODE_ENV' | 'PORT'>,
  secrets: Pick<Secrets, 'STRIPE_WEBHOOK_SECRET'>,
  log: Logger,
): Promise<PaymentProvider> {
  if (config.STRIPE_SECRET_KEY)
    return { env: {}, emulatorUrl: null, sendWebhooksTo: async () => undefined, stop: async () => undefined };
  const webhookOf = (marketplaceUrl: string) => ({
    url: `${marketplaceUrl}/webhooks/stripe`,
    secret: secrets.STRIPE_WEBHOOK_SECRET,
    events: NOTIFICATION_TYPES,
  });
  const emulator = await startStripeEmulator({
    dataDir: join(config.DATA_DIR, 'stripe-emulator'),
    // What an earlier run still has to deliver is kept for this endpoint; its real port is told below.
    webhooks: [webhookOf(`http://127.0.0.1:${config.PORT || 4000}`)],
    log,
    production: config.NODE_ENV === 'production',
  });
  return {
    env: {
      STRIPE_SECRET_KEY: 'sk_test_emulator',
      STRIPE_PUBLISHABLE_KEY: 'pk_test_emulator',
      STRIPE_API_BASE: emulator.url,
    },
    emulatorUrl: emulator.url,
    async sendWebhooksTo(marketplaceUrl) {
      await emulator.control.setWebhooks({ webhooks: [webhookOf(marketplaceUrl)] });
    },
    stop: () => emulator.stop(),
  };
}
