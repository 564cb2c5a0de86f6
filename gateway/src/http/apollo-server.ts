import { ApolloServer } from '@apollo/server';
import {
  ApolloServerPluginCacheControlDisabled,
  ApolloServerPluginInlineTraceDisabled,
  ApolloServerPluginLandingPageDisabled,
  ApolloServerPluginSchemaReportingDisabled,
  ApolloServerPluginUsageReportingDisabled,
} from '@apollo/server/plugin/disabled';
import type { GatewayExecutor } from '@apollo/server-gateway-interface';
import type { Logger } from '@bazaar/runtime/log';
import { MAX_TOKENS } from '../documents/accept-document.ts';
import type { Engine } from '../engine/engine.ts';
import type { RequestScope } from '../engine/request-scope.ts';
import { maskServerError } from '../guards/mask-errors.ts';
import type { Admitted, Pipeline } from '../pipeline/pipeline.ts';
import { SerializedData, stringifyResult } from './stringify-result.ts';

/** The context value of every operation that takes Apollo Server's lane. */
export interface GatewayContext extends Record<string, unknown> {
  readonly scope: RequestScope;
  readonly admitted: Admitted;
}

export interface ApolloServerParts {
  readonly engine: Engine;
  readonly pipeline: Pick<Pipeline, 'execute'>;
  readonly production: boolean;
  readonly introspection: boolean;
  readonly log: Logger;
}

/**
 * Apollo Server as the lane of requests whose media type has to be negotiated. Operations come here admitted by the same steps as in the fast lane.
 */
export function createApolloServer(parts: ApolloServerParts): ApolloServer<GatewayContext> {
  const { engine, production, introspection, log } = parts;
  return new ApolloServer<GatewayContext>({
    gateway: engine.asGateway(createExecutor(parts)),
    nodeEnv: production ? 'production' : 'development',
    introspection,
    hideSchemaDetailsFromClientErrors: production,
    includeStacktraceInErrorResponses: false,
    parseOptions: { maxLexicalTokens: MAX_TOKENS },
    formatError: maskServerError,
    stringifyResult,
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

/** The operation was admitted before Apollo Server saw it. */
function createExecutor({ pipeline }: ApolloServerParts): GatewayExecutor {
  return async ({ context }) => {
    // Every operation enters through this gateway's own route, which makes this context.
    const { scope, admitted } = context as GatewayContext;
    const { data, errors, extensions } = await pipeline.execute(admitted, scope);
    if (data === undefined) return { errors };
    // Apollo Server hands it to `stringifyResult` as it is.
    const opaque = new SerializedData(data, extensions) as unknown as Record<string, unknown>;
    return errors.length > 0 ? { data: opaque, errors } : { data: opaque };
  };
}
