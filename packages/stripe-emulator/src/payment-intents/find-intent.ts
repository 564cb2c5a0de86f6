import type { Call, Step } from '../http/call.ts';
import { invalidRequest, noSuch, StripeFault } from '../http/stripe-fault.ts';
import type { PaymentIntent } from '../objects.ts';
import type { IntentRow } from '../state/tables.ts';

/** The owner's intent with this id. @throws StripeFault resource_missing */
export function getIntent(
  { tx, owner }: Pick<Step, 'tx' | 'owner'>,
  id: string,
  place: 'path' | 'parameter' = 'path',
): IntentRow {
  const row = tx.find('payment_intents', id);
  if (!row || row.owner !== owner)
    throw noSuch('payment_intent', id, place === 'path' ? 'intent' : 'payment_intent', place);
  return row;
}

/**
 * The intent of the path. A publishable key sees it only together with its client secret.
 * @throws StripeFault resource_missing, secret_key_required, payment_intent_invalid_parameter
 */
export function getIntentOfCall(call: Call, clientSecret: string | undefined): IntentRow {
  const row = getIntent(call, call.path['intent'] ?? '');
  if (call.key === 'publishable' && clientSecret === undefined)
    throw new StripeFault(401, {
      type: 'invalid_request_error',
      code: 'secret_key_required',
      message:
        'This API call cannot be made with a publishable API key. Please use a secret API key. You can find a list of your API keys at https://dashboard.stripe.com/account/apikeys.',
    });
  if (clientSecret !== undefined && clientSecret !== row.object.client_secret)
    throw invalidRequest(
      'The client_secret provided does not match any associated PaymentIntent on this account. Ensure the client_secret whose prefix matches the PaymentIntent ID is from the same account.',
      { code: 'payment_intent_invalid_parameter', param: 'client_secret' },
    );
  return row;
}

/** The intent as this key may see it: a browser learns nothing that is the merchant's own. */
export function shownTo(key: Call['key'], intent: PaymentIntent): object {
  if (key === 'secret') return intent;
  return {
    id: intent.id,
    object: intent.object,
    amount: intent.amount,
    amount_details: intent.amount_details,
    automatic_payment_methods: intent.automatic_payment_methods,
    canceled_at: intent.canceled_at,
    cancellation_reason: intent.cancellation_reason,
    capture_method: intent.capture_method,
    client_secret: intent.client_secret,
    confirmation_method: intent.confirmation_method,
    created: intent.created,
    currency: intent.currency,
    description: intent.description,
    last_payment_error: intent.last_payment_error,
    livemode: intent.livemode,
    next_action: intent.next_action,
    payment_method: intent.payment_method,
    payment_method_configuration_details: intent.payment_method_configuration_details,
    payment_method_types: intent.payment_method_types,
    processing: intent.processing,
    receipt_email: intent.receipt_email,
    setup_future_usage: intent.setup_future_usage,
    shipping: intent.shipping,
    source: intent.source,
    status: intent.status,
  };
}
