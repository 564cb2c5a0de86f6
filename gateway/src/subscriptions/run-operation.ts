import { randomUUID } from 'node:crypto';
import { GraphQLError, type FormattedExecutionResult } from 'graphql';
import type { SubscribePayload } from 'graphql-ws';
import type { Logger } from '@bazaar/runtime/log';
import { RequestScope, type Client } from '../engine/request-scope.ts';
import type { Operations } from '../documents/operations.ts';
import type { PreparedOperation } from '../engine/prepare-operation.ts';
import { resultOf } from './result-of.ts';
import { openSubscription, type SubscriptionParts } from './federated-subscription.ts';
import { singleAnswer } from './single-answer.ts';

/** A result as it goes into a `next` message. */
export type Answers = AsyncIterableIterator<FormattedExecutionResult>;

export type RunnableOperation =
  | { readonly accepted: PreparedOperation; readonly open: () => Answers }
  | { readonly refused: readonly GraphQLError[] };

export interface OperationParts extends SubscriptionParts {
  readonly prepare: Operations['prepare'];
  readonly log: Logger;
}

/** Makes an operation that came over a socket ready to run: subscriptions over the plan, the rest in the lane of HTTP requests. */
export function prepareOperation(payload: SubscribePayload, client: Client, parts: OperationParts): RunnableOperation {
  const { query, operationName } = payload;
  const accepted = parts.prepare({ query, operationName });
  if ('refused' in accepted) return accepted;
  const variables = payload.variables ?? {};
  const misfits = accepted.checkVariables(variables);
  if (misfits) return { refused: misfits.map(asUserInput) };
  const requestId = randomUUID();
  const { subscription } = accepted;
  const record = recordOperation(accepted.name, requestId, parts.log);

  if (!subscription) {
    const scope = new RequestScope(requestId, client);
    const run = async () => resultOf(await parts.engine.execute(accepted, { variables, scope }));
    return { accepted, open: () => record(singleAnswer(scope, run)) };
  }

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
