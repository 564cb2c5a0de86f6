interface Entry<Value> {
  readonly value: Value;
  readonly weight: number;
  /** Read since it was put where it stands. */
  isUsed: boolean;
}

/**
 * A map of bounded size that forgets what has not been used for long. Without `weigh` an entry weighs one. Entries have a second chance, as pages have in
 * F. J. Corbató's clock algorithm: one that was read goes to the end of the queue when its turn to go comes. Moving it at each read, which would be exact,
 * costs a small map a new table every few reads.
 */
export class LruMap<Key, Value> {
  readonly #entries = new Map<Key, Entry<Value>>();
  readonly #capacity: number;
  readonly #weigh: ((key: Key, value: Value) => number) | undefined;
  #weight = 0;

  /** @param capacity what all entries may weigh together; the newest stays, whatever it weighs. */
  constructor(capacity: number, weigh?: (key: Key, value: Value) => number) {
    this.#capacity = capacity;
    this.#weigh = weigh;
  }

  get(key: Key): Value | undefined {
    const entry = this.#entries.get(key);
    if (entry === undefined) return undefined;
    entry.isUsed = true;
    return entry.value;
  }

  set(key: Key, value: Value): void {
    this.delete(key);
    const weight = this.#weigh?.(key, value) ?? 1;
    this.#entries.set(key, { value, weight, isUsed: false });
    this.#weight += weight;
    // What goes to the end is met again, behind the newest.
    for (const [oldest, entry] of this.#entries) {
      if (this.#weight <= this.#capacity) return;
      if (oldest === key) continue;
      this.#entries.delete(oldest);
      if (entry.isUsed) {
        entry.isUsed = false;
        this.#entries.set(oldest, entry);
      } else this.#weight -= entry.weight;
    }
  }

  delete(key: Key): void {
    const entry = this.#entries.get(key);
    if (entry === undefined) return;
    this.#entries.delete(key);
    this.#weight -= entry.weight;
  }

  clear(): void {
    this.#entries.clear();
    this.#weight = 0;
  }
}
