import type { GatewayExecutionResult } from '@apollo/server-gateway-interface';
import { Kind, type GraphQLError } from 'graphql';
import type { Logger } from '@bazaar/runtime/log';
import { maskErrors } from '../guards/mask-errors.ts';
import type { RequestScope } from './request-scope.ts';

/**
 * Makes the plan executor's result the client's. The executor reports null for a non-null field in an extension only, and only when nothing else went
 * wrong: here it becomes the error entry that the GraphQL specification demands. No extension goes out.
 */
export function finishResult(result: GatewayExecutionResult, scope: RequestScope, log: Logger): GatewayExecutionResult {
  // Written by the executor and nobody else: subgraph extensions do not arrive here.
  const completion = result.extensions?.['valueCompletion'] as readonly GraphQLError[] | undefined;
  const errors = completion ? [...(result.errors ?? []), ...completion] : result.errors;
  if (!errors?.length) return { data: result.data };
  const answer = { data: result.data, requestId: scope.requestId, log };
  // Nothing was executed: variables that do not fit are the client's mistake, and Apollo Server gives them their code.
  if (result.data === undefined) return { errors: errors.every(isVariableError) ? errors : maskErrors(errors, answer) };
  return { data: result.data, errors: maskErrors(errors, answer) };
}

function isVariableError(error: GraphQLError): boolean {
  return error.nodes?.length === 1 && error.nodes[0]?.kind === Kind.VARIABLE_DEFINITION;
}
