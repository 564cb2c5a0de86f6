const FIRST_MS = 100;
const LONGEST_MS = 5_000;

/**
 * How long to wait before the next try, in milliseconds. Anything up to a bound that doubles with each try, so that a thousand who lost the same
 * connection do not come back in one wave.
 */
export function backoffMs(tries: number, random: number): number {
  return Math.ceil(random * Math.min(LONGEST_MS, FIRST_MS * 2 ** tries));
}
