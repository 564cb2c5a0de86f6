/** The machine of one vendor's part. A group's status is derived from its parts. */
export const FULFILMENT_STATUSES = [
  'PENDING',
  'CONFIRMED',
  'PROCESSING',
  'SHIPPED',
  'DELIVERED',
  'COMPLETED',
  'CANCELLED',
  'RETURNED',
] as const;

export type FulfilmentStatus = (typeof FULFILMENT_STATUSES)[number];

const NEXT: Readonly<Record<FulfilmentStatus, readonly FulfilmentStatus[]>> = {
  PENDING: ['CONFIRMED', 'CANCELLED'],
  CONFIRMED: ['PROCESSING', 'COMPLETED', 'CANCELLED'],
  PROCESSING: ['SHIPPED'],
  SHIPPED: ['DELIVERED'],
  DELIVERED: ['RETURNED'],
  COMPLETED: [],
  CANCELLED: [],
  RETURNED: [],
};

/** Whether a vendor's part may go from one status to the other in one step. */
export function mayBecome(from: FulfilmentStatus, to: FulfilmentStatus): boolean {
  return NEXT[from].includes(to);
}

/** How far along each status is; what is cancelled or returned stands outside. */
const PROGRESS = { PENDING: 0, CONFIRMED: 1, PROCESSING: 2, SHIPPED: 3, DELIVERED: 4, COMPLETED: 4 } as const;

/**
 * The status a shopper sees for the whole order: as far as its slowest living part, except that one part under way is enough for
 * PROCESSING. Cancelled and returned parts count only when no other is left.
 */
export function deriveOrderStatus(parts: readonly FulfilmentStatus[]): FulfilmentStatus {
  const living = parts.filter((status) => status !== 'CANCELLED' && status !== 'RETURNED');
  if (living.length === 0) return parts.includes('RETURNED') ? 'RETURNED' : 'CANCELLED';
  const steps = living.map((status) => PROGRESS[status]);
  const slowest = Math.min(...steps);
  if (slowest === PROGRESS.DELIVERED) return living.includes('DELIVERED') ? 'DELIVERED' : 'COMPLETED';
  if (slowest === PROGRESS.SHIPPED) return 'SHIPPED';
  if (slowest === PROGRESS.PENDING) return 'PENDING';
  return Math.max(...steps) > PROGRESS.CONFIRMED &&
    living.some((status) => status !== 'CONFIRMED' && status !== 'COMPLETED')
    ? 'PROCESSING'
    : 'CONFIRMED';
}
