import { CallFailure } from './call-failure.ts';
import type { Cancellation } from './cancellation.ts';
import type { SubgraphSettings } from './subgraph-settings.ts';
import type { SubgraphStats } from './subgraph-stats.ts';

/** Places on the way to a subgraph, given in the order in which they are asked for. */
export interface Places {
  /** Resolves when there is a place; nothing to wait for when there is one now. @throws CallFailure `crowded`, or the reason of the cancellation. */
  take(cancellation: Cancellation): Promise<void> | undefined;
  /** Gives a place back. */
  free(): void;
}

/** As many calls at a time as there are connections; the others wait, and those that are too many do not. */
export function limitConnections(
  { connections, maxQueued }: Pick<SubgraphSettings, 'connections' | 'maxQueued'>,
  stats: SubgraphStats,
): Places {
  // A set keeps the order and forgets those who leave without a search.
  const waiting = new Set<() => void>();

  return {
    take(cancellation) {
      if (cancellation.reason) throw cancellation.reason;
      if (stats.active < connections) {
        stats.active += 1;
        return undefined;
      }
      if (waiting.size >= maxQueued) throw new CallFailure('crowded', `${waiting.size} calls wait already`);
      return new Promise((resolve, reject) => {
        const enter = (): void => {
          cancellation.offCancel(leave);
          resolve();
        };
        const leave = (reason: CallFailure): void => {
          waiting.delete(enter);
          stats.queued = waiting.size;
          reject(reason);
        };
        cancellation.onCancel(leave);
        waiting.add(enter);
        stats.queued = waiting.size;
      });
    },
    free() {
      for (const enter of waiting) {
        // The place passes on: `active` stays.
        waiting.delete(enter);
        stats.queued = waiting.size;
        enter();
        return;
      }
      stats.active -= 1;
    },
  };
}
