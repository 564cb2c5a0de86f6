/** How long after it succeeded a refund may still come back from the buyer's bank, in milliseconds: providers say 30 days. */
export const REFUND_MAY_FAIL_MS = 35 * 24 * 60 * 60_000;

/**
 * How long to wait until a refund that succeeded is looked at again, in milliseconds: twice as long each time, and a last time when it can no longer
 * fail. Null after that. `checks` is how often it has been looked at.
 */
export function waitBeforeCheck(settledAt: Date, checks: number, firstMs: number, now: Date): number | null {
  const leftMs = settledAt.getTime() + REFUND_MAY_FAIL_MS - now.getTime();
  return leftMs <= 0 ? null : Math.min(firstMs * 2 ** Math.min(checks, 20), leftMs);
}
