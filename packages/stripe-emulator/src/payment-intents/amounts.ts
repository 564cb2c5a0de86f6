import { invalidRequest } from '../http/stripe-fault.ts';

/** The least that can be charged, in minor units, where Stripe's minimum is above one unit. */
const MINIMUMS: Readonly<Record<string, number>> = {
  aed: 200,
  aud: 50,
  brl: 50,
  cad: 50,
  chf: 50,
  czk: 1_500,
  dkk: 250,
  eur: 50,
  gbp: 30,
  hkd: 400,
  huf: 17_500,
  inr: 50,
  jpy: 50,
  mxn: 1_000,
  myr: 200,
  nok: 300,
  nzd: 50,
  pln: 200,
  ron: 200,
  sek: 300,
  sgd: 50,
  thb: 1_000,
  usd: 50,
};

/** Stripe takes at most eight digits. */
const MAXIMUM = 99_999_999;

/** Currencies with three decimals: their last digit must be 0. */
const THREE_DECIMALS = ['bhd', 'iqd', 'jod', 'kwd', 'lyd', 'omr', 'tnd'];

/**
 * Lets pass only amounts (minor units) that can be charged in `currency`.
 * @throws StripeFault 400 amount_too_small, amount_too_large
 */
export function requireChargeable(amount: number, currency: string): void {
  const minimum = MINIMUMS[currency] ?? 1;
  if (amount < minimum)
    throw invalidRequest(`Amount must be at least ${minimum} in the smallest unit of ${currency}.`, {
      code: 'amount_too_small',
      param: 'amount',
    });
  if (amount > MAXIMUM)
    throw invalidRequest(`Amount must be no more than ${MAXIMUM} in the smallest unit of ${currency}.`, {
      code: 'amount_too_large',
      param: 'amount',
    });
  if (THREE_DECIMALS.includes(currency) && amount % 10 !== 0)
    throw invalidRequest(`Invalid amount: ${currency} amounts must be evenly divisible by 10.`, { param: 'amount' });
}
