import { parseCurrency } from '@bazaar/money/currency';
import { money, type Money } from '@bazaar/money/money';

/** An amount of the ledger as money. @throws when the ledger holds a currency that does not exist. */
export function toMoney(amount: number, currency: string): Money {
  const code = parseCurrency(currency);
  if (!code) throw new Error(`The ledger holds the unknown currency ${currency}.`);
  return money(amount, code);
}
