import type { BalanceTransaction } from '../objects.ts';

/** What an account has in one currency, in minor units. */
export interface CurrencyBalance {
  readonly currency: string;
  readonly available: number;
  readonly pending: number;
}

/** Sums an account's balance transactions per currency at `now` (seconds), the default currency first. */
export function sumBalances(
  transactions: readonly BalanceTransaction[],
  defaultCurrency: string,
  now: number,
): CurrencyBalance[] {
  const sums = new Map([[defaultCurrency, { available: 0, pending: 0 }]]);
  for (const { currency, net, available_on: availableOn } of transactions) {
    const sum = sums.get(currency) ?? { available: 0, pending: 0 };
    if (availableOn <= now) sum.available += net;
    else sum.pending += net;
    sums.set(currency, sum);
  }
  return [...sums].map(([currency, sum]) => ({ currency, ...sum }));
}
