import { ApolloServer } from '@apollo/server';
import {
  ApolloServerPluginCacheControlDisabled,
  ApolloServerPluginInlineTraceDisabled,
  ApolloServerPluginLandingPageDisabled,
  ApolloServerPluginSchemaReportingDisabled,
  ApolloServerPluginUsageReportingDisabled,
} from '@apollo/server/plugin/disabled';
import type { Logger } from '@bazaar/runtime/log';
import type { Engine } from '../engine/engine.ts';
import { maskServerError } from '../guards/mask-errors.ts';
import type { GatewayContext } from '../sources/subgraph-source.ts';

/** Apollo Server as the lane every operation takes: it parses, validates, and speaks GraphQL over HTTP. */
export function createApolloServer(options: {
  engine: Engine;
  production: boolean;
  introspection: boolean;
  log: Logger;
}): ApolloServer<GatewayContext> {
  const { engine, production, introspection, log } = options;
  return new ApolloServer<GatewayContext>({
    gateway: engine,
    nodeEnv: production ? 'production' : 'development',
    introspection,
    hideSchemaDetailsFromClientErrors: production,
    includeStacktraceInErrorResponses: false,
    formatError: maskServerError,
    csrfPrevention: true,
    allowBatchedHttpRequests: false,
    persistedQueries: false,
    stopOnTerminationSignals: false,
    // No environment variable may switch on reporting to a vendor.
    apollo: {},
    plugins: [
      ApolloServerPluginCacheControlDisabled(),
      ApolloServerPluginInlineTraceDisabled(),
      ApolloServerPluginLandingPageDisabled(),
      ApolloServerPluginSchemaReportingDisabled(),
      ApolloServerPluginUsageReportingDisabled(),
    ],
    logger: {
      debug: (message: string) => log.debug(message),
      info: (message: string) => log.debug(message),
      warn: (message: string) => log.warn(message),
      error: (message: string) => log.error(message),
    },
  });
}
