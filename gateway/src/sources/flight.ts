import type { OperationResponse } from '@bazaar/runtime/subgraph-door';
import { offAbort, onAbort } from '@bazaar/runtime/abort-listeners';
import { CallFailure, failureOfSignal } from './call-failure.ts';
import type { Call, RunCall } from './call.ts';
import { atDeadline } from './deadlines.ts';

interface Waiter {
  readonly resolve: (response: OperationResponse) => void;
  readonly reject: (error: unknown) => void;
  /** Stops listening to the signal of the one who waits. */
  readonly forget: () => void;
}

/**
 * A call on its way, and those who wait for its answer. It ends at its own deadline, which is that of the one who began it; each who waits may leave
 * before, and the last one who leaves cancels it. Nothing beneath decides when a waiter hears of the end.
 */
export class Flight {
  readonly #call: Call;
  readonly #over: () => void;
  #waiters: Waiter[] = [];
  readonly #forgetDeadline: () => void;
  #isOver = false;

  /** `over` runs once, before anyone hears of the end: nobody may join any more. */
  constructor(call: Call, run: RunCall, over: () => void) {
    this.#call = call;
    this.#over = over;
    const expire = (): void => this.#fail(new CallFailure('timeout', 'the deadline of the call passed'));
    this.#forgetDeadline = atDeadline(call.deadline, expire);
    run(call).then(
      (response) => this.#land(response),
      (error: unknown) => this.#fail(error),
    );
  }

  /** Waits for the answer, of which each one gets a copy of its own. @throws CallFailure `timeout`, `left` when `signal` aborts first. */
  join(signal: AbortSignal): Promise<OperationResponse> {
    return new Promise((resolve, reject) => {
      const leave = (): void => {
        const failure = failureOfSignal(signal);
        this.#waiters.splice(this.#waiters.indexOf(waiter), 1);
        reject(failure);
        if (this.#waiters.length === 0) this.#fail(failure);
      };
      const waiter = { resolve, reject, forget: () => offAbort(signal, leave) };
      this.#waiters.push(waiter);
      if (signal.aborted) leave();
      else onAbort(signal, leave);
    });
  }

  #land(response: OperationResponse): void {
    const waiters = this.#end();
    if (waiters.length < 2) {
      waiters[0]?.resolve(response);
      return;
    }
    // Executors merge into what they get. All copies are made before the first one can.
    const text = JSON.stringify(response);
    for (const [index, { resolve }] of waiters.entries())
      // A copy of a response is one.
      resolve(index === 0 ? response : (JSON.parse(text) as OperationResponse));
  }

  #fail(error: unknown): void {
    for (const { reject } of this.#end()) reject(error);
    if (error instanceof CallFailure) this.#call.cancellation.cancel(error);
  }

  #end(): readonly Waiter[] {
    if (this.#isOver) return [];
    this.#isOver = true;
    this.#forgetDeadline();
    this.#over();
    const waiters = this.#waiters;
    this.#waiters = [];
    for (const { forget } of waiters) forget();
    return waiters;
  }
}

/** Runs each operation for the one who asks: until its deadline, or until its client leaves. */
export function runForOne(run: RunCall): RunCall {
  return (call) => {
    if (call.signal.aborted) return Promise.reject(failureOfSignal(call.signal));
    return new Flight(call, run, () => undefined).join(call.signal);
  };
}
