import type {
  Account,
  BalanceTransaction,
  Charge,
  Customer,
  EventEnvelope,
  PaymentIntent,
  PaymentMethod,
  Payout,
  Refund,
  Transfer,
  TransferReversal,
  WebhookEndpoint,
} from '../objects.ts';
import type { CardBehaviour } from '../payment-methods/test-cards.ts';
import type { DeliveryRule } from '../webhooks/delivery-rules.ts';

/** An object of an account. Other accounts do not see it. */
export interface Owned<T> {
  readonly id: string;
  readonly owner: string;
  readonly object: T;
}

export interface IntentRow extends Owned<PaymentIntent> {
  /** Where the customer is sent after a challenge. */
  readonly returnUrl: string | null;
  /** The confirmation asked for the client library to show the challenge. */
  readonly inClientLibrary: boolean;
}

export interface PaymentMethodRow extends Owned<PaymentMethod> {
  readonly behaviour: CardBehaviour;
}

export interface RefundRow extends Owned<Refund> {
  /** How it ends by itself, and when (seconds); null, or absent in older journals, when it stays as it is. */
  readonly later?: { readonly at: number; readonly end: 'succeeded' | 'failed' } | null;
}

export interface EndpointRow extends Owned<WebhookEndpoint> {
  readonly secret: string;
  /** Receives the events of connected accounts instead of the platform's own. */
  readonly connect: boolean;
  /** Given at the start rather than created through the API. */
  readonly fixed: boolean;
}

export type DeliveryState = 'pending' | 'held' | 'delivered' | 'dropped' | 'failed';

/** One event on its way to one endpoint. */
export interface DeliveryRow {
  readonly id: string;
  readonly owner: string;
  readonly event: string;
  readonly eventType: string;
  readonly endpoint: string;
  readonly state: DeliveryState;
  /** When to try next, in milliseconds of the real clock. */
  readonly nextAtMs: number;
  /** The `reorder` rule whose window it waits for. */
  readonly heldBy: string | null;
  /** Deliveries of one sequence go out in the order of their places, each when the one before has been answered. */
  readonly sequence: string | null;
  readonly place: number;
  readonly corrupt: 'signature' | 'body' | 'timestamp' | null;
  readonly attempts: readonly { readonly atMs: number; readonly status: number | null; readonly error?: string }[];
}

export interface IdempotencyRow {
  readonly id: string;
  readonly endpoint: string;
  readonly paramsHash: string;
  readonly createdMs: number;
  readonly requestId: string;
  readonly status: number;
  readonly body: string;
}

export interface Tables {
  accounts: Owned<Account>;
  balance_transactions: Owned<BalanceTransaction>;
  charges: Owned<Charge>;
  customers: Owned<Customer>;
  deliveries: DeliveryRow;
  events: Owned<EventEnvelope>;
  idempotency: IdempotencyRow;
  payment_intents: IntentRow;
  payment_methods: PaymentMethodRow;
  payouts: Owned<Payout>;
  refunds: RefundRow;
  transfer_reversals: Owned<TransferReversal>;
  transfers: Owned<Transfer>;
  webhook_endpoints: EndpointRow;
  delivery_rules: DeliveryRule;
  /** `platform`: the platform's account id; `clock`: how far the emulator's clock is ahead, in milliseconds. */
  settings: { readonly id: string; readonly value: string };
}

export type TableName = keyof Tables;

/** How rows are found other than by id. */
export const INDEXES = {
  balance_transactions: {
    owner: (row: Tables['balance_transactions']) => row.owner,
    source: (row: Tables['balance_transactions']) => row.object.source,
  },
  charges: { payment_intent: (row: Tables['charges']) => row.object.payment_intent },
  deliveries: {
    state: (row: Tables['deliveries']) => row.state,
    event: (row: Tables['deliveries']) => row.event,
  },
  refunds: { charge: (row: Tables['refunds']) => row.object.charge },
  transfers: { source_transaction: (row: Tables['transfers']) => row.object.source_transaction },
  transfer_reversals: { transfer: (row: Tables['transfer_reversals']) => row.object.transfer },
} as const;

export type IndexName<T extends TableName> = T extends keyof typeof INDEXES ? keyof (typeof INDEXES)[T] : never;
