/** Aborts when `signal` does or when the clock passes `deadline` (epoch ms, or `Infinity`). `dispose` frees the timer. */
export interface DeadlineSignal {
  readonly signal: AbortSignal;
  dispose(): void;
}

/** Joins a caller's signal with a deadline; the reason tells which of the two it was (`TimeoutError` or the caller's own). */
export function withDeadline(deadline: number, signal?: AbortSignal): DeadlineSignal {
  const controller = new AbortController();
  const forward = (): void => controller.abort(signal?.reason);
  if (signal?.aborted) forward();
  signal?.addEventListener('abort', forward, { once: true });
  const expire = (): void => controller.abort(new DOMException('The deadline passed.', 'TimeoutError'));
  // Subscriptions have no deadline, and a timer longer than 31 bits of milliseconds would fire at once.
  const timer = deadline === Infinity ? undefined : setTimeout(expire, Math.max(0, deadline - Date.now()));
  timer?.unref();
  return {
    signal: controller.signal,
    dispose() {
      clearTimeout(timer);
      signal?.removeEventListener('abort', forward);
    },
  };
}
