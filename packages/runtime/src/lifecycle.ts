import type { Logger } from './log.ts';

/** Something that was started. `stop` may be called more than once. */
export interface Stoppable {
  stop(): Promise<void>;
}

/** The parts of a process, stopped in the reverse order of their start. */
export interface Lifecycle extends Stoppable {
  /** Remembers `part` under `name`, and returns it. */
  add<Part extends Stoppable>(name: string, part: Part): Part;
  /** Aborts when stopping begins: long waits end, health turns to draining. */
  readonly stopping: AbortSignal;
}

/**
 * Collects the parts of a process. A part that fails or takes longer than `timeoutMs` to stop is logged and passed over,
 * so that the others still stop.
 */
export function createLifecycle(log: Logger, timeoutMs = 30_000): Lifecycle {
  const parts: { name: string; part: Stoppable }[] = [];
  const stopping = new AbortController();
  let stopped: Promise<void> | undefined;

  async function stopAll(): Promise<void> {
    stopping.abort();
    for (const { name, part } of parts.reverse()) {
      let timer: NodeJS.Timeout | undefined;
      const timeout = new Promise<never>((_, reject) => {
        timer = setTimeout(() => reject(new Error(`no end after ${timeoutMs} ms`)), timeoutMs);
      });
      try {
        await Promise.race([part.stop(), timeout]);
      } catch (error) {
        log.error({ err: error, part: name }, 'a part did not stop cleanly');
      } finally {
        clearTimeout(timer);
      }
    }
  }

  return {
    add(name, part) {
      parts.push({ name, part });
      return part;
    },
    stopping: stopping.signal,
    stop() {
      stopped ??= stopAll();
      return stopped;
    },
  };
}
