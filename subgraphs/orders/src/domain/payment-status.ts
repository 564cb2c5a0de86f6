/** The machine of the money. */
export const PAYMENT_STATUSES = [
  'PENDING',
  'AUTHORIZED',
  'PAID',
  'PARTIALLY_REFUNDED',
  'REFUNDED',
  'FAILED',
  'VOIDED',
] as const;

export type PaymentStatus = (typeof PAYMENT_STATUSES)[number];

/** What a paid thing is called once `refunded` of `captured` minor units went back. */
export function refundedStatus(captured: number, refunded: number): 'PAID' | 'PARTIALLY_REFUNDED' | 'REFUNDED' {
  if (refunded === 0) return 'PAID';
  return refunded < captured ? 'PARTIALLY_REFUNDED' : 'REFUNDED';
}
