import { environment } from '@bazaar/runtime/config';
import { createLogger } from '@bazaar/runtime/log';
import { runProcess } from '@bazaar/runtime/run-process';
import { readBazaarConfig } from '../config.ts';
import { welcome } from '../welcome.ts';

/** Starts the whole marketplace in this process and tells where it is. It runs until a signal ends it. */
export async function start(): Promise<void> {
  const env = environment();
  const log = createLogger({ name: 'bazaar', level: logLevelOf(env['LOG_LEVEL']) });
  await runProcess(log, async (lifecycle) => {
    const startedAt = performance.now();
    const config = readBazaarConfig(env);
    // Loaded now, so that nobody waits for it to be told of a wrong variable.
    const { startBazaar } = await import('../start-bazaar.ts');
    const print = (line: string): void => void process.stdout.write(`${line}\n`);
    const bazaar = lifecycle.add('bazaar', await startBazaar(config, env, log, (step) => print(`  ${step} …`)));
    print(welcome(bazaar, Math.round(performance.now() - startedAt)));
  });
}

/** The level until the configuration is known to be right. */
function logLevelOf(text: string | undefined): 'info' | 'warn' | 'error' | 'debug' {
  return text === 'info' || text === 'error' || text === 'debug' ? text : 'warn';
}
