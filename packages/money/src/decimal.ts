import { exponentOf } from './currency.ts';
import type { Money } from './money.ts';

/** The amount in major units with all digits of its currency: `-0.05`, `1234.50`, `1234` for JPY. Exact, and the same in every locale. */
export function toDecimalString({ amount, currency }: Money): string {
  const exponent = exponentOf(currency);
  const sign = amount < 0 ? '-' : '';
  const digits = String(Math.abs(amount)).padStart(exponent + 1, '0');
  if (exponent === 0) return sign + digits;
  return `${sign}${digits.slice(0, -exponent)}.${digits.slice(-exponent)}`;
}
