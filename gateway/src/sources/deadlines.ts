/** How much later than its deadline a call may end, in milliseconds. */
const GRAIN_MS = 25;

const slots = new Map<number, Set<() => void>>();

/**
 * Calls `expire` at `deadline` (epoch milliseconds) or up to 25 ms later; the function that is returned takes it back. All calls that end in the same
 * grain of time share one timer: a timer for each costs as much as the rest of waiting for it.
 */
export function atDeadline(deadline: number, expire: () => void): () => void {
  const slot = Math.ceil(deadline / GRAIN_MS);
  let waiting = slots.get(slot);
  if (!waiting) slots.set(slot, (waiting = openSlot(slot)));
  const others = waiting;
  others.add(expire);
  return () => void others.delete(expire);
}

function openSlot(slot: number): Set<() => void> {
  const waiting = new Set<() => void>();
  const end = (): void => {
    slots.delete(slot);
    for (const expire of waiting) expire();
  };
  // Most find nobody left: they must not keep a process from ending.
  setTimeout(end, Math.max(0, slot * GRAIN_MS - Date.now())).unref();
  return waiting;
}
