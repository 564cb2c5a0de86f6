import { ApolloServer } from '@apollo/server';
import {
  ApolloServerPluginCacheControlDisabled,
  ApolloServerPluginInlineTraceDisabled,
  ApolloServerPluginLandingPageDisabled,
  ApolloServerPluginSchemaReportingDisabled,
  ApolloServerPluginUsageReportingDisabled,
} from '@apollo/server/plugin/disabled';
import type { GatewayExecutor } from '@apollo/server-gateway-interface';
import { GraphQLError, OperationTypeNode, type ValidationRule } from 'graphql';
import type { Logger } from '@bazaar/runtime/log';
import { MAX_TOKENS, unknownOperation, type Operations } from '../documents/operations.ts';
import type { Engine } from '../engine/engine.ts';
import type { RequestScope } from '../engine/request-scope.ts';
import { errorOfFault, maskServerError } from '../guards/mask-errors.ts';
import { SerializedData, stringifyResult } from './serialized-data.ts';

/** The context value of every operation that takes Apollo Server's lane. */
export interface GatewayContext extends Record<string, unknown> {
  readonly scope: RequestScope;
}

export interface ApolloServerParts {
  readonly engine: Engine;
  readonly operations: Operations;
  readonly documentRules: readonly ValidationRule[];
  readonly production: boolean;
  readonly introspection: boolean;
  readonly log: Logger;
}

/**
 * Apollo Server as the lane of everything that is not plain: operations seen for the first time, GET, unusual headers, mistakes.
 * It parses, validates, and speaks GraphQL over HTTP; what it has accepted takes the fast lane next time.
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
    validationRules: [...parts.documentRules],
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

function createExecutor({ engine, operations, log }: ApolloServerParts): GatewayExecutor {
  return async ({ request, source, document, context }) => {
    // Every operation enters through this gateway's own routes, which make this context.
    const { scope } = context as GatewayContext;
    try {
      const { operationName, variables = {} } = request;
      const operation = operations.adopt({ query: source, operationName }, document);
      if (!operation) return { errors: [unknownOperation(operationName)] };
      if (operation.kind === OperationTypeNode.SUBSCRIPTION) return { errors: [notAStream()] };
      // Without a code: Apollo Server gives variables that do not fit theirs.
      const misfits = operation.checkVariables(variables);
      if (misfits) return { errors: misfits };
      const { data, errors } = await engine.execute(operation, { variables, scope });
      if (data === undefined) return { errors };
      // Apollo Server hands it to `stringifyResult` as it is.
      const opaque = new SerializedData(data) as unknown as Record<string, unknown>;
      return errors.length > 0 ? { data: opaque, errors } : { data: opaque };
    } catch (error) {
      log.error({ err: error, requestId: scope.requestId }, 'an operation failed');
      return { errors: [errorOfFault(error, scope.requestId)] };
    }
  };
}

/** Streams have been served before this lane: here the client takes none. */
function notAStream(): GraphQLError {
  return new GraphQLError(
    'A subscription is answered as text/event-stream, as multipart/mixed;subscriptionSpec=1.0, or over a WebSocket. Accept one of them.',
    { extensions: { code: 'BAD_REQUEST', http: { status: 406 } } },
  );
}
