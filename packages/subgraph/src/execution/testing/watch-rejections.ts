import { setImmediate as turn } from 'node:timers/promises';

/** What `work` returns, and the rejections that nobody handled meanwhile. */
export async function watchRejections<T>(work: () => Promise<T>): Promise<{ value: T; unhandled: unknown[] }> {
  const unhandled: unknown[] = [];
  const others = process.listeners('unhandledRejection');
  process.removeAllListeners('unhandledRejection');
  process.on('unhandledRejection', (reason) => void unhandled.push(reason));
  try {
    const value = await work();
    await turn();
    return { value, unhandled };
  } finally {
    process.removeAllListeners('unhandledRejection');
    for (const other of others) process.on('unhandledRejection', other);
  }
}
