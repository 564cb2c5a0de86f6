import { milliseconds, urlOf } from '@bazaar/runtime/config';
import { z } from 'zod';
import { KEYS_LAST_MS } from './payments/payment-provider.ts';

/** Comma-separated secrets, the first of which signs while all verify. */
const secrets = (minLength: number) =>
  z
    .string('must be set')
    .transform((text) => text.split(',').map((secret) => secret.trim()))
    .refine((list) => list.every((secret) => secret.length >= minLength), `needs at least ${minLength} characters`)
    // split() never answers an empty list.
    .transform((list) => list as [string, ...string[]]);

/** The variables of orders, beside those that every subgraph has. */
export const ordersConfig = {
  /** Signs guests' order links. */
  ORDER_TOKEN_SECRET: secrets(32),
  STRIPE_SECRET_KEY: z.string('must be set').min(1),
  STRIPE_PUBLISHABLE_KEY: z.string('must be set').min(1),
  /** Of the endpoint `/webhooks/stripe`. */
  STRIPE_WEBHOOK_SECRET: secrets(1),
  /** Another place than Stripe's own, such as the emulator. */
  STRIPE_API_BASE: urlOf('http:', 'https:').optional(),
  /** How long the provider may take to answer one call. */
  STRIPE_TIMEOUT_MS: milliseconds.default(5_000),
  /** How long a buyer has to pay; 15 minutes. As long as opening a payment is repeated, the provider must know its key. */
  CHECKOUT_DEADLINE_MS: milliseconds.max(KEYS_LAST_MS).default(15 * 60_000),
  /** How often the provider is asked about a payment nobody heard of. */
  PAYMENT_POLL_MS: milliseconds.default(20_000),
  /** How long after a refund succeeded the provider is asked whether it came back; twice as long each time, for five weeks. */
  REFUND_POLL_MS: milliseconds.default(60 * 60_000),
  /** How long stock stays reserved should everything else fail; above the deadline. */
  RESERVATION_TTL_SECONDS: z.coerce
    .number()
    .int()
    .positive()
    .default(30 * 60),
} as const;

export type OrdersConfig = z.output<z.ZodObject<typeof ordersConfig>>;
