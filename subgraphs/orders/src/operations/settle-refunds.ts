import { idToUuid } from '@bazaar/ids/id';
import type { OrdersContext } from '../context.ts';
import type { Refund } from '../domain/order.ts';
import { waitBeforeCheck } from '../domain/refund-rules.ts';
import { KEYS_LAST_MS, PaymentCallFailed, type ProviderRefund } from '../payments/payment-provider.ts';
import { claimRefunds, findPayment, postponeRefund } from '../storage/payments.ts';
import { recordRefund, recordReturnedRefund, type RefundAnswer } from './record-refund.ts';

type Dependencies = Pick<
  OrdersContext,
  'inTransaction' | 'now' | 'ephemeral' | 'reader' | 'payments' | 'config' | 'log'
>;

const FIRST_RETRY_MS = 1_000;
const LONGEST_RETRY_MS = 60_000;

/**
 * Asks the provider about refunds and records what came of them: recorded ones are asked for, each under its own key, so that a lost answer or a
 * killed process costs a repetition, never a second refund; one that is refused has failed; those that succeeded are looked at, because the buyer's bank may send them back weeks
 * later. Returns how many it took on.
 */
export async function settleRefunds(
  context: Dependencies,
  which: { readonly due: number } | { readonly ids: readonly Refund['id'][] },
): Promise<number> {
  if ('ids' in which && which.ids.length === 0) return 0;
  const refunds = await claimRefunds(context.reader, which);
  // One after the other: they are of the same payment, mostly, and change the same order.
  for (const refund of refunds) await (refund.status === 'PENDING' ? settleOne : checkOne)(context, refund);
  return refunds.length;
}

async function settleOne(context: Dependencies, refund: Refund): Promise<void> {
  const answer = await answerOf(context, refund, () => ask(context, refund));
  if (answer === null || answer.state === 'pending') {
    const wait = Math.min(FIRST_RETRY_MS * 2 ** Math.min(refund.attempts, 6), LONGEST_RETRY_MS);
    return postponeRefund(
      context.reader,
      { id: refund.id, providerRefundId: answer?.providerRefundId ?? refund.providerRefundId },
      wait,
    );
  }
  if (answer.state === 'failed') tellOperators(context, refund, answer);
  await recordRefund(context, refund, answer);
}

/** Looks at a refund that succeeded. */
async function checkOne(context: Dependencies, refund: Refund): Promise<void> {
  const { providerRefundId, settledAt } = refund;
  if (providerRefundId === null || settledAt === null) throw new Error(`${refund.id} succeeded without a provider.`);
  const answer = await answerOf(context, refund, () => read(context, providerRefundId));
  if (answer?.state === 'failed') {
    tellOperators(context, refund, answer);
    return recordReturnedRefund(context, refund, answer.error);
  }
  const wait = waitBeforeCheck(settledAt, refund.attempts, context.config.REFUND_POLL_MS, context.now());
  await postponeRefund(context.reader, refund, wait);
}

/** Asks for a refund, or about one that was asked for. */
async function ask(context: Dependencies, refund: Refund): Promise<RefundAnswer> {
  if (refund.providerRefundId) return read(context, refund.providerRefundId);
  const { reader, payments, config, now } = context;
  const payment = await findPayment(reader, refund.orderId);
  if (!payment?.providerPaymentId) throw new Error(`${refund.id} has no payment to give back.`);
  const { providerPaymentId } = payment;
  const timeoutMs = config.STRIPE_TIMEOUT_MS;
  const metadata = { refundId: refund.id, orderId: refund.orderId };
  // An earlier answer may have been lost, or forgotten by a database that was set back. The key of a call is forgotten, too, after a day, and the call
  // then makes a second refund: the provider's list tells of the first one, and how it stands by now.
  const isFresh = refund.attempts === 1 && now().getTime() - refund.createdAt.getTime() < KEYS_LAST_MS;
  const made = isFresh ? null : await payments.findRefund(providerPaymentId, metadata, { timeoutMs });
  if (made) return made;
  try {
    return await payments.refund(
      { providerPaymentId, amount: refund.totalAmount, metadata },
      { idempotencyKey: `refund-${idToUuid(refund.id)}`, timeoutMs },
    );
  } catch (error) {
    // The money may have gone back by another way, and the same key is refused for ever: people decide. A refused question about a refund tells nothing of it.
    if (error instanceof PaymentCallFailed && error.kind === 'refused')
      return { providerRefundId: null, state: 'failed', error: error.code };
    throw error;
  }
}

function read({ payments, config }: Dependencies, providerRefundId: string): Promise<ProviderRefund> {
  return payments.readRefund(providerRefundId, { timeoutMs: config.STRIPE_TIMEOUT_MS });
}

/** Null when there was no answer. */
async function answerOf(
  { log }: Dependencies,
  refund: Refund,
  question: () => Promise<RefundAnswer>,
): Promise<RefundAnswer | null> {
  try {
    return await question();
  } catch (error) {
    if (!(error instanceof PaymentCallFailed)) throw error;
    log.warn({ err: error, refundId: refund.id }, 'a refund brought no answer and will be asked for again');
    return null;
  }
}

function tellOperators({ log }: Dependencies, refund: Refund, { error }: RefundAnswer): void {
  log.error({ refundId: refund.id, reason: error }, 'a refund failed and needs a hand: see `bazaar refunds failed`');
}
