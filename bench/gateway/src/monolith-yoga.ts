import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { createSchema, createYoga } from 'graphql-yoga';
import { MONOLITH_RESOLVERS } from '../../src/gateway/fixture/resolvers.ts';
import { runServer } from '../../src/gateway/servers/server-process.ts';

/** The marketplace as one schema in memory, without a gateway. */
await runServer(async ({ port, apiSchemaPath }) => {
  const schema = createSchema({ typeDefs: await readFile(apiSchemaPath, 'utf8'), resolvers: MONOLITH_RESOLVERS });
  const yoga = createYoga({ schema, logging: false, graphiql: false, landingPage: false });
  const server = createServer((request, response) => void yoga(request, response));
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
});
