import { offAbort, onAbort } from './abort-listeners.ts';

/** Settles like `work`, or rejects with the signal's reason as soon as it aborts; `work` is left to itself then. */
export function untilAborted<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  return new Promise<T>((resolve, reject) => {
    // Reasons are errors throughout: Faults, and the AbortError of the platform.
    const leave = (): void => reject(signal.reason as Error);
    if (signal.aborted) return leave();
    onAbort(signal, leave);
    work.then(
      (value) => {
        offAbort(signal, leave);
        resolve(value);
      },
      (error: Error) => {
        offAbort(signal, leave);
        reject(error);
      },
    );
  });
}
