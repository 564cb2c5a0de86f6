import { environment } from '@bazaar/runtime/config';
import { createLogger } from '@bazaar/runtime/log';
import { runProcess } from '@bazaar/runtime/run-process';
import { Command } from 'commander';
import { readBazaarConfig } from '../config.ts';
import { startBazaar } from '../start-bazaar.ts';
import { welcome } from '../welcome.ts';

/** `bazaar start`: the whole marketplace in this process, until Ctrl-C. */
export const startCommand = new Command('start')
  .description(
    'Start the whole marketplace in this process. PORT, DATA_DIR, DATABASE_URL, REDIS_URL and the rest of .env.example are honoured.',
  )
  .action(async () => {
    const env = environment();
    const log = createLogger({ name: 'bazaar', level: logLevelOf(env['LOG_LEVEL']) });
    await runProcess(log, async (lifecycle) => {
      const startedAt = performance.now();
      const config = readBazaarConfig(env);
      const print = (line: string): void => void process.stdout.write(`${line}\n`);
      const bazaar = lifecycle.add('bazaar', await startBazaar(config, env, log, (step) => print(`  ${step} …`)));
      print(welcome(bazaar, Math.round(performance.now() - startedAt)));
    });
  });

/** The level until the configuration is known to be right. */
function logLevelOf(text: string | undefined): 'info' | 'warn' | 'error' | 'debug' {
  return text === 'info' || text === 'error' || text === 'debug' ? text : 'warn';
}
