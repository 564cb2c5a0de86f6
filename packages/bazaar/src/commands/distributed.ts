import { environment } from '@bazaar/runtime/config';
import { createLogger } from '@bazaar/runtime/log';
import { runProcess } from '@bazaar/runtime/run-process';
import { Command } from 'commander';
import { readBazaarConfig } from '../config.ts';
import { startDistributed } from '../distributed/start-distributed.ts';
import { welcome } from '../welcome.ts';

/** `bazaar distributed`: the processes of a deployment, on this machine. */
export const distributedCommand = new Command('distributed')
  .description('Start gateway, subgraphs and payment emulator as separate processes on free ports of this machine.')
  .action(async () => {
    const env = environment();
    await runProcess(createLogger({ name: 'bazaar', level: 'warn' }), async (lifecycle) => {
      const startedAt = performance.now();
      const config = readBazaarConfig(env);
      const log = createLogger({ name: 'bazaar', level: config.LOG_LEVEL });
      const print = (line: string): void => void process.stdout.write(`${line}\n`);
      const bazaar = lifecycle.add('bazaar', await startDistributed(config, env, log, (step) => print(`  ${step} …`)));
      print(welcome(bazaar, Math.round(performance.now() - startedAt)));
      for (const { name, pid, url, internalUrl, failure } of bazaar.processes.values()) {
        print(
          `    ${name.padEnd(16)} pid ${String(pid).padEnd(8)} ${url}${internalUrl ? `   internal ${internalUrl}` : ''}`,
        );
        // As in a deployment, what does not need it goes on.
        failure.catch((error: Error) => print(`  ${error.message} The others go on without it.`));
      }
      if (!config.REDIS_URL)
        print('\n  Without REDIS_URL the gateway honours a signed-out token until it expires (15 minutes).\n');
    });
  });
