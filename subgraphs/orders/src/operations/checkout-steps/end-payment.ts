import type { Payment } from '../../domain/order.ts';
import { KEYS_LAST_MS, PaymentCallFailed, type ProviderPayment } from '../../payments/payment-provider.ts';
import type { Saga, SagaContext } from '../checkout-saga.ts';
import { keyOf, openingOf } from './payment-of.ts';
import { withAnswer } from './record-payment.ts';

/**
 * Ends a payment that must not happen: VOIDED or FAILED once the provider confirms, PAID when the money was taken all the same (it then goes
 * back), `underWay` while the provider cannot tell.
 * @throws PaymentCallFailed `unknown` when there was no answer.
 */
export async function endPayment(context: SagaContext, saga: Saga, payment: Payment): Promise<Payment | 'underWay'> {
  const opened = payment.providerPaymentId === null ? await findOpened(context, saga, payment) : payment;
  if (opened?.providerPaymentId == null) return { ...payment, status: 'FAILED' };
  const answer = await cancel(context, saga, opened.providerPaymentId);
  switch (answer.state) {
    case 'cancelled':
      return { ...withAnswer(opened, answer), status: opened.status === 'AUTHORIZED' ? 'VOIDED' : 'FAILED' };
    case 'captured':
      return {
        ...withAnswer(opened, answer),
        status: 'PAID',
        capturedAmount: answer.capturedAmount,
        // Nobody hears of a payment that goes back; its fee is learnt, and told, by itself.
        feeAmount: null,
        capturedAt: context.now(),
      };
    default:
      return 'underWay';
  }
}

/**
 * The payment whose opening was not answered; null when there is none. Opening again with the same key tells it, also while the first call is still
 * under way, which no list does; if there was none, it makes one, which may authorise and is cancelled next. Once the provider may have forgotten the
 * key, that would leave the first one authorised beside it, and nothing is under way any more: then the list is asked.
 */
async function findOpened(context: SagaContext, saga: Saga, payment: Payment): Promise<Payment | null> {
  const { payments, config } = context;
  const timeoutMs = config.STRIPE_TIMEOUT_MS;
  const opening = openingOf(saga, payment);
  const forgotten = new Date(payment.createdAt.getTime() + KEYS_LAST_MS);
  if (context.now() >= forgotten) {
    const span = { from: around(payment.createdAt, -1), until: around(forgotten, 1) };
    const found = await payments.findPayment(opening.metadata, span, { timeoutMs });
    return found && withAnswer(payment, found);
  }
  try {
    return withAnswer(payment, await payments.open(opening, { idempotencyKey: keyOf(saga, 'open'), timeoutMs }));
  } catch (error) {
    if (error instanceof PaymentCallFailed && error.kind === 'refused') return null;
    throw error;
  }
}

/** How far the provider's clock and ours may be apart, in milliseconds. */
const CLOCKS_APART_MS = 5 * 60_000;

function around(at: Date, sign: 1 | -1): Date {
  return new Date(at.getTime() + sign * CLOCKS_APART_MS);
}

async function cancel({ payments, config }: SagaContext, saga: Saga, id: string): Promise<ProviderPayment> {
  const timeoutMs = config.STRIPE_TIMEOUT_MS;
  try {
    return await payments.cancel(id, { idempotencyKey: keyOf(saga, 'cancel'), timeoutMs });
  } catch (error) {
    // A payment that ended before, either way, refuses: it is asked how.
    if (error instanceof PaymentCallFailed && error.kind === 'refused') return payments.read(id, { timeoutMs });
    throw error;
  }
}
