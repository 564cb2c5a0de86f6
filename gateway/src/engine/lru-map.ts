interface Entry<Value> {
  readonly value: Value;
  readonly weight: number;
}

/** A map of bounded size that forgets what was used longest ago. Without `weigh` an entry weighs one. */
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
    this.#entries.delete(key);
    this.#entries.set(key, entry);
    return entry.value;
  }

  set(key: Key, value: Value): void {
    this.delete(key);
    const weight = this.#weigh?.(key, value) ?? 1;
    this.#entries.set(key, { value, weight });
    this.#weight += weight;
    for (const oldest of this.#entries.keys()) {
      if (this.#weight <= this.#capacity || oldest === key) return;
      this.delete(oldest);
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
