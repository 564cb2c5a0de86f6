import type { CheckoutId } from '@bazaar/ids/kinds';
import type { Platform, SubgraphContext } from '@bazaar/subgraph/context';
import type { OrdersConfig } from './config.ts';
import { createBackground, type Background } from './webhooks/background.ts';
import { createLoaders, type OrdersLoaders } from './loaders.ts';
import type { PaymentProvider } from './payments/payment-provider.ts';
import { createStripeProvider } from './payments/stripe/stripe-provider.ts';

/** What lives as long as the process. */
export interface OrdersServices {
  readonly payments: PaymentProvider;
  readonly background: Background;
}

export interface OrdersContext extends SubgraphContext<OrdersConfig>, OrdersServices {
  readonly loaders: OrdersLoaders;
  /** Tokens that this request's guest is given. */
  readonly shownTokens: Map<CheckoutId, string>;
}

/** Made once at start. */
export async function openServices({
  config,
  log,
}: Platform<OrdersConfig>): Promise<OrdersServices & { stop(): Promise<void> }> {
  const payments = createStripeProvider({
    secretKey: config.STRIPE_SECRET_KEY,
    publishableKey: config.STRIPE_PUBLISHABLE_KEY,
    webhookSecrets: config.STRIPE_WEBHOOK_SECRET,
    apiBase: config.STRIPE_API_BASE ? new URL(config.STRIPE_API_BASE) : null,
  });
  const background = createBackground(log);
  return {
    payments,
    background,
    async stop() {
      await background.settled();
      await payments.stop();
    },
  };
}

/** Made for each request, event, command and sweep. */
export function createContext(base: SubgraphContext<OrdersConfig>, services: OrdersServices): OrdersContext {
  const { payments, background } = services;
  return { ...base, payments, background, loaders: createLoaders(base), shownTokens: new Map() };
}
