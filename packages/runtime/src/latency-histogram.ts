/**
 * Latencies counted in fixed classes, so that counts of many processes and days can be added and percentiles still be told. A class is at most
 * two thirds wider than the one before it: a percentile is that exact, and better where latencies are spread within their class.
 */

/** The upper bounds of the classes, in milliseconds, each included; the last class, beyond them, has none. Stored counts go by it: it only grows with a migration. */
export const LATENCY_BOUNDS_MS = [
  1, 2, 3, 5, 7, 10, 15, 20, 30, 50, 70, 100, 150, 200, 300, 500, 700, 1_000, 1_500, 2_000, 3_000, 5_000, 7_000, 10_000,
  15_000,
] as const;

/** How many classes a histogram has. */
export const LATENCY_CLASSES = LATENCY_BOUNDS_MS.length + 1;

/** A histogram that counted nothing yet: one count per class. */
export function emptyHistogram(): number[] {
  return Array.from({ length: LATENCY_CLASSES }, () => 0);
}

/** The place of a latency in a histogram. */
export function latencyClassOf(latencyMs: number): number {
  const index = LATENCY_BOUNDS_MS.findIndex((bound) => latencyMs <= bound);
  return index < 0 ? LATENCY_BOUNDS_MS.length : index;
}

/**
 * The latency, in milliseconds, that the part `quantile` (0 to 1) of all counted calls did not exceed, taking them as evenly spread within their
 * class. Null when nothing was counted. Beyond the last bound nothing is known but the bound.
 */
export function percentileMs(histogram: readonly number[], quantile: number): number | null {
  const total = histogram.reduce((sum, count) => sum + count, 0);
  if (total === 0) return null;
  let left = quantile * total;
  for (const [index, upperMs] of LATENCY_BOUNDS_MS.entries()) {
    const count = histogram[index] ?? 0;
    if (count > 0 && left <= count) {
      const lowerMs = LATENCY_BOUNDS_MS[index - 1] ?? 0;
      return lowerMs + (upperMs - lowerMs) * (left / count);
    }
    left -= count;
  }
  return LATENCY_BOUNDS_MS.at(-1) ?? null;
}
