import { readFile } from 'node:fs/promises';
import { ApolloServer } from '@apollo/server';
import { startStandaloneServer } from '@apollo/server/standalone';
import { MONOLITH_RESOLVERS } from '../../src/gateway/fixture/resolvers.ts';
import { runServer } from '../../src/gateway/servers/server-process.ts';

/** The marketplace as one schema in memory, without a gateway. */
await runServer(async ({ port, apiSchemaPath }) => {
  const server = new ApolloServer({ typeDefs: await readFile(apiSchemaPath, 'utf8'), resolvers: MONOLITH_RESOLVERS });
  await startStandaloneServer(server, { listen: { host: '127.0.0.1', port } });
});
