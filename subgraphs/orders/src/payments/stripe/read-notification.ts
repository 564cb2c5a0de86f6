import type Stripe from 'stripe';
import { z } from 'zod';
import type { NotificationHeaders, PaymentNotification } from '../payment-provider.ts';
import { NOTIFICATION_TYPES } from './notification-types.ts';

/** How old a signature may be, in seconds: Stripe signs each delivery anew. */
const TOLERANCE_SECONDS = 300;

const notification = z.object({
  id: z.string().min(1).max(255),
  type: z.string().min(1).max(255),
  data: z.object({
    object: z.object({
      id: z.string().optional(),
      object: z.string(),
      payment_intent: z.union([z.string(), z.object({ id: z.string() })]).nullish(),
    }),
  }),
});

const TELLING: ReadonlySet<string> = new Set(NOTIFICATION_TYPES);

/** Verifies Stripe's signature over the raw bytes with any of the secrets, then reads what the notification is about. */
export function readStripeNotification(
  stripe: Stripe,
  secrets: readonly string[],
  body: Buffer,
  headers: NotificationHeaders,
): PaymentNotification | null {
  const signature = headers['stripe-signature'];
  if (typeof signature !== 'string') return null;
  for (const secret of secrets) {
    const event = verify(stripe, body, signature, secret);
    if (event !== null) return describe(event);
  }
  return null;
}

function verify(stripe: Stripe, body: Buffer, signature: string, secret: string): unknown {
  try {
    return stripe.webhooks.constructEvent(body, signature, secret, TOLERANCE_SECONDS);
  } catch {
    return null;
  }
}

function describe(event: unknown): PaymentNotification | null {
  const parsed = notification.safeParse(event);
  if (!parsed.success) return null;
  const { id, type, data } = parsed.data;
  if (!TELLING.has(type)) return { id, type, providerPaymentId: null };
  const about = data.object;
  const linked = typeof about.payment_intent === 'object' ? about.payment_intent?.id : about.payment_intent;
  return { id, type, providerPaymentId: about.object === 'payment_intent' ? (about.id ?? null) : (linked ?? null) };
}
