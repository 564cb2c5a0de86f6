import type { Logger } from '@bazaar/runtime/log';

/** While Redis is away, a line in this time says so. */
const REPEAT_MS = 60_000;

/** Tells operators that Redis is away: once for all connections of a process, and again every minute. */
export interface Absence {
  begin(connection: string, reason: string): void;
  end(connection: string): void;
}

export function createAbsence(log: Logger, repeatMs = REPEAT_MS): Absence {
  const away = new Set<string>();
  let repeating: NodeJS.Timeout | undefined;

  return {
    begin(connection, reason) {
      away.add(connection);
      if (repeating) return;
      const beganAt = performance.now();
      log.warn({ reason }, 'Redis is away: this process goes on by itself');
      repeating = setInterval(() => {
        const awayS = Math.round((performance.now() - beganAt) / 1_000);
        log.warn({ reason, awayS }, 'Redis is still away');
      }, repeatMs).unref();
    },
    end(connection) {
      away.delete(connection);
      if (away.size > 0) return;
      clearInterval(repeating);
      repeating = undefined;
    },
  };
}
