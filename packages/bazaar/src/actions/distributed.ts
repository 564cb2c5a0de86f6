import { environment } from '@bazaar/runtime/config';
import { createLogger } from '@bazaar/runtime/log';
import { runProcess } from '@bazaar/runtime/run-process';
import { readBazaarConfig } from '../config.ts';
import { welcome } from '../welcome.ts';

/** Starts the processes of a deployment on this machine and tells where they are. They run until a signal ends this one. */
export async function distribute(): Promise<void> {
  const env = environment();
  await runProcess(createLogger({ name: 'bazaar', level: 'warn' }), async (lifecycle) => {
    const startedAt = performance.now();
    const config = readBazaarConfig(env);
    const log = createLogger({ name: 'bazaar', level: config.LOG_LEVEL });
    // Loaded now, so that nobody waits for it to be told of a wrong variable.
    const { startDistributed } = await import('../distributed/start-distributed.ts');
    const print = (line: string): void => void process.stdout.write(`${line}\n`);
    const bazaar = lifecycle.add('bazaar', await startDistributed(config, env, log, (step) => print(`  ${step} …`)));
    const startedInMs = performance.now() - startedAt;
    print(welcome(bazaar, { startedInMs, production: config.NODE_ENV === 'production' }));
    for (const { name, pid, url, internalUrl, failure } of bazaar.processes.values()) {
      const at = internalUrl ? `${url.padEnd(24)}   internal ${internalUrl}` : url;
      print(`    ${name.padEnd(16)} pid ${String(pid).padEnd(8)} ${at}`);
      // As in a deployment, what does not need it goes on.
      failure.catch((error: Error) => print(`  ${error.message} The others go on without it.`));
    }
    if (!config.REDIS_URL)
      print('\n  Without REDIS_URL the gateway honours a signed-out token until it expires (15 minutes).\n');
  });
}
