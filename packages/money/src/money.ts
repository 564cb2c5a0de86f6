import type { CurrencyCode } from './currency.ts';

/** An exact amount of one currency. */
export interface Money {
  /** Minor units (cents): a safe integer, up to about ±9 · 10^15. */
  readonly amount: number;
  readonly currency: CurrencyCode;
}

/** A bug: amounts of different currencies met. Nothing converts. */
export class CurrencyMismatch extends Error {
  constructor(expected: CurrencyCode, actual: CurrencyCode) {
    super(`${actual} where ${expected} was expected`);
    this.name = 'CurrencyMismatch';
  }
}

/**
 * An amount in minor units.
 * @throws RangeError when it is no whole number or too large to be exact.
 */
export function money(amount: number, currency: CurrencyCode): Money {
  return { amount: exact(amount), currency };
}

/** @throws CurrencyMismatch; RangeError when the sum is too large to be exact. */
export function add(a: Money, b: Money): Money {
  return money(a.amount + amountIn(a.currency, b), a.currency);
}

/** @throws CurrencyMismatch; RangeError when the difference is too large to be exact. */
export function subtract(a: Money, b: Money): Money {
  return money(a.amount - amountIn(a.currency, b), a.currency);
}

/** `quantity` times the amount. @throws RangeError when `quantity` is no whole number or the product is too large to be exact. */
export function multiply(a: Money, quantity: number): Money {
  return money(a.amount * exact(quantity), a.currency);
}

/** The sum of a list that may be empty. @throws CurrencyMismatch; RangeError when the sum is too large to be exact. */
export function sum(currency: CurrencyCode, list: readonly Money[]): Money {
  return money(
    list.reduce((total, item) => exact(total + amountIn(currency, item)), 0),
    currency,
  );
}

export function isNegative(a: Money): boolean {
  return a.amount < 0;
}

/** Negative when `a` is less than `b`, zero when equal, positive when more. @throws CurrencyMismatch */
export function compare(a: Money, b: Money): number {
  return Math.sign(a.amount - amountIn(a.currency, b));
}

/** `amount` itself, without a negative zero. @throws RangeError when it is no safe integer. */
export function exact(amount: number): number {
  if (!Number.isSafeInteger(amount)) throw new RangeError(`not an exact whole number: ${amount}`);
  return amount === 0 ? 0 : amount;
}

function amountIn(currency: CurrencyCode, { amount, currency: actual }: Money): number {
  if (actual !== currency) throw new CurrencyMismatch(currency, actual);
  return amount;
}
