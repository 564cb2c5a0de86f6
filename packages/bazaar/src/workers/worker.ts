import { openEphemeral } from '@bazaar/ephemeral/open-ephemeral';
import { armCrashPoint } from '@bazaar/runtime/crash-points';
import { environment, readConfig } from '@bazaar/runtime/config';
import { createLogger } from '@bazaar/runtime/log';
import { createProcessMetrics } from '@bazaar/runtime/metrics';
import { runProcess } from '@bazaar/runtime/run-process';
import { createMarketMetrics } from '@bazaar/subgraph/market-metrics';
import { readBazaarConfig } from '../config.ts';
import { openGateway } from '../open-gateway.ts';
import { loadSecrets } from '../secrets.ts';
import { startSubgraphs } from '../start-subgraphs.ts';
import { READY } from './fork-worker.ts';
import { WORKER_VARIABLES } from './worker-order.ts';

/** One worker: the five subgraphs and the gateway, in a marketplace that the first process has prepared. */
const env = environment();

await runProcess(createLogger({ name: 'bazaar', level: 'warn' }), async (lifecycle) => {
  const config = readBazaarConfig(env);
  const { BAZAAR_WORKER: order } = readConfig(WORKER_VARIABLES, env);
  const log = createLogger({ name: 'bazaar', level: config.LOG_LEVEL }).child({ worker: order.number });
  armCrashPoint(config.CRASH_AT);
  const secrets = await loadSecrets(config, env);
  const ephemeral = lifecycle.add('ephemeral', await openEphemeral({ redisUrl: config.REDIS_URL, log }));
  // Each worker counts for itself, and is scraped by itself: with INTERNAL_PORT 4100 the second is at 4101.
  const internalPort = config.INTERNAL_PORT && config.INTERNAL_PORT + order.number - 1;
  const metrics = internalPort === undefined ? undefined : createProcessMetrics();
  const subgraphs = await startSubgraphs(lifecycle, {
    env: { ...env, ...secrets, ...order.paymentEnv },
    databaseUrlOf: (name) => order.databaseUrls[name],
    poolSize: config.DATABASE_POOL_SIZE,
    ephemeral,
    metrics: metrics && createMarketMetrics(metrics),
    log,
  });
  const ownConfig = { ...config, PORT: order.port, INTERNAL_PORT: internalPort };
  await openGateway(lifecycle, { config: ownConfig, subgraphs, ephemeral, metrics, log });
  process.send?.(READY);
});
