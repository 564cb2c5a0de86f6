import { randomUUID } from 'node:crypto';
import type { ApolloServer } from '@apollo/server';
import { getVariableValues, GraphQLError, type FormattedExecutionResult } from 'graphql';
import type { SubscribePayload } from 'graphql-ws';
import type { Logger } from '@bazaar/runtime/log';
import { RequestScope, type Client } from '../engine/request-scope.ts';
import type { GatewayContext } from '../sources/subgraph-source.ts';
import type { AcceptedOperation, createAcceptOperation } from './accept-operation.ts';
import { openSubscription, type SubscriptionParts } from './federated-subscription.ts';
import { singleAnswer } from './single-answer.ts';

/** A result as it goes into a `next` message. */
export type Answers = AsyncIterableIterator<FormattedExecutionResult>;

export type RunnableOperation =
  | { readonly accepted: AcceptedOperation; readonly open: () => Answers }
  | { readonly refused: readonly GraphQLError[] };

export interface OperationParts extends SubscriptionParts {
  readonly accept: ReturnType<typeof createAcceptOperation>;
  readonly apollo: ApolloServer<GatewayContext>;
  readonly log: Logger;
}

/** Makes an operation that came over a socket ready to run: subscriptions over the plan, the rest in the lane of HTTP requests. */
export function prepareOperation(
  payload: SubscribePayload,
  { caller, clientAddress }: Client,
  parts: OperationParts,
): RunnableOperation {
  const { query, operationName } = payload;
  const client = { caller, clientAddress };
  const accepted = parts.accept({ query, operationName });
  if ('refused' in accepted) return accepted;
  const variables = payload.variables ?? {};
  const requestId = randomUUID();
  const { subscription, supergraph, operation } = accepted;
  const record = recordOperation(operation.name?.value, requestId, parts.log);

  if (!subscription) {
    const scope = new RequestScope(requestId, client);
    const request = { query, variables, ...(operationName && { operationName }) };
    const run = async (): Promise<FormattedExecutionResult> => {
      const { body } = await parts.apollo.executeOperation(request, { contextValue: { scope } });
      return body.kind === 'single' ? body.singleResult : body.initialResult;
    };
    return { accepted, open: () => record(singleAnswer(scope, run)) };
  }

  const { errors } = getVariableValues(supergraph.apiSchema, operation.variableDefinitions ?? [], variables);
  if (errors) return { refused: errors.map(asUserInput) };
  const subscriber = { client, requestId, variables };
  return { accepted, open: () => record(openSubscription({ ...accepted, subscription }, subscriber, parts)) };
}

function asUserInput({ message, nodes }: GraphQLError): GraphQLError {
  return new GraphQLError(message, { nodes, extensions: { code: 'BAD_USER_INPUT' } });
}

/** Writes one line when the operation is over. */
function recordOperation(operation: string | undefined, requestId: string, log: Logger) {
  return (answers: Answers): Answers => {
    const startedAt = performance.now();
    let count = 0;
    let isOver = false;
    const over = (outcome: 'completed' | 'left' | 'failed'): void => {
      if (isOver) return;
      isOver = true;
      const durationMs = Math.round((performance.now() - startedAt) * 10) / 10;
      log.info({ requestId, operation, transport: 'websocket', outcome, answers: count, durationMs }, 'operation');
    };
    return {
      async next() {
        try {
          const answer = await answers.next();
          if (answer.done) over('completed');
          else count += 1;
          return answer;
        } catch (error) {
          over('failed');
          throw error;
        }
      },
      return() {
        over('left');
        return answers.return?.() ?? Promise.resolve({ done: true, value: undefined });
      },
      [Symbol.asyncIterator]() {
        return this;
      },
    };
  };
}
