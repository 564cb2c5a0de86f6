import type { Step } from '../http/call.ts';
import type { PaymentIntent } from '../objects.ts';
import type { IntentRow } from '../state/tables.ts';
import { attemptCharge, fail } from './attempt-charge.ts';
import { authenticationFailure } from './intent-faults.ts';

export type ChallengeOutcome =
  /** The intent does not wait for a challenge: it was answered before, cancelled, or confirmed anew. */
  | { readonly kind: 'notAwaited'; readonly intent: PaymentIntent }
  | { readonly kind: 'passed'; readonly intent: PaymentIntent }
  /** The challenge failed, or the card was declined after it. */
  | { readonly kind: 'failed'; readonly intent: PaymentIntent };

/** The customer answers the challenge of an intent: passed, the charge is tried at once. */
export function finishChallenge(step: Step, row: IntentRow, passed: boolean): ChallengeOutcome {
  const method = row.object.payment_method ? step.tx.find('payment_methods', row.object.payment_method) : undefined;
  if (row.object.status !== 'requires_action' || !method) return { kind: 'notAwaited', intent: row.object };
  const outcome = passed
    ? attemptCharge(step, row, method, true)
    : fail(step, row, authenticationFailure(method.object), null);
  return { kind: outcome.kind === 'paid' ? 'passed' : 'failed', intent: outcome.intent };
}
