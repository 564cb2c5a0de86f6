import type { OperationResponse } from '@bazaar/runtime/subgraph-door';
import type { CallFailure } from './call-failure.ts';
import type { Asker, Call, RunCall, SendCall } from './call.ts';
import { Cancellation } from './cancellation.ts';
import { readAnswers } from './read-answer.ts';
import { runAlone } from './run-alone.ts';
import type { SubgraphStats } from './subgraph-stats.ts';

/** What a batch may hold in characters: subgraphs limit bodies, and an operation that fits alone must not be refused for its neighbours. */
const MAX_BATCH_CHARS = 512 * 1024;

interface Waiting {
  readonly call: Call;
  readonly resolve: (response: OperationResponse) => void;
  readonly reject: (error: unknown) => void;
}

/**
 * Sends queries of one request that come in the same turn of the event loop together, as a JSON array. What goes wrong with the HTTP request goes wrong with all of them.
 * One that is cancelled ends alone; the HTTP request ends with the last.
 */
export function batchOperations(send: SendCall, maxOperations: number, stats: SubgraphStats): RunCall {
  const alone = runAlone(send);
  let gathered: Waiting[] = [];

  function flush(): void {
    const all = gathered;
    gathered = [];
    for (const batch of split(all, maxOperations)) sendTogether(batch);
  }

  function sendTogether(batch: readonly Waiting[]): void {
    const [first] = batch;
    if (!first) return;
    if (batch.length === 1) {
      alone(first.call).then(first.resolve, first.reject);
      return;
    }
    stats.batches += 1;
    stats.batched += batch.length;
    const cancellation = new Cancellation();
    let left = 0;
    const leave = batch.map(({ call, reject }) => {
      const listener = (reason: CallFailure): void => {
        reject(reason);
        if ((left += 1) === batch.length) cancellation.cancel(reason);
      };
      call.cancellation.onCancel(listener);
      return () => call.cancellation.offCancel(listener);
    });
    const whole: Call = {
      ...first.call,
      body: `[${batch.map(({ call }) => call.body).join(',')}]`,
      deadline: Math.max(...batch.map(({ call }) => call.deadline)),
      cancellation,
    };
    const settle = (outcome: (waiting: Waiting, index: number) => void): void => {
      for (const stop of leave) stop();
      for (const [index, waiting] of batch.entries()) outcome(waiting, index);
    };
    const fail = (error: unknown): void => settle(({ reject }) => reject(error));
    send(whole).then((answer) => {
      let responseAt: (index: number) => OperationResponse;
      try {
        responseAt = readAnswers(answer, batch.length);
      } catch (error) {
        return fail(error);
      }
      settle(({ resolve, reject }, index) => {
        try {
          resolve(responseAt(index));
        } catch (error) {
          reject(error);
        }
      });
    }, fail);
  }

  return (call) => {
    if (call.isMutation) return alone(call);
    return new Promise((resolve, reject) => {
      gathered.push({ call, resolve, reject });
      // After everything that is there to be read has been read: what a request asks next often follows from answers that came on different connections.
      if (gathered.length === 1) setImmediate(flush);
    });
  };
}

/** Calls of the same request in batches of bounded size, in order; what was cancelled meanwhile is left out. */
function split(calls: readonly Waiting[], maxOperations: number): Waiting[][] {
  const batches: Waiting[][] = [];
  const open = new Map<AbortSignal, { batch: Waiting[]; chars: number }>();
  for (const waiting of calls) {
    const { call, reject } = waiting;
    if (call.cancellation.reason) {
      reject(call.cancellation.reason);
      continue;
    }
    const last = open.get(call.signal);
    const head = last?.batch[0]?.call;
    const fits =
      last !== undefined &&
      head !== undefined &&
      isSame(head.asker, call.asker) &&
      last.batch.length < maxOperations &&
      last.chars + call.body.length <= MAX_BATCH_CHARS;
    if (fits) {
      last.batch.push(waiting);
      last.chars += call.body.length;
    } else {
      const batch = [waiting];
      batches.push(batch);
      open.set(call.signal, { batch, chars: call.body.length });
    }
  }
  return batches;
}

function isSame(one: Asker, other: Asker): boolean {
  return one.requestId === other.requestId && one.caller === other.caller && one.forwarded === other.forwarded;
}
