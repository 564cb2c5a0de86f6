/**
 * The types of events that may move a payment or a refund; Stripe need not send others. `payment_intent.created` and the charge's other events tell
 * nothing that these do not.
 */
export const NOTIFICATION_TYPES = [
  'charge.refund.updated',
  'payment_intent.amount_capturable_updated',
  'payment_intent.canceled',
  'payment_intent.payment_failed',
  'payment_intent.processing',
  'payment_intent.requires_action',
  'payment_intent.succeeded',
  'refund.failed',
  'refund.updated',
] as const;
