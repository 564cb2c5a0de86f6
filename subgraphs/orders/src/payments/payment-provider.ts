import type { CurrencyCode } from '@bazaar/money/currency';
import type { PaymentMethodSummary } from '../domain/order.ts';

/**
 * Whoever moves the money. An implementation speaks one provider's language and nothing of ours: it authorises first and captures later,
 * tells every state in the same few words, and repeats a call with the same key without repeating its effect.
 */
export interface PaymentProvider {
  /** Stored beside each payment: `stripe`. */
  readonly name: string;
  /** What the client needs beside the client secret; not a secret. */
  readonly publishableKey: string;

  /**
   * Opens a payment that only authorises. With a `paymentMethod` it is confirmed at once; a decline then is a state, not an error.
   * @throws PaymentCallFailed
   */
  open(request: OpenPayment, call: PaymentCall): Promise<ProviderPayment>;
  /**
   * The payment that was opened with this metadata at some time of `span`; null when there is none. It looks through all of that time's payments, so it
   * is for when an answer was lost and the call's key is forgotten.
   * @throws PaymentCallFailed
   */
  findPayment(
    metadata: Metadata,
    span: { readonly from: Date; readonly until: Date },
    call: Omit<PaymentCall, 'idempotencyKey'>,
  ): Promise<ProviderPayment | null>;
  /** How a payment stands now. @throws PaymentCallFailed */
  read(providerPaymentId: string, call: Omit<PaymentCall, 'idempotencyKey'>): Promise<ProviderPayment>;
  /** Takes the authorised money, whole, once whatever the key. @throws PaymentCallFailed: `refused` when the payment is in no state to be captured. */
  capture(providerPaymentId: string, call: PaymentCall): Promise<ProviderPayment>;
  /** Ends a payment that was not captured, releasing what is authorised. @throws PaymentCallFailed: `refused` when it was captured. */
  cancel(providerPaymentId: string, call: PaymentCall): Promise<ProviderPayment>;
  /** Gives captured money back. @throws PaymentCallFailed: `refused` when less than that is left of it. */
  refund(request: RefundPayment, call: PaymentCall): Promise<ProviderRefund>;
  /** The refund of a payment that was asked for with this metadata, as it stands now; null when there is none. @throws PaymentCallFailed */
  findRefund(
    providerPaymentId: string,
    metadata: Metadata,
    call: Omit<PaymentCall, 'idempotencyKey'>,
  ): Promise<ProviderRefund | null>;
  /** How a refund stands now. @throws PaymentCallFailed */
  readRefund(providerRefundId: string, call: Omit<PaymentCall, 'idempotencyKey'>): Promise<ProviderRefund>;
  /** Reads a notification; null when it was not this provider who sent it, or too long ago. */
  readNotification(body: Buffer, headers: NotificationHeaders): PaymentNotification | null;
}

export type NotificationHeaders = Readonly<Record<string, string | readonly string[] | undefined>>;

/** Our ids, for whoever looks at the provider's side, and to find there what an answer that was lost was about. */
export type Metadata = Readonly<Record<string, string>>;

/**
 * How long after its first use a provider surely knows an idempotency key, in milliseconds. Stripe keeps keys for at least 24 hours; the hour before is
 * for clocks that differ and calls under way.
 */
export const KEYS_LAST_MS = 23 * 60 * 60_000;

export interface PaymentCall {
  /** The same key and request: the same effect, once, for {@link KEYS_LAST_MS}. */
  readonly idempotencyKey: string;
  readonly timeoutMs: number;
}

export interface OpenPayment {
  /** Minor units. */
  readonly amount: number;
  readonly currency: CurrencyCode;
  /** What the buyer reads beside it. */
  readonly description: string;
  readonly metadata: Metadata;
  readonly paymentMethod: string | null;
  /** Where the buyer's bank sends them back to. */
  readonly returnUrl: string | null;
}

export interface RefundPayment {
  readonly providerPaymentId: string;
  /** Minor units. */
  readonly amount: number;
  readonly metadata: Metadata;
}

/**
 * `open`: waits for the buyer, who may not have tried, been declined, or have to confirm with their bank (`requiresAction`). `processing`: the
 * provider is at it. `authorized`: can be captured. `captured`: paid. `cancelled`: never will be.
 */
export type ProviderPaymentState = 'open' | 'requiresAction' | 'processing' | 'authorized' | 'captured' | 'cancelled';

export interface ProviderPayment {
  readonly providerPaymentId: string;
  readonly state: ProviderPaymentState;
  readonly clientSecret: string | null;
  /** Three capital letters. */
  readonly currency: string;
  /** Minor units. */
  readonly amount: number;
  readonly capturedAmount: number;
  /** What the provider keeps; null until it tells. */
  readonly feeAmount: number | null;
  readonly method: PaymentMethodSummary | null;
  /** Why the last try failed. */
  readonly error: { readonly code: string; readonly message: string } | null;
}

export interface ProviderRefund {
  readonly providerRefundId: string;
  readonly state: 'pending' | 'succeeded' | 'failed';
  readonly error: string | null;
}

export interface PaymentNotification {
  readonly id: string;
  readonly type: string;
  /** The payment whose state, or whose refunds' states, may have changed; null when there is nothing to look at. */
  readonly providerPaymentId: string | null;
}

/**
 * A call to the provider that brought no answer to build on.
 * `unknown`: it may have had its effect or not; the same call with the same key may be repeated. `refused`: it had none and never will.
 */
export class PaymentCallFailed extends Error {
  readonly kind: 'unknown' | 'refused';
  readonly code: string;

  constructor(kind: 'unknown' | 'refused', code: string, options?: { cause?: unknown }) {
    super(`The payment provider's answer: ${kind}, ${code}.`, options);
    this.name = 'PaymentCallFailed';
    this.kind = kind;
    this.code = code;
  }
}
