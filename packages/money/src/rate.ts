import { exact } from './money.ts';

/** A rate as a whole number: 50,000 is 5 %, 1,000,000 is 100 %. Never negative. */
export type PartsPerMillion = number;

const MILLION = 1_000_000n;

/**
 * The share of `amount` (minor units) at this rate, rounded half-up: away from zero for negative amounts too, so that a refund mirrors its charge.
 * @throws RangeError when an argument is no safe integer, the rate is negative, or the result is too large to be exact.
 */
export function applyRate(amount: number, rate: PartsPerMillion): number {
  return roundedQuotient(BigInt(exact(amount)) * rateOf(rate), MILLION);
}

/**
 * The tax contained in a tax-inclusive `gross` (minor units) at this rate, rounded like {@link applyRate}; `gross` minus it is the net.
 * @throws RangeError as {@link applyRate} does.
 */
export function taxIncludedIn(gross: number, rate: PartsPerMillion): number {
  return roundedQuotient(BigInt(exact(gross)) * rateOf(rate), MILLION + rateOf(rate));
}

function rateOf(rate: PartsPerMillion): bigint {
  if (exact(rate) < 0) throw new RangeError(`a rate cannot be negative: ${rate}`);
  return BigInt(rate);
}

/** Half away from zero; `divisor` is positive. */
function roundedQuotient(dividend: bigint, divisor: bigint): number {
  const magnitude = dividend < 0n ? -dividend : dividend;
  const rounded = (2n * magnitude + divisor) / (2n * divisor);
  return exact(Number(dividend < 0n ? -rounded : rounded));
}
