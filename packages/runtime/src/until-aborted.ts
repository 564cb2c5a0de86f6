/** Who waits on which signal. One listener a signal: adding and removing one for every call costs more than many a call. */
const waiting = new WeakMap<AbortSignal, Set<(reason: Error) => void>>();

/** Settles like `work`, or rejects with the signal's reason as soon as it aborts; `work` is left to itself then. */
export function untilAborted<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  // Reasons are errors throughout: Faults, and the AbortError of the platform.
  if (signal.aborted) return Promise.reject(signal.reason as Error);
  const others = waiting.get(signal) ?? listenTo(signal);
  return new Promise<T>((resolve, reject) => {
    others.add(reject);
    work.then(
      (value) => {
        others.delete(reject);
        resolve(value);
      },
      (error: Error) => {
        others.delete(reject);
        reject(error);
      },
    );
  });
}

function listenTo(signal: AbortSignal): Set<(reason: Error) => void> {
  const rejections = new Set<(reason: Error) => void>();
  waiting.set(signal, rejections);
  signal.addEventListener(
    'abort',
    () => {
      for (const reject of rejections) reject(signal.reason as Error);
      rejections.clear();
    },
    { once: true },
  );
  return rejections;
}
