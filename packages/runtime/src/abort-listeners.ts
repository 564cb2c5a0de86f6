/** Who listens to which signal. One listener a signal: adding and removing one for every call costs more than the rest of waiting. */
const listening = new WeakMap<AbortSignal, Set<() => void>>();

/** Calls `listener` when `signal` aborts; not when it already has: look first. */
export function onAbort(signal: AbortSignal, listener: () => void): void {
  const listeners = listening.get(signal) ?? listenTo(signal);
  listeners.add(listener);
}

export function offAbort(signal: AbortSignal, listener: () => void): void {
  listening.get(signal)?.delete(listener);
}

function listenTo(signal: AbortSignal): Set<() => void> {
  const listeners = new Set<() => void>();
  listening.set(signal, listeners);
  const tell = (): void => {
    for (const listener of listeners) listener();
    listeners.clear();
  };
  signal.addEventListener('abort', tell, { once: true });
  return listeners;
}
