import { announce } from '@bazaar/events/announce';
import type { OrdersContext } from '../context.ts';
import { waitBeforeFee } from '../domain/fee-rules.ts';
import type { Payment } from '../domain/order.ts';
import { PaymentCallFailed } from '../payments/payment-provider.ts';
import { claimPaymentsWithoutFee, postponeFee, setFee } from '../storage/fees.ts';
import { lockOrder } from '../storage/orders.ts';

type Dependencies = Pick<OrdersContext, 'inTransaction' | 'now' | 'reader' | 'payments' | 'config' | 'log'>;

/**
 * Asks the provider for the fees of payments that were captured before it told them, or that came too late and were announced to nobody: vendors is
 * told each, once. Returns how many it asked for.
 */
export async function learnFees(context: Dependencies, limit: number): Promise<number> {
  const payments = await claimPaymentsWithoutFee(context.reader, limit);
  for (const payment of payments) {
    const feeAmount = await askForFee(context, payment);
    if (feeAmount === null) await askLater(context, payment);
    else await recordFee(context, payment, feeAmount);
  }
  return payments.length;
}

/** Null when the provider does not tell it. */
async function askForFee({ payments, config, log }: Dependencies, payment: Payment): Promise<number | null> {
  const { id, providerPaymentId } = payment;
  if (providerPaymentId === null) throw new Error(`${id} was captured without a provider.`);
  try {
    return (await payments.read(providerPaymentId, { timeoutMs: config.STRIPE_TIMEOUT_MS })).feeAmount;
  } catch (error) {
    if (!(error instanceof PaymentCallFailed)) throw error;
    log.warn({ err: error, paymentId: id }, 'a question for a fee brought no answer and will be asked again');
    return null;
  }
}

async function askLater({ reader, now, log }: Dependencies, { id, capturedAt }: Payment): Promise<void> {
  if (capturedAt === null) throw new Error(`${id} was captured at no time.`);
  const wait = waitBeforeFee(capturedAt, now());
  if (wait === null) log.error({ paymentId: id }, 'the provider never told a payment’s fee; the books are without it');
  await postponeFee(reader, id, wait);
}

function recordFee({ inTransaction }: Dependencies, payment: Payment, feeAmount: number): Promise<void> {
  const { id, orderId, provider, currency } = payment;
  return inTransaction(async (tx) => {
    const locked = await lockOrder(tx, orderId);
    if (!locked) throw new Error(`${orderId} is not there.`);
    if (!(await setFee(tx, id, feeAmount))) return;
    await announce(tx, {
      type: 'payment.fee_charged',
      aggregateId: orderId,
      // The order itself stays as it is: nobody who looks at it is shown the fee.
      sequence: locked.order.version,
      data: { orderId, paymentId: id, provider, currency, feeAmount },
    });
  });
}
