import { Reply, type Call } from '../http/call.ts';
import { invalidRequest } from '../http/stripe-fault.ts';
import type { ErrorBody, PaymentIntent } from '../objects.ts';
import type { IntentRow } from '../state/tables.ts';
import { attemptCharge, fail, save, type AttemptOutcome } from './attempt-charge.ts';
import { decideConfirmation } from './decide-confirmation.ts';
import { shownTo } from './find-intent.ts';
import { declineError, unexpectedState, wrongStatus } from './intent-faults.ts';
import { afterChallenge } from './transitions.ts';

export interface ConfirmationParameters {
  readonly return_url?: string;
  readonly off_session?: boolean;
  readonly error_on_requires_action?: boolean;
  readonly use_stripe_sdk?: boolean;
}

/** Confirms the intent with the payment method it has. A decline is a reply with effects: the failed attempt is kept. */
export function confirmIntent(call: Call, row: IntentRow, given: ConfirmationParameters): PaymentIntent | Reply {
  const intent = row.object;
  const method = intent.payment_method ? call.tx.find('payment_methods', intent.payment_method) : undefined;
  const inClientLibrary = given.use_stripe_sdk ?? call.key === 'publishable';
  const next: IntentRow = { ...row, returnUrl: given.return_url ?? row.returnUrl, inClientLibrary };
  const outcome = decideConfirmation(intent, {
    behaviour: method?.behaviour ?? null,
    offSession: given.off_session ?? false,
    errorOnRequiresAction: given.error_on_requires_action ?? false,
    returnUrl: next.returnUrl,
    inClientLibrary,
  });
  switch (outcome.kind) {
    case 'unexpectedState':
      throw intent.status === 'succeeded' || intent.status === 'requires_capture'
        ? unexpectedState(
            intent,
            'You cannot confirm this PaymentIntent because it has already succeeded after being previously confirmed.',
          )
        : wrongStatus(intent, 'confirmed', ['requires_payment_method', 'requires_confirmation', 'requires_action']);
    case 'noPaymentMethod':
      throw unexpectedState(
        intent,
        "You cannot confirm this PaymentIntent because it's missing a payment method. You can either update the PaymentIntent with a payment method and then confirm it again, or confirm it again directly with a payment method or ConfirmationToken.",
      );
    case 'noReturnUrl':
      throw invalidRequest(
        "This PaymentIntent is configured to accept payment methods enabled in your Dashboard. Because some of these payment methods might redirect your customer off of your page, you must provide a `return_url`. If you don't want to accept redirect-based payment methods, set `automatic_payment_methods[enabled]` to `true` and `automatic_payment_methods[allow_redirects]` to `never` when creating Setup Intents and Payment Intents.",
        { param: 'return_url' },
      );
    case 'manualCaptureUnsupported':
      throw invalidRequest(
        'The PaymentMethod provided (us_bank_account) does not support manual capture. Please change the capture method of this PaymentIntent to automatic.',
        { code: 'payment_intent_incompatible_payment_method', param: 'capture_method' },
      );
    case 'challenge': {
      const action = challengeOf(call, next);
      return save(call, next, afterChallenge(intent, action), 'requires_action');
    }
    case 'authenticationRequired': {
      if (!method) throw new Error('only a payment method can ask for authentication');
      const decline = {
        code: 'authentication_required',
        decline_code: 'authentication_required',
        message: 'Your card was declined. This transaction requires authentication.',
      };
      return replyTo(call, fail(call, next, declineError(decline, method.object, null), null));
    }
    case 'attempt':
      if (!method) throw new Error('only a payment method can be charged');
      return replyTo(call, attemptCharge(call, next, method, false));
  }
}

function replyTo(call: Call, outcome: AttemptOutcome): PaymentIntent | Reply {
  if (outcome.kind === 'paid') return outcome.intent;
  const error: ErrorBody = outcome.error;
  return new Reply(402, { error: { ...error, payment_intent: shownTo(call.key, outcome.intent) } });
}

function challengeOf(call: Call, row: IntentRow): PaymentIntent['next_action'] {
  const url = `${call.baseUrl}/_emulator/challenges/${row.id}?secret=${row.object.client_secret?.split('_secret_')[1] ?? ''}`;
  if (row.inClientLibrary || !row.returnUrl)
    return {
      type: 'use_stripe_sdk',
      use_stripe_sdk: { type: 'three_d_secure_redirect', stripe_js: url, source: `src_${row.id.slice(3)}` },
    };
  return { type: 'redirect_to_url', redirect_to_url: { return_url: row.returnUrl, url } };
}
