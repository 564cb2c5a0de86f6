import type { Step } from '../http/call.ts';
import type { BalanceTransaction } from '../objects.ts';

export interface Movement {
  readonly owner: string;
  /** Minor units; negative when money leaves. */
  readonly amount: number;
  readonly currency: string;
  readonly fee?: number;
  readonly type: BalanceTransaction['type'];
  readonly reportingCategory?: string;
  readonly source: string;
  readonly description?: string | null;
  /** Seconds from now until it is available. */
  readonly settlesIn?: number;
}

/** Books a movement of an account's money. A balance is nothing but the sum of these. */
export function recordBalance(step: Step, movement: Movement): BalanceTransaction {
  const { amount, currency, fee = 0, settlesIn = 0 } = movement;
  const object: BalanceTransaction = {
    id: step.newId('txn'),
    object: 'balance_transaction',
    amount,
    available_on: step.now + settlesIn,
    balance_type: 'payments',
    created: step.now,
    currency,
    description: movement.description ?? null,
    exchange_rate: null,
    fee,
    fee_details:
      fee === 0
        ? []
        : [{ amount: fee, application: null, currency, description: 'Stripe processing fees', type: 'stripe_fee' }],
    net: amount - fee,
    reporting_category: movement.reportingCategory ?? movement.type,
    source: movement.source,
    status: settlesIn > 0 ? 'pending' : 'available',
    type: movement.type,
  };
  step.tx.put('balance_transactions', { id: object.id, owner: movement.owner, object });
  return object;
}
