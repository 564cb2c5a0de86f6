import { environment } from './config.ts';
import { isExportAsked } from './export-asked.ts';
import { createLifecycle, type Lifecycle } from './lifecycle.ts';
import type { Logger } from './log.ts';
import { OperatorError } from './operator-error.ts';

/** One Ctrl-C may arrive several times: from the terminal, and again from npm and tsx, which pass it on. In milliseconds. */
const SAME_SIGNAL_MS = 2_000;

/**
 * Runs a process from start to the signal that ends it: SIGTERM or SIGINT stop all parts in reverse order and exit 0, a second one, seconds later,
 * exits at once. A process that was spawned with an IPC channel stops too when the one that started it is gone.
 * A start that fails stops what was started and exits 1; what an operator can mend is printed without a stack.
 * With an OTLP endpoint in the environment it sends its traces there.
 * An unhandled error ends the process with 1: its state can no longer be trusted, and another one takes over.
 */
export async function runProcess(log: Logger, start: (lifecycle: Lifecycle) => Promise<void>): Promise<void> {
  const lifecycle = createLifecycle(log);
  let signalledAt: number | undefined;

  async function end(code: number): Promise<void> {
    await lifecycle.stop();
    log.flush();
    process.exit(code);
  }

  for (const signal of ['SIGTERM', 'SIGINT'] as const) {
    process.on(signal, () => {
      if (signalledAt !== undefined) {
        if (Date.now() - signalledAt > SAME_SIGNAL_MS) process.exit(130);
        return;
      }
      signalledAt = Date.now();
      log.info({ signal }, 'stopping');
      void end(0);
    });
  }
  process.on('disconnect', () => void end(0));
  // Gone already while this process was loading.
  const hadParent = 'connected' in process && process.connected !== undefined;
  if (hadParent && !process.connected) await end(0);
  for (const event of ['uncaughtException', 'unhandledRejection'] as const) {
    process.on(event, (error: unknown) => {
      log.fatal({ err: error }, 'an error nobody handled');
      void end(1);
    });
  }

  try {
    const env = environment();
    // Loaded only where it is asked for: it takes a while. The first part to start is the last to stop, and sends what the others have told.
    if (isExportAsked(env)) lifecycle.add('traces', (await import('./export-traces.ts')).exportTraces(log));
    await start(lifecycle);
  } catch (error) {
    if (error instanceof OperatorError) process.stderr.write(`${error.message}\n`);
    else log.fatal({ err: error }, 'could not start');
    await end(1);
  }
}
