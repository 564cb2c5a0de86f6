const FIRST_MS = 250;
const LONGEST_MS = 60_000;

/**
 * How long to wait after `failures` failures in a row, in milliseconds: doubling from 250 ms to a minute, minus up to half by `random` (0 to 1),
 * so that what failed together does not come back together.
 */
export function backoffMs(failures: number, random: number): number {
  return Math.min(LONGEST_MS, FIRST_MS * 2 ** (failures - 1)) * (1 - random / 2);
}
