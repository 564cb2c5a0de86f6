import type { Logger } from '@bazaar/runtime/log';
import type { Stoppable } from '@bazaar/runtime/lifecycle';
import type { Outcome } from './market-metrics.ts';

/** A repeated errand over rows that are due (`SKIP LOCKED` over a `next_at` column), safe to run in every process at once. */
export interface Sweep<Context> {
  readonly name: string;
  readonly everyMs: number;
  /** Handles one batch and returns how many rows it handled; called again at once while that is more than none. */
  readonly run: (context: Context) => Promise<number>;
}

/** Starts a sweep with the first run one interval from now, give or take 20 % so that processes spread out. */
export function startSweep<Context>(
  sweep: Sweep<Context>,
  createContext: () => Context,
  { log, ran }: { readonly log: Logger; readonly ran?: ((outcome: Outcome) => void) | undefined },
): Stoppable {
  let timer: NodeJS.Timeout | undefined;
  let stopped = false;
  let running: Promise<void> = Promise.resolve();

  async function runBatches(): Promise<void> {
    try {
      let handled = 1;
      while (handled > 0 && !stopped) handled = await sweep.run(createContext());
      ran?.('ok');
    } catch (error) {
      ran?.('failed');
      log.error({ err: error, sweep: sweep.name }, 'a sweep failed and will run again');
    }
    schedule();
  }

  function schedule(): void {
    if (stopped) return;
    timer = setTimeout(
      () => {
        running = runBatches();
      },
      sweep.everyMs * (0.8 + 0.4 * Math.random()),
    );
    timer.unref();
  }

  schedule();
  return {
    async stop() {
      stopped = true;
      clearTimeout(timer);
      await running;
    },
  };
}
