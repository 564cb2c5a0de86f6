import { exact } from './money.ts';

/**
 * Splits `amount` (minor units) in proportion to `weights`, so that the parts sum to it exactly and each is less than one unit off its exact share
 * (largest remainder; equal remainders favour the earlier part). Weights that are all zero give everything to the first.
 * A negative amount splits into the negatives of the positive one's parts.
 * @throws RangeError when an argument is no safe integer, a weight is negative, or there is an amount and no weight.
 */
export function allocate(amount: number, weights: readonly number[]): number[] {
  const total = exact(amount);
  if (weights.some((weight) => exact(weight) < 0)) throw new RangeError('a weight cannot be negative');
  if (weights.length === 0 && total !== 0) throw new RangeError(`nobody to allocate ${amount} to`);
  const weightSum = weights.reduce((sum, weight) => sum + BigInt(weight), 0n);
  if (weightSum === 0n) return weights.map((_, index) => (index === 0 ? total : 0));

  const magnitude = BigInt(Math.abs(total));
  const shares = weights.map((weight, index) => {
    const product = magnitude * BigInt(weight);
    return { index, units: product / weightSum, remainder: product % weightSum };
  });
  const parts = shares.map(({ units }) => units);
  let left = parts.reduce((rest, units) => rest - units, magnitude);
  // Array.sort is stable: equal remainders stay in their order.
  for (const { index, units } of shares.toSorted(
    (a, b) => Number(b.remainder > a.remainder) - Number(b.remainder < a.remainder),
  )) {
    if (left === 0n) break;
    parts[index] = units + 1n;
    left -= 1n;
  }
  return parts.map((units) => exact(Number(total < 0 ? -units : units)));
}
