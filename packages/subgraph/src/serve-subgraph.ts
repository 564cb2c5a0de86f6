import { openEphemeral } from '@bazaar/ephemeral/open-ephemeral';
import { createInternalTokenMinter, createInternalTokenVerifier } from '@bazaar/identity/internal-tokens';
import { armCrashPoint } from '@bazaar/runtime/crash-points';
import { environment } from '@bazaar/runtime/config';
import { createHealth } from '@bazaar/runtime/health';
import { createLogger } from '@bazaar/runtime/log';
import { createProcessMetrics } from '@bazaar/runtime/metrics';
import { runProcess } from '@bazaar/runtime/run-process';
import type { AnySubgraph } from './define-subgraph.ts';
import { createHttpNeighbours } from './http/http-neighbours.ts';
import { serveDoors } from './http/serve-doors.ts';
import { createMarketMetrics } from './market-metrics.ts';
import { readProcessConfig } from './process-config.ts';
import { startSubgraph } from './start-subgraph.ts';

/**
 * Runs one subgraph as a process of its own: GraphQL, health and pass-through paths on `PORT`, commands, deliveries and detailed health on
 * `INTERNAL_PORT`. The environment is the configuration; see `.env.example`.
 */
export async function serveSubgraph(definition: AnySubgraph, env = environment()): Promise<void> {
  const { name } = definition;
  // Inside, so that a variable that is wrong ends the start with its message.
  await runProcess(createLogger({ name, level: 'info' }), async (lifecycle) => {
    const config = readProcessConfig(name, env);
    const log = createLogger({ name, level: config.LOG_LEVEL });
    armCrashPoint(config.CRASH_AT);
    const ephemeral = lifecycle.add('ephemeral', await openEphemeral({ redisUrl: config.REDIS_URL, log }));
    const mint = createInternalTokenMinter({ issuer: name, privateKey: config.INTERNAL_SIGNING_KEY });
    const neighbours = lifecycle.add('neighbours', createHttpNeighbours(config.neighbourUrls, mint));
    const metrics = createProcessMetrics();
    const subgraph = lifecycle.add(
      name,
      await startSubgraph(definition, {
        env,
        databaseUrl: config.DATABASE_URL,
        poolSize: config.DATABASE_POOL_SIZE,
        ephemeral,
        neighbours,
        metrics: createMarketMetrics(metrics),
        log,
        now: () => new Date(),
      }),
    );
    const verify = createInternalTokenVerifier({ audience: name, trusted: config.INTERNAL_TRUSTED_KEYS });
    const health = createHealth(lifecycle.stopping);
    health.add('postgres', () => subgraph.database.ping());

    const { HOST: host, INTERNAL_PORT: internalPort } = config;
    const { port } = await serveDoors(lifecycle, {
      subgraph,
      verify,
      health,
      metrics,
      host,
      port: config.PORT,
      internalPort,
      log,
    });
    log.info({ url: port.url }, 'ready');
  });
}
