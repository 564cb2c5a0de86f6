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
  /** How a payment stands now. @throws PaymentCallFailed */
  read(providerPaymentId: string, call: Omit<PaymentCall, 'idempotencyKey'>): Promise<ProviderPayment>;
  /** Takes the authorised money, whole, once whatever the key. @throws PaymentCallFailed: `refused` when the payment is in no state to be captured. */
  capture(providerPaymentId: string, call: PaymentCall): Promise<ProviderPayment>;
  /** Ends a payment that was not captured, releasing what is authorised. @throws PaymentCallFailed: `refused` when it was captured. */
  cancel(providerPaymentId: string, call: PaymentCall): Promise<ProviderPayment>;
  /** Gives captured money back. @throws PaymentCallFailed: `refused` when less than that is left of it. */
  refund(request: RefundPayment, call: PaymentCall): Promise<ProviderRefund>;
  /** How a refund stands now. @throws PaymentCallFailed */
  readRefund(providerRefundId: string, call: Omit<PaymentCall, 'idempotencyKey'>): Promise<ProviderRefund>;
  /** Reads a notification; null when it was not this provider who sent it, or too long ago. */
  readNotification(body: Buffer, headers: NotificationHeaders): PaymentNotification | null;
}

export type NotificationHeaders = Readonly<Record<string, string | readonly string[] | undefined>>;

export interface PaymentCall {
  /** The same key and request: the same effect, once. */
  readonly idempotencyKey: string;
  readonly timeoutMs: number;
}

export interface OpenPayment {
  /** Minor units. */
  readonly amount: number;
  readonly currency: CurrencyCode;
  /** What the buyer reads beside it. */
  readonly description: string;
  /** Our ids, for whoever looks at the provider's side. */
  readonly metadata: Readonly<Record<string, string>>;
  readonly paymentMethod: string | null;
  /** Where the buyer's bank sends them back to. */
  readonly returnUrl: string | null;
}

export interface RefundPayment {
  readonly providerPaymentId: string;
  /** Minor units. */
  readonly amount: number;
  readonly metadata: Readonly<Record<string, string>>;
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
