import { exponentOf, type CurrencyCode } from './currency.ts';
import { money, type Money } from './money.ts';

const DECIMAL = /^(-?)(\d+)(?:\.(\d+))?$/;

/** The amount in major units with all digits of its currency: `-0.05`, `1234.50`, `1234` for JPY. Exact, and the same in every locale. */
export function toDecimalString({ amount, currency }: Money): string {
  const exponent = exponentOf(currency);
  const sign = amount < 0 ? '-' : '';
  const digits = String(Math.abs(amount)).padStart(exponent + 1, '0');
  if (exponent === 0) return sign + digits;
  return `${sign}${digits.slice(0, -exponent)}.${digits.slice(-exponent)}`;
}

/**
 * Reads major units such as `12`, `12.3` or `12.30`; null when the text is no plain decimal, has more significant digits than the currency,
 * or is too large to be exact. Never rounds.
 */
export function fromDecimalString(text: string, currency: CurrencyCode): Money | null {
  const [, sign, whole, fraction = ''] = DECIMAL.exec(text) ?? [];
  if (sign === undefined || whole === undefined) return null;
  const exponent = exponentOf(currency);
  if (/[^0]/.test(fraction.slice(exponent))) return null;
  const amount = Number(sign + whole + fraction.slice(0, exponent).padEnd(exponent, '0'));
  return Number.isSafeInteger(amount) ? money(amount, currency) : null;
}
