import { readFile } from 'node:fs/promises';
import fastify from 'fastify';
import mercurius from 'mercurius';
import { MONOLITH_RESOLVERS } from '../../src/gateway/fixture/resolvers.ts';
import { runServer } from '../../src/gateway/servers/server-process.ts';

/** The marketplace as one schema in memory, without a gateway, its operations compiled from the second request on. */
await runServer(async ({ port, apiSchemaPath }) => {
  const app = fastify();
  await app.register(mercurius, {
    schema: await readFile(apiSchemaPath, 'utf8'),
    resolvers: MONOLITH_RESOLVERS,
    jit: 1,
  });
  await app.listen({ host: '127.0.0.1', port });
});
