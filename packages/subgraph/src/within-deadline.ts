import { withDeadline } from '@bazaar/runtime/deadline';
import { Fault } from '@bazaar/runtime/faults';

/**
 * Waits for `work` no longer than the request's deadline or its caller's patience; its signal aborts at that moment. The work itself goes on
 * where it cannot be cancelled: its transaction commits or not, which is why a mutation that timed out is repeated with the same key.
 * @throws Fault `TIMEOUT`.
 */
export async function withinDeadline<T>(
  request: { readonly deadline: number; readonly signal: AbortSignal },
  work: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  const { signal, dispose } = withDeadline(request.deadline, request.signal);
  try {
    return await new Promise<T>((resolve, reject) => {
      const expire = (): void => reject(new Fault('TIMEOUT', 'The answer took too long.'));
      if (signal.aborted) return expire();
      signal.addEventListener('abort', expire, { once: true });
      work(signal).then(resolve, reject);
    });
  } finally {
    dispose();
  }
}
