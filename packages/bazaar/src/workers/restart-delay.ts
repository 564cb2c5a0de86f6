const FIRST_MS = 100;
const LONGEST_MS = 10_000;

/**
 * How long to wait before a worker is started again, in milliseconds. One that was killed is back at once; one that ends again and again, however many
 * times in a row, costs the machine less each time.
 */
export function restartDelayMs(earlierEndsInARow: number): number {
  return Math.min(LONGEST_MS, FIRST_MS * 2 ** earlierEndsInARow);
}
