import mercuriusGateway from '@mercuriusjs/gateway';
import fastify from 'fastify';
import { SUBGRAPHS, SUBGRAPH_SDL } from '../../src/gateway/fixture/subgraph-sdl.ts';
import { runServer } from '../../src/gateway/servers/server-process.ts';

/** Mercurius' gateway, which composes by itself. */
await runServer(async ({ port, subgraphUrls }) => {
  const app = fastify();
  await app.register(mercuriusGateway.default, {
    gateway: {
      services: SUBGRAPHS.map((name) => ({
        name,
        url: `${subgraphUrls[name]}/graphql`,
        schema: SUBGRAPH_SDL[name],
      })),
    },
  });
  await app.listen({ host: '127.0.0.1', port });
});
