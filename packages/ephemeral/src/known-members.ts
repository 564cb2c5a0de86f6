/** What one process knows of a replicated set. */
export interface KnownMembers {
  /** Takes in a member that has `ttlMs` left; listeners hear of it when it is new. */
  learn(member: string, ttlMs: number): void;
  has(member: string): boolean;
  /** Every member with the milliseconds it has left. */
  list(): { member: string; ttlMs: number }[];
  onAdded(listener: (member: string) => void): () => void;
}

const SWEEP_MS = 60_000;

export function createKnownMembers(): KnownMembers {
  /** Ends in epoch milliseconds. */
  const ends = new Map<string, number>();
  const listeners = new Set<(member: string) => void>();
  let sweptAt = 0;

  function has(member: string): boolean {
    return (ends.get(member) ?? 0) > Date.now();
  }

  function sweep(): void {
    const now = Date.now();
    if (now - sweptAt < SWEEP_MS) return;
    sweptAt = now;
    for (const [member, end] of ends) if (end <= now) ends.delete(member);
  }

  return {
    has,
    learn(member, ttlMs) {
      if (!(ttlMs > 0)) return;
      const isNew = !has(member);
      ends.set(member, Math.max(ends.get(member) ?? 0, Date.now() + ttlMs));
      sweep();
      if (isNew) for (const listener of listeners) listener(member);
    },
    list() {
      const now = Date.now();
      return [...ends].flatMap(([member, end]) => (end > now ? [{ member, ttlMs: end - now }] : []));
    },
    onAdded(listener) {
      // A function of its own: the same listener may be registered twice.
      const registered = (member: string): void => listener(member);
      listeners.add(registered);
      return () => void listeners.delete(registered);
    },
  };
}
