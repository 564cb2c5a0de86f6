import { recover, type Position } from './position.ts';
import type { Complete, ListIndices, Run } from './run.ts';

/** What waits for parts of itself. */
export interface Holder {
  settle(slot: string | number, value: unknown): void;
  /** A part that cannot be null failed. `at` holds the indices of the lists around it. */
  fail(error: unknown, at: ListIndices): void;
}

/**
 * A part of the answer that is not there yet. Where nothing waits none is made; where something does, that is one promise for each
 * asynchronous resolver and one record for each object and list around it: parts are counted down, not joined by promises.
 *
 * One that nobody holds was abandoned, because something beside it failed: what becomes of it interests nobody.
 */
export abstract class Pending {
  #holder: Holder | undefined;
  #slot: string | number = 0;

  /** Makes it the part of `holder` that goes into `slot`. */
  heldBy(holder: Holder | undefined, slot: string | number): void {
    this.#holder = holder;
    this.#slot = slot;
  }

  /** Lets `other` take its place. */
  protected giveWayTo(other: Pending): void {
    other.heldBy(this.#holder, this.#slot);
  }

  protected settled(value: unknown): void {
    this.#holder?.settle(this.#slot, value);
  }

  /** Ends as what stands at `position` after `reason`: null, or nothing but the failure of what is around it. */
  protected failed(run: Run, position: Position | undefined, at: ListIndices, reason: unknown): void {
    let error = reason;
    if (position) {
      try {
        return this.settled(recover(run, position, at, reason));
      } catch (located) {
        error = located;
      }
    }
    this.#holder?.fail(error, at);
  }
}

/** A promise, and what becomes of its value. */
export class PendingValue extends Pending {
  readonly #run: Run;
  readonly #position: Position;
  readonly #at: ListIndices;
  readonly #complete: Complete;

  constructor(run: Run, position: Position, at: ListIndices, promise: PromiseLike<unknown>, complete: Complete) {
    super();
    this.#run = run;
    this.#position = position;
    this.#at = at.slice(0, position.lists);
    this.#complete = complete;
    // A native promise resolves to itself; a foreign thenable might call back at once, or twice. Neither callback throws.
    void Promise.resolve(promise).then(
      (value) => this.#resume(value),
      (reason: unknown) => this.failed(run, position, this.#at, reason),
    );
  }

  #resume(value: unknown): void {
    let completed: unknown;
    try {
      completed = this.#complete(this.#run, this.#at, value);
    } catch (error) {
      return this.failed(this.#run, this.#position, this.#at, error);
    }
    if (completed instanceof Pending) this.giveWayTo(completed);
    else this.settled(completed);
  }
}

/** An object or list of which parts are missing. */
export class PendingParts extends Pending implements Holder {
  readonly #run: Run;
  readonly #position: Position | undefined;
  /** By key or index; complete but for the values of the missing ones. */
  #parts: Record<string | number, unknown> = {};
  #missing = 0;
  #isOver = false;
  #abandoned: { readonly error: unknown; readonly at: ListIndices } | undefined;

  /** `position` is where the whole stands; the root has none. */
  constructor(run: Run, position: Position | undefined) {
    super();
    this.#run = run;
    this.#position = position;
  }

  hold(part: Pending, slot: string | number): void {
    part.heldBy(this, slot);
    this.#missing++;
  }

  /** Tells what the parts belong to, with a slot for each. */
  fill(whole: object): this {
    this.#parts = whole as Record<string | number, unknown>;
    return this;
  }

  /** A part failed at once, and the whole with it. The missing ones are still waited for: their errors belong to the answer too. */
  abandon(error: unknown, at: ListIndices): this {
    this.#abandoned = { error, at: at.slice() };
    return this;
  }

  settle(slot: string | number, value: unknown): void {
    this.#parts[slot] = value;
    // After a failure one is missing for ever.
    if (--this.#missing > 0) return;
    if (this.#abandoned) this.#fail(this.#abandoned);
    else this.settled(this.#parts);
  }

  fail(error: unknown, at: ListIndices): void {
    if (!this.#isOver) this.#fail(this.#abandoned ?? { error, at });
  }

  #fail({ error, at }: { readonly error: unknown; readonly at: ListIndices }): void {
    this.#isOver = true;
    this.failed(this.#run, this.#position, at, error);
  }
}

/** Whether a value has to be waited for. */
export function isThenable(value: unknown): value is PromiseLike<unknown> {
  if ((typeof value !== 'object' || value === null) && typeof value !== 'function') return false;
  return typeof (value as { readonly then?: unknown }).then === 'function';
}
