import type { Stripe } from 'stripe';

// The objects as they are kept: Stripe's own types, with every reference narrowed to the id, and states to the ones spoken here.

/** Swaps the types of some fields of `T`. */
type With<T, Changes> = Omit<T, keyof Changes> & Changes;

export type Metadata = Readonly<Record<string, string>>;

/** The `error` of Stripe's replies, also kept as an intent's `last_payment_error`. */
export interface ErrorBody {
  readonly type: 'api_error' | 'card_error' | 'idempotency_error' | 'invalid_request_error';
  readonly code?: string;
  readonly decline_code?: string;
  readonly message: string;
  readonly param?: string;
  readonly charge?: string;
  readonly advice_code?: string;
  readonly payment_intent?: PaymentIntent;
  readonly payment_method?: PaymentMethod;
}

export type IntentStatus =
  | 'requires_payment_method'
  | 'requires_confirmation'
  | 'requires_action'
  | 'processing'
  | 'requires_capture'
  | 'succeeded'
  | 'canceled';

export type PaymentIntent = Readonly<
  With<
    Stripe.PaymentIntent,
    {
      status: IntentStatus;
      capture_method: 'automatic' | 'manual';
      customer: string | null;
      latest_charge: string | null;
      payment_method: string | null;
      last_payment_error: ErrorBody | null;
      metadata: Metadata;
      application: null;
      on_behalf_of: null;
      review: null;
      source: null;
      transfer_data: null;
    }
  >
>;

export type Charge = Readonly<
  With<
    Stripe.Charge,
    {
      status: 'succeeded' | 'pending' | 'failed';
      balance_transaction: string | null;
      customer: string | null;
      payment_intent: string | null;
      metadata: Metadata;
      refunds: List<Refund>;
      source_transfer: string | null;
      application: null;
      application_fee: null;
      on_behalf_of: null;
      review: null;
      source: null;
      transfer_data: null;
      failure_balance_transaction: null;
    }
  >
>;

export type PaymentMethod = Readonly<With<Stripe.PaymentMethod, { customer: string | null; metadata: Metadata }>>;

export type Customer = Readonly<With<Stripe.Customer, { metadata: Metadata; default_source: null; discount: null }>>;

export type BalanceTransaction = Readonly<With<Stripe.BalanceTransaction, { source: string | null }>>;

export type Refund = Readonly<
  With<
    Stripe.Refund,
    {
      status: 'pending' | 'succeeded' | 'failed';
      balance_transaction: string | null;
      charge: string;
      customer: null;
      payment_intent: string | null;
      payment_method: string | null;
      failure_balance_transaction?: string;
      metadata: Metadata;
      source_transfer_reversal: null;
      transfer_reversal: string | null;
    }
  >
>;

export type Account = Readonly<
  With<Stripe.Account, { created: number; metadata: Metadata; country: string; default_currency: string }>
>;

export type Transfer = Readonly<
  With<
    Stripe.Transfer,
    {
      balance_transaction: string;
      destination: string;
      destination_payment: string;
      source_transaction: string | null;
      metadata: Metadata;
      reversals: List<TransferReversal>;
    }
  >
>;

export type TransferReversal = Readonly<
  With<
    Stripe.TransferReversal,
    {
      balance_transaction: string;
      destination_payment_refund: string;
      source_refund: null;
      transfer: string;
      metadata: Metadata;
    }
  >
>;

export type Payout = Readonly<
  With<
    Stripe.Payout,
    {
      status: 'pending' | 'in_transit' | 'paid' | 'failed' | 'canceled';
      balance_transaction: string;
      destination: string | null;
      failure_balance_transaction: string | null;
      metadata: Metadata;
      original_payout: null;
      reversed_by: null;
    }
  >
>;

export type WebhookEndpoint = Readonly<With<Stripe.WebhookEndpoint, { metadata: Metadata }>>;

/** What an event shows: the object as it was at that moment. */
export type EventObject = PaymentIntent | Charge | Refund | Transfer | Payout | Account | PaymentMethod | Customer;

export interface EventEnvelope {
  readonly id: string;
  readonly object: 'event';
  readonly account?: string;
  readonly api_version: string;
  readonly created: number;
  readonly data: { readonly object: EventObject; readonly previous_attributes?: Readonly<Record<string, unknown>> };
  readonly livemode: false;
  readonly pending_webhooks: number;
  readonly request: { readonly id: string | null; readonly idempotency_key: string | null };
  readonly type: string;
}

export interface List<T> {
  readonly object: 'list';
  readonly data: T[];
  readonly has_more: boolean;
  readonly url: string;
}
