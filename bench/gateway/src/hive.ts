import { createServer } from 'node:http';
import { createGatewayRuntime } from '@graphql-hive/gateway';
import { unifiedGraphHandler } from '@graphql-hive/router-runtime';
import { runServer } from '../../src/gateway/servers/server-process.ts';

/** Hive Gateway; with `rust` as the argument after the settings it plans and executes by its Rust query planner. */
const isRust = process.argv[3] === 'rust';

await runServer(async ({ port, supergraphPath }) => {
  const gateway = createGatewayRuntime({
    supergraph: supergraphPath,
    logging: false,
    graphiql: false,
    landingPage: false,
    ...(isRust && { unifiedGraphHandler }),
  });
  const server = createServer((request, response) => void gateway(request, response));
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
});
