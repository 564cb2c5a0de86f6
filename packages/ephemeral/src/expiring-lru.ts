export interface ExpiringLru<Value> {
  /** The value set last, unless it has expired or was pushed out. */
  get(key: string): Value | undefined;
  /** Keeps `value` until `expiresAtMs` (epoch milliseconds), or until it has to make room. */
  set(key: string, value: Value, expiresAtMs: number): void;
  delete(key: string): void;
  /** The sum of the weights of what is kept, expired ones included that nobody has asked for since. */
  weight(): number;
  /** What is kept, as far as `weight` counts it. */
  values(): Iterable<Value>;
}

interface Entry<Value> {
  readonly value: Value;
  readonly weight: number;
  readonly expiresAtMs: number;
  /** Read since it was put where it stands. */
  isUsed: boolean;
}

/**
 * A map that forgets: each entry at its own time, and when the sum of weights exceeds `maxWeight` those that have not been used for long, with a second
 * chance for what was read (F. J. Corbató's clock algorithm: moving entries at each read, to be exact, costs more than the rest of reading).
 * Without `weigh` each entry weighs one. An entry that alone exceeds `maxWeight` is not kept.
 */
export function createExpiringLru<Value>(options: {
  maxWeight: number;
  weigh?: (key: string, value: Value) => number;
  /** Epoch milliseconds. */
  now?: () => number;
}): ExpiringLru<Value> {
  const { maxWeight, weigh = () => 1, now = Date.now } = options;
  // A Map iterates in insertion order: the first entry is the first whose turn it is to go.
  const entries = new Map<string, Entry<Value>>();
  let totalWeight = 0;

  function remove(key: string, entry: Entry<Value>): void {
    entries.delete(key);
    totalWeight -= entry.weight;
  }

  return {
    get(key) {
      const entry = entries.get(key);
      if (!entry) return undefined;
      if (entry.expiresAtMs <= now()) {
        remove(key, entry);
        return undefined;
      }
      entry.isUsed = true;
      return entry.value;
    },
    set(key, value, expiresAtMs) {
      const before = entries.get(key);
      if (before) remove(key, before);
      const weight = weigh(key, value);
      if (weight > maxWeight || expiresAtMs <= now()) return;
      entries.set(key, { value, weight, expiresAtMs, isUsed: false });
      totalWeight += weight;
      for (const [oldestKey, oldest] of entries) {
        if (totalWeight <= maxWeight) break;
        if (oldestKey === key) continue;
        if (oldest.isUsed) {
          oldest.isUsed = false;
          // Met again, behind the newest.
          entries.delete(oldestKey);
          entries.set(oldestKey, oldest);
        } else remove(oldestKey, oldest);
      }
    },
    delete(key) {
      const entry = entries.get(key);
      if (entry) remove(key, entry);
    },
    weight: () => totalWeight,
    *values() {
      for (const { value } of entries.values()) yield value;
    },
  };
}
