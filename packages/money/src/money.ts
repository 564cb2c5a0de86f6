import type { CurrencyCode } from './currency.ts';

/** An exact amount of one currency. */
export interface Money {
  /** Minor units (cents): a safe integer, up to about ±9 · 10^15. */
  readonly amount: number;
  readonly currency: CurrencyCode;
}

/**
 * An amount in minor units.
 * @throws RangeError when it is no whole number or too large to be exact.
 */
export function money(amount: number, currency: CurrencyCode): Money {
  return { amount: exact(amount), currency };
}

/** `amount` itself, without a negative zero. @throws RangeError when it is no safe integer. */
export function exact(amount: number): number {
  if (!Number.isSafeInteger(amount)) throw new RangeError(`not an exact whole number: ${amount}`);
  return amount === 0 ? 0 : amount;
}
