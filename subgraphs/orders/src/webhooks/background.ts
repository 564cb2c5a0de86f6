import type { Logger } from '@bazaar/runtime/log';

/** Work that goes on after its request was answered. What is lost with the process, a sweep finds again. */
export interface Background {
  run(work: () => Promise<void>): void;
  /** Resolves when everything started so far has ended. */
  settled(): Promise<void>;
}

export function createBackground(log: Logger): Background {
  const running = new Set<Promise<void>>();
  return {
    run(work) {
      const run = work()
        .catch((error: unknown) => log.error({ err: error }, 'background work failed and is left to its sweep'))
        .finally(() => running.delete(run));
      running.add(run);
    },
    async settled() {
      await Promise.all(running);
    },
  };
}
