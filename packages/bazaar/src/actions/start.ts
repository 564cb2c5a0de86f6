import { environment } from '@bazaar/runtime/config';
import { createLogger } from '@bazaar/runtime/log';
import { runProcess } from '@bazaar/runtime/run-process';
import { readBazaarConfig } from '../config.ts';
import { requireFitForWorkers } from '../workers/require-fit-for-workers.ts';
import { welcome } from '../welcome.ts';

/** Starts the whole marketplace, in this process or as workers of it, and tells where it is. It runs until a signal ends it. */
export async function start(): Promise<void> {
  const env = environment();
  const log = createLogger({ name: 'bazaar', level: logLevelOf(env['LOG_LEVEL']) });
  await runProcess(log, async (lifecycle) => {
    const startedAt = performance.now();
    const config = readBazaarConfig(env);
    requireFitForWorkers(config);
    const print = (line: string): void => void process.stdout.write(`${line}\n`);
    // Loaded now, so that nobody waits for it to be told of a wrong variable.
    const run =
      config.WORKERS === 1
        ? (await import('../start-bazaar.ts')).startBazaar
        : (await import('../workers/start-workers.ts')).startWorkers;
    const bazaar = lifecycle.add('bazaar', await run(config, env, log, (step) => print(`  ${step} …`)));
    const startedInMs = performance.now() - startedAt;
    print(welcome(bazaar, { startedInMs, production: config.NODE_ENV === 'production' }));
  });
}

/** The level until the configuration is known to be right. */
function logLevelOf(text: string | undefined): 'info' | 'warn' | 'error' | 'debug' {
  return text === 'info' || text === 'error' || text === 'debug' ? text : 'warn';
}
