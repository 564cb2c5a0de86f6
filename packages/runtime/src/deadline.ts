/** Aborts when `signal` does or when the clock passes `deadline` (epoch ms). `dispose` frees the timer. */
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
  const timer = setTimeout(
    () => controller.abort(new DOMException('The deadline passed.', 'TimeoutError')),
    Math.max(0, deadline - Date.now()),
  );
  timer.unref();
  return {
    signal: controller.signal,
    dispose() {
      clearTimeout(timer);
      signal?.removeEventListener('abort', forward);
    },
  };
}
