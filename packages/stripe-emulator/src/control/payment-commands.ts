import { z } from 'zod';
import { completeOnboarding } from '../accounts/complete-onboarding.ts';
import { listBalances } from '../balance/available.ts';
import { recordBalance } from '../balance/record.ts';
import { keepHouse } from '../keep-house.ts';
import { invalidRequest, noSuch } from '../http/stripe-fault.ts';
import { getIntent } from '../payment-intents/find-intent.ts';
import { finishChallenge } from '../payment-intents/finish-challenge.ts';
import { settleProcessing } from '../payment-intents/settle-processing.ts';
import { settlePayout } from '../payouts/settle-payout.ts';
import { settleRefund } from '../refunds/settle-refund.ts';
import type { IntentStatus } from '../objects.ts';
import { command } from './command.ts';

export const PAYMENT_COMMANDS = {
  /** The customer passes or fails the challenge (3-D Secure) of an intent. */
  finishChallenge: command(
    { intent: z.string(), outcome: z.enum(['passed', 'failed']) },
    async ({ emulator }, { intent, outcome }) => {
      const owner = emulator.perform({}, ({ tx }) => tx.find('payment_intents', intent)?.owner);
      const result = emulator.perform({ account: owner }, (step) => {
        const finished = finishChallenge(step, getIntent(step, intent, 'parameter'), outcome === 'passed');
        if (finished.kind === 'notAwaited')
          throw invalidRequest(`${intent} does not wait for a challenge: it is ${finished.intent.status}`);
        return { id: intent, status: finished.intent.status };
      });
      await emulator.durable();
      return result;
    },
  ),

  /** The bank answers a payment that is processing. */
  settleIntent: command(
    { intent: z.string(), outcome: z.enum(['succeeded', 'failed']) },
    async ({ emulator }, { intent, outcome }) => {
      const result = emulator.perform({}, (step) => {
        const settled = settleProcessing(step, getIntent(step, intent, 'parameter'), outcome === 'succeeded');
        if (!settled) throw invalidRequest(`${intent} is not processing`);
        return { id: intent, status: settled.status };
      });
      await emulator.durable();
      return result;
    },
  ),

  /** A payout under way arrives or fails. */
  settlePayout: command(
    { payout: z.string(), outcome: z.enum(['paid', 'failed']) },
    async ({ emulator }, { payout, outcome }) => {
      const result = emulator.perform({}, (step) => {
        const row = step.tx.find('payouts', payout);
        if (!row) throw noSuch('payout', payout, 'payout');
        const settled = settlePayout(step, row, outcome);
        if (!settled) throw invalidRequest(`${payout} has ended: it is ${row.object.status}`);
        return { id: payout, status: settled.status };
      });
      await emulator.durable();
      return result;
    },
  ),

  /** The customer's bank answers a refund: a pending one succeeds, or one that is pending or had succeeded fails. */
  settleRefund: command(
    { refund: z.string(), outcome: z.enum(['succeeded', 'failed']) },
    async ({ emulator }, { refund, outcome }) => {
      const result = emulator.perform({}, (step) => {
        const row = step.tx.find('refunds', refund);
        if (!row) throw noSuch('refund', refund, 'refund');
        const settled = settleRefund(step, row, outcome);
        if (!settled) throw invalidRequest(`${refund} has ended: it is ${row.object.status}`);
        return { id: refund, status: settled.status };
      });
      await emulator.durable();
      return result;
    },
  ),

  /** A connected account completes its onboarding. */
  completeOnboarding: command({ account: z.string() }, async ({ emulator }, { account }) => {
    const result = emulator.perform({}, (step) => {
      const row = step.tx.find('accounts', account);
      if (!row) throw noSuch('account', account, 'account');
      completeOnboarding(step, row.object);
      return { id: account };
    });
    await emulator.durable();
    return result;
  }),

  /** Puts money into a balance, as a top-up does. `amount` is in minor units. */
  addFunds: command(
    { amount: z.int().min(1), currency: z.string().length(3), account: z.string().optional() },
    async ({ emulator }, { amount, currency, account }) => {
      emulator.perform({}, (step) => {
        const owner = account ?? step.platform;
        recordBalance(step, {
          owner,
          amount,
          currency: currency.toLowerCase(),
          type: 'topup',
          source: step.newId('tu'),
        });
      });
      await emulator.durable();
      return {};
    },
  ),

  /** Sets the emulator's clock ahead: idempotency keys expire, pending money settles, payouts arrive. */
  advanceClock: command({ byMs: z.int().min(0) }, async ({ emulator }, { byMs }) => {
    emulator.advanceClock(byMs);
    keepHouse(emulator);
    await emulator.durable();
    return { now: new Date(emulator.nowMs()).toISOString() };
  }),

  /** Counts intents by state, and sums what they hold: all, or those with the given metadata or transfer group. */
  countIntents: command(
    { metadata: z.record(z.string(), z.string()).default({}), transferGroup: z.string().optional() },
    ({ emulator }, { metadata, transferGroup }) =>
      emulator.perform({}, ({ tx }) => {
        const intents = tx
          .list('payment_intents')
          .map((row) => row.object)
          .filter(
            (intent) =>
              (transferGroup === undefined || intent.transfer_group === transferGroup) &&
              Object.entries(metadata).every(([key, value]) => intent.metadata[key] === value),
          );
        const byStatus: Partial<Record<IntentStatus, number>> = {};
        for (const { status } of intents) byStatus[status] = (byStatus[status] ?? 0) + 1;
        const charges = intents.flatMap(({ id }) =>
          tx.listBy('charges', 'payment_intent', id).map((row) => row.object),
        );
        const refunds = charges.flatMap(({ id }) => tx.listBy('refunds', 'charge', id).map((row) => row.object));
        return {
          total: intents.length,
          byStatus,
          received: sum(intents.map((intent) => intent.amount_received)),
          capturable: sum(intents.map((intent) => intent.amount_capturable)),
          refunded: sum(refunds.filter(({ status }) => status === 'succeeded').map(({ amount }) => amount)),
          refunds: refunds.length,
        };
      }),
  ),

  /** The platform's balances, and those of every connected account, with the number of their transactions. */
  balances: command({}, ({ emulator }) =>
    emulator.perform({}, (step) =>
      step.tx.list('accounts').map(({ id }) => ({
        account: id,
        platform: id === step.platform,
        balances: listBalances(step, id),
        transactions: step.tx.listBy('balance_transactions', 'owner', id).length,
      })),
    ),
  ),
};

function sum(amounts: readonly number[]): number {
  return amounts.reduce((total, amount) => total + amount, 0);
}
