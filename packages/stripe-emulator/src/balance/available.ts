import type { Step } from '../http/call.ts';
import { invalidRequest } from '../http/stripe-fault.ts';
import { sumBalances, type CurrencyBalance } from './balance.ts';

/** The balances of an account, its default currency first. */
export function listBalances(step: Step, owner: string): CurrencyBalance[] {
  const currency = step.tx.find('accounts', owner)?.object.default_currency ?? step.settings.currency;
  const transactions = step.tx.listBy('balance_transactions', 'owner', owner).map((row) => row.object);
  return sumBalances(transactions, currency, step.now);
}

/**
 * Lets pass only what the account can pay from its available balance.
 * @throws StripeFault 400 balance_insufficient
 */
export function requireAvailable(step: Step, owner: string, amount: number, currency: string): void {
  const available = listBalances(step, owner).find((balance) => balance.currency === currency)?.available ?? 0;
  if (available >= amount) return;
  const whose = owner === step.platform ? 'your Stripe account' : `the account ${owner}`;
  throw invalidRequest(
    `You have insufficient available funds in ${whose}. Try adding funds directly to your available balance by creating Charges using the 4000000000000077 test card.`,
    { code: 'balance_insufficient' },
  );
}
