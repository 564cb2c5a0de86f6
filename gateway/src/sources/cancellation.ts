import type { CallFailure } from './call-failure.ts';

type Listener = (reason: CallFailure) => void;

/**
 * Tells work that nobody waits for it any more. An AbortSignal says the same at several times the price, and a call passes
 * through two or three of these beside its request's own signal.
 */
export class Cancellation {
  #reason: CallFailure | undefined;
  #listeners: Listener[] = [];

  /** Why, once it is cancelled. */
  get reason(): CallFailure | undefined {
    return this.#reason;
  }

  /** Tells every listener, once; the first reason stays. */
  cancel(reason: CallFailure): void {
    if (this.#reason) return;
    this.#reason = reason;
    const listeners = this.#listeners;
    this.#listeners = [];
    for (const listener of listeners) listener(reason);
  }

  /** Calls `listener` when this is cancelled; not when it already is: look at `reason` first. */
  onCancel(listener: Listener): void {
    this.#listeners.push(listener);
  }

  offCancel(listener: Listener): void {
    const at = this.#listeners.indexOf(listener);
    if (at >= 0) this.#listeners.splice(at, 1);
  }
}
