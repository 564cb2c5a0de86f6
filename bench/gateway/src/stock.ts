import { readFile } from 'node:fs/promises';
import { ApolloGateway } from '@apollo/gateway';
import { ApolloServer } from '@apollo/server';
import { startStandaloneServer } from '@apollo/server/standalone';
import { runServer } from '../../src/gateway/servers/server-process.ts';

/** What everything is compared with: Apollo's gateway in Apollo Server as their documentation starts them, with the default fetcher. */
await runServer(async ({ port, supergraphPath }) => {
  const gateway = new ApolloGateway({ supergraphSdl: await readFile(supergraphPath, 'utf8') });
  await startStandaloneServer(new ApolloServer({ gateway }), { listen: { host: '127.0.0.1', port } });
});
