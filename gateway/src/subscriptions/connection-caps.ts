/** Why one more connection is not taken: this process has all it can have, or this client has all it may have. */
export type Refused = 'full' | 'tooMany';

/** When a client that has too many may ask again, in seconds. Nobody knows when it closes one: soon enough, and not at once. */
export const RETRY_AFTER_S = 5;

/** Counts connections against a limit for all and a limit for each client. */
export class ConnectionCaps {
  readonly #max: number;
  readonly #maxPerClient: number;
  readonly #byClient = new Map<string, number>();
  #total = 0;

  constructor(limits: { max: number; maxPerClient: number }) {
    this.#max = limits.max;
    this.#maxPerClient = limits.maxPerClient;
  }

  /** Takes a place, for a client as far as it is known; returns how to give it back. */
  take(client: string | null): Refused | (() => void) {
    if (this.#total >= this.#max) return 'full';
    const open = client === null ? 0 : (this.#byClient.get(client) ?? 0);
    if (open >= this.#maxPerClient) return 'tooMany';
    this.#total += 1;
    if (client !== null) this.#byClient.set(client, open + 1);
    let isTaken = true;
    return () => {
      if (!isTaken) return;
      isTaken = false;
      this.#total -= 1;
      if (client === null) return;
      const left = (this.#byClient.get(client) ?? 1) - 1;
      if (left > 0) this.#byClient.set(client, left);
      else this.#byClient.delete(client);
    };
  }
}
