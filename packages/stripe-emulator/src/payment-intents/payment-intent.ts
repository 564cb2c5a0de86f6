import type { PaymentIntent } from '../objects.ts';

export interface NewIntent {
  readonly id: string;
  readonly secret: string;
  /** Seconds. */
  readonly now: number;
  readonly amount: number;
  readonly currency: string;
  readonly captureMethod: PaymentIntent['capture_method'];
  readonly automaticMethods: PaymentIntent['automatic_payment_methods'];
  readonly methodTypes: readonly string[];
}

/** An intent as it begins, before its optional parameters are applied. */
export function newIntent(given: NewIntent): PaymentIntent {
  return {
    id: given.id,
    object: 'payment_intent',
    allowed_payment_method_types: null,
    amount: given.amount,
    amount_capturable: 0,
    amount_details: { tip: {} },
    amount_received: 0,
    application: null,
    application_fee_amount: null,
    automatic_payment_methods: given.automaticMethods,
    canceled_at: null,
    cancellation_reason: null,
    capture_method: given.captureMethod,
    client_secret: `${given.id}_secret_${given.secret}`,
    confirmation_method: 'automatic',
    created: given.now,
    currency: given.currency,
    customer: null,
    customer_account: null,
    description: null,
    excluded_payment_method_types: null,
    last_payment_error: null,
    latest_charge: null,
    livemode: false,
    managed_payments: null,
    metadata: {},
    next_action: null,
    on_behalf_of: null,
    payment_method: null,
    payment_method_configuration_details: null,
    payment_method_options: {
      card: { installments: null, mandate_options: null, network: null, request_three_d_secure: 'automatic' },
    },
    payment_method_types: [...given.methodTypes],
    payment_record: null,
    processing: null,
    receipt_email: null,
    review: null,
    setup_future_usage: null,
    shipping: null,
    source: null,
    statement_descriptor: null,
    statement_descriptor_suffix: null,
    status: 'requires_payment_method',
    transfer_data: null,
    transfer_group: null,
  };
}
