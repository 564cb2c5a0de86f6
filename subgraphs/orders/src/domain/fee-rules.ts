/** How long after money was taken its fee is asked for, in milliseconds: providers tell it within hours. */
export const FEE_MAY_COME_MS = 35 * 24 * 60 * 60_000;

const FIRST_WAIT_MS = 5_000;

/**
 * How long to wait until the provider is asked again for a fee that it has not told, in milliseconds: as long again as the money has been taken. Null when
 * it is not asked any more.
 */
export function waitBeforeFee(capturedAt: Date, now: Date): number | null {
  const ageMs = now.getTime() - capturedAt.getTime();
  return ageMs >= FEE_MAY_COME_MS ? null : Math.max(ageMs, FIRST_WAIT_MS);
}
