import { readFile } from 'node:fs/promises';
import { openEphemeral } from '@bazaar/ephemeral/open-ephemeral';
import { createSessionDenylist } from '@bazaar/ephemeral/session-denylist';
import { ConfigError, environment } from '@bazaar/runtime/config';
import { createHealth } from '@bazaar/runtime/health';
import { startHealthServer } from '@bazaar/runtime/health-server';
import { createLogger } from '@bazaar/runtime/log';
import { runProcess } from '@bazaar/runtime/run-process';
import { readGatewayConfig, readSubgraphUrls } from './config.ts';
import { startGateway } from './gateway.ts';
import { readOperations } from './http/playground/read-operations.ts';
import { fetchKeysFrom } from './identity/fetch-keys.ts';
import { createInternalTokenMinter } from './identity/internal-tokens.ts';
import { checkSubgraph } from './sources/check-subgraph.ts';
import { createHttpDoor } from './sources/http-door.ts';
import { listSubgraphs } from './supergraph/subgraph-names.ts';

/** The gateway as a process of its own: subgraphs behind HTTP, the public port, and an internal one for the detailed health. */
const env = environment();

await runProcess(createLogger({ name: 'gateway', level: 'info' }), async (lifecycle) => {
  const config = readGatewayConfig(env);
  const log = createLogger({ name: 'gateway', level: config.LOG_LEVEL });
  const supergraphSdl = await readFile(config.SUPERGRAPH_PATH, 'utf8').catch(() => {
    throw new ConfigError(['SUPERGRAPH_PATH: the file cannot be read']);
  });
  const subgraphs = listSubgraphs(supergraphSdl);
  const urls = readSubgraphUrls(env, subgraphs);

  const ephemeral = lifecycle.add('ephemeral', await openEphemeral({ redisUrl: config.REDIS_URL, log }));
  const mintToken = await createInternalTokenMinter({ issuer: 'gateway', signingKey: config.INTERNAL_SIGNING_KEY });
  const doors = new Map(
    [...urls].map(([name, url]) => {
      const door = createHttpDoor({ name, url, mintToken, log });
      return [name, lifecycle.add(`door to ${name}`, door)] as const;
    }),
  );
  const identityDoor = doors.get(config.IDENTITY_SUBGRAPH);
  if (!identityDoor) throw new ConfigError(['IDENTITY_SUBGRAPH: the supergraph has no subgraph of that name']);

  const health = createHealth(lifecycle.stopping);
  for (const [name, door] of doors) health.add(name, () => checkSubgraph(door));
  lifecycle.add(
    'internal port',
    await startHealthServer({ host: config.HOST, port: config.INTERNAL_PORT, health, log }),
  );

  const gateway = lifecycle.add(
    'gateway',
    await startGateway({
      supergraphSdl,
      doors: (name) => {
        const door = doors.get(name);
        if (!door) throw new ConfigError([`${name.toUpperCase()}_URL: is missing`]);
        return door;
      },
      identity: {
        issuer: config.ACCESS_TOKEN_ISSUER,
        audience: config.ACCESS_TOKEN_AUDIENCE,
        fetchKeys: fetchKeysFrom(identityDoor),
      },
      denylist: lifecycle.add('denylist', createSessionDenylist(ephemeral)),
      passThrough: config.PASS_THROUGH.filter(({ subgraph }) => doors.has(subgraph)),
      playground: {
        operations: config.PLAYGROUND_OPERATIONS ? await readOperations(config.PLAYGROUND_OPERATIONS) : [],
      },
      host: config.HOST,
      port: config.PORT,
      production: config.NODE_ENV === 'production',
      trustedProxies: config.TRUSTED_PROXIES,
      allowedOrigins: config.ALLOWED_ORIGINS.includes('*') ? '*' : config.ALLOWED_ORIGINS,
      requestBodyLimitBytes: config.REQUEST_BODY_LIMIT_BYTES,
      timeouts: {
        queryMs: config.QUERY_TIMEOUT_MS,
        mutationMs: config.MUTATION_TIMEOUT_MS,
        drainDelayMs: config.DRAIN_DELAY_MS,
      },
      log,
    }),
  );
  log.info({ url: gateway.url, subgraphs: [...doors.keys()] }, 'ready');
});
