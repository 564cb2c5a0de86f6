import { announce } from '../events/announce.ts';
import type { Step } from '../http/call.ts';
import type { Account } from '../objects.ts';
import { afterOnboarding } from './account.ts';

/** The account's owner has told Stripe everything: its capabilities become active, and `account.updated` is announced. */
export function completeOnboarding(step: Step, account: Account): Account {
  const next = afterOnboarding(account, step.now);
  step.tx.put('accounts', { id: account.id, owner: account.id, object: next });
  announce(step, 'account.updated', next, {
    owner: account.id,
    previous: {
      capabilities: account.capabilities,
      charges_enabled: account.charges_enabled,
      details_submitted: account.details_submitted,
      payouts_enabled: account.payouts_enabled,
      requirements: account.requirements,
    },
  });
  return next;
}
