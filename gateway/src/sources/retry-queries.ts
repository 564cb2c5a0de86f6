import { CallFailure } from './call-failure.ts';
import { isUnavailable, type Call, type CallAnswer, type SendCall } from './call.ts';
import type { Cancellation } from './cancellation.ts';
import { RetryBudget } from './retry-budget.ts';
import type { SubgraphSettings } from './subgraph-settings.ts';
import type { SubgraphStats } from './subgraph-stats.ts';

/**
 * Repeats queries that did not get through. Never a mutation: that a connection ended does not tell whether the other side had begun.
 * The last outcome stands when repeating is not allowed any more.
 */
export function retryQueries(
  send: SendCall,
  { retries }: Pick<SubgraphSettings, 'retries'>,
  { stats, random = Math.random }: { stats: SubgraphStats; random?: () => number },
): SendCall {
  const { attempts, baseMs, maxMs, budgetPercent } = retries;
  const budget = new RetryBudget(budgetPercent);

  /** Full jitter: those who failed together do not come back together. */
  function delayBefore(retry: number): number {
    return random() * Math.min(maxMs, baseMs * 2 ** (retry - 1));
  }

  /** Goes on after a first try that came to nothing. */
  async function repeat(call: Call, first: Outcome): Promise<CallAnswer> {
    let outcome = first;
    let hasResent = false;
    let retry = 0;
    for (;;) {
      let delayMs = 0;
      // Idle connections end while a call is on its way to them: that says nothing about the subgraph, and the next one is fresh.
      if (isLost(outcome) && !hasResent) hasResent = true;
      else delayMs = delayBefore((retry += 1));

      if (retry > attempts || call.cancellation.reason || Date.now() + delayMs >= call.deadline) return last(outcome);
      if (!budget.spend()) {
        stats.retriesRefused += 1;
        return last(outcome);
      }
      stats.retried += 1;
      if (delayMs > 0) await pause(delayMs, call.cancellation);
      outcome = await send(call).catch(repeatable);
      if (isAnswer(outcome)) return outcome;
    }
  }

  return (call) => {
    if (call.isMutation) return send(call);
    budget.earn();
    return send(call).then(
      (answer) => (isAnswer(answer) ? answer : repeat(call, answer)),
      (error: unknown) => repeat(call, repeatable(error)),
    );
  };
}

type Outcome = CallAnswer | CallFailure;

function repeatable(error: unknown): CallFailure {
  if (error instanceof CallFailure && (error.kind === 'unreachable' || error.kind === 'lost')) return error;
  throw error;
}

function isAnswer(outcome: Outcome): outcome is CallAnswer {
  return !(outcome instanceof CallFailure) && !isUnavailable(outcome.status);
}

function isLost(outcome: Outcome): boolean {
  return outcome instanceof CallFailure && outcome.kind === 'lost';
}

function last(outcome: Outcome): CallAnswer {
  if (outcome instanceof CallFailure) throw outcome;
  return outcome;
}

/** @throws the reason as soon as the call is cancelled. */
function pause(ms: number, cancellation: Cancellation): Promise<void> {
  return new Promise((resolve, reject) => {
    const wake = setTimeout(() => {
      cancellation.offCancel(leave);
      resolve();
    }, ms);
    const leave = (reason: CallFailure): void => {
      clearTimeout(wake);
      reject(reason);
    };
    cancellation.onCancel(leave);
  });
}
