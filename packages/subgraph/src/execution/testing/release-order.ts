import { setImmediate as turn } from 'node:timers/promises';

/** Turns of the event loop in which nothing waits and nothing comes, after which an answer never will. */
const PATIENCE_TURNS = 5;

/** Promises that settle one by one, in an order that was fixed beforehand: whoever made them, and whenever within a turn. */
export class ReleaseOrder {
  readonly #waiting: { readonly rank: number; readonly settle: () => void }[] = [];

  /** Calls `settle` when the promises of lower rank that wait beside it have settled. */
  add(rank: number, settle: () => void): void {
    this.#waiting.push({ rank, settle });
  }

  /** Settles what waits, one promise a turn of the event loop, until `result` is there and nothing is left. @throws when it never comes. */
  async settleAll<T>(result: T | PromiseLike<T>): Promise<T> {
    let isThere = false;
    const watched = Promise.resolve(result).finally(() => {
      isThere = true;
    });
    for (let idle = 0; idle < PATIENCE_TURNS; idle++) {
      await turn();
      if (!this.#releaseOne()) continue;
      idle = -1;
    }
    if (!isThere) throw new Error('The answer never came.');
    return watched;
  }

  #releaseOne(): boolean {
    if (this.#waiting.length === 0) return false;
    const ranks = this.#waiting.map(({ rank }) => rank);
    const [first] = this.#waiting.splice(ranks.indexOf(Math.min(...ranks)), 1);
    first?.settle();
    return true;
  }
}
