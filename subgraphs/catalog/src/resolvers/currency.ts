import { parseCurrency, type CurrencyCode } from '@bazaar/money/currency';
import { Fault } from '@bazaar/runtime/faults';

/**
 * The currency that a field's argument names.
 * @throws Fault `BAD_USER_INPUT` naming the argument.
 */
export function requireCurrency(text: string, ...field: readonly string[]): CurrencyCode {
  const currency = parseCurrency(text);
  if (!currency) throw new Fault('BAD_USER_INPUT', 'There is no such currency.', { field });
  return currency;
}
