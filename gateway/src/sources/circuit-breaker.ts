import { CallFailure } from './call-failure.ts';
import type { SubgraphSettings } from './subgraph-settings.ts';

/** What a call says about its subgraph: it answered, it is away, or nothing either way. */
export type Verdict = 'answered' | 'away' | 'unknown';

export type BreakerState = 'closed' | 'open' | 'halfOpen';

/**
 * Closed: calls go through; `failures` in a row within `windowMs` open it, and any answer starts the count anew.
 * Open: calls fail. Half-open, after `openMs`: one call goes through, and its verdict closes or opens it; the others fail meanwhile.
 */
export class CircuitBreaker {
  readonly #settings: Exclude<SubgraphSettings['breaker'], false>;
  readonly #now: () => number;
  readonly #changed: (state: BreakerState) => void;
  #state: BreakerState = 'closed';
  /** Counts changes of state, so that a call begun before one has no say after it. */
  #era = 0;
  #failedAt: number[] = [];
  #opensAt = 0;

  constructor(options: {
    settings: Exclude<SubgraphSettings['breaker'], false>;
    changed: (state: BreakerState) => void;
    /** A clock that never goes back, in milliseconds. */
    now?: () => number;
  }) {
    this.#settings = options.settings;
    this.#changed = options.changed;
    this.#now = options.now ?? (() => performance.now());
  }

  /** What the next call would find: one that is open lets it through once its time has come, whether or not there has been a call since. */
  get state(): BreakerState {
    return this.#state === 'open' && this.#now() >= this.#opensAt ? 'halfOpen' : this.#state;
  }

  /** Lets a call through; `report` wants what this returns. @throws CallFailure `open` */
  admit(): number {
    if (this.#state === 'closed') return this.#era;
    if (this.#state === 'halfOpen' || this.#now() < this.#opensAt)
      throw new CallFailure('open', 'the subgraph was away a moment ago');
    this.#become('halfOpen');
    return this.#era;
  }

  report(admission: number, verdict: Verdict): void {
    if (admission !== this.#era) return;
    if (this.#state === 'halfOpen') this.#judge(verdict);
    else if (verdict === 'answered') this.#failedAt.length = 0;
    else if (verdict === 'away') this.#count();
  }

  #judge(verdict: Verdict): void {
    if (verdict === 'answered') {
      this.#failedAt.length = 0;
      this.#become('closed');
      return;
    }
    // A probe that says nothing, because its client left, leaves its place to the next call.
    this.#opensAt = this.#now() + (verdict === 'away' ? this.#settings.openMs : 0);
    this.#become('open');
  }

  #count(): void {
    const { failures, windowMs, openMs } = this.#settings;
    const now = this.#now();
    this.#failedAt.push(now);
    if (this.#failedAt.length > failures) this.#failedAt.shift();
    const [first = now] = this.#failedAt;
    if (this.#failedAt.length < failures || now - first > windowMs) return;
    this.#opensAt = now + openMs;
    this.#become('open');
  }

  #become(state: BreakerState): void {
    this.#state = state;
    this.#era += 1;
    this.#changed(state);
  }
}
