import type { CardBehaviour } from './test-cards.ts';

/** Ready-made bank debits: payments by them are `processing` until the control settles them, and cannot be captured by hand. */
export const BANK_ACCOUNT_ALIASES: readonly string[] = ['pm_usBankAccount_success', 'pm_usBankAccount_processing'];

/** How a payment by one of them goes. */
export const BANK_ACCOUNT: CardBehaviour = {
  challenge: 'never',
  decline: null,
  settlesAtOnce: true,
  refundsFail: false,
  refundsPend: false,
  processing: true,
};
