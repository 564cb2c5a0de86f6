import { GraphQLError } from 'graphql';
import type { Logger } from '@bazaar/runtime/log';
import { RequestScope, type Client } from '../engine/request-scope.ts';
import type { Operations } from '../documents/operations.ts';
import type { Engine } from '../engine/engine.ts';
import type { PreparedOperation } from '../engine/prepare-operation.ts';
import { answerText } from '../http/serialized-data.ts';
import type { Subscriptions } from './federated-subscription.ts';
import type { Leave, LeaveReason, Receiver } from './receiver.ts';

/** An operation as clients send it. */
export interface OperationPayload {
  readonly query: string;
  readonly operationName?: string | null | undefined;
  readonly variables?: Readonly<Record<string, unknown>> | null | undefined;
}

/** On whose behalf an operation runs, and how its answers travel. */
export interface OperationOrigin {
  readonly client: Client;
  readonly requestId: string;
  readonly transport: 'websocket' | 'sse' | 'multipart';
}

export type RunnableOperation =
  | { readonly accepted: PreparedOperation; readonly run: (receiver: Receiver) => Leave }
  | { readonly refused: readonly GraphQLError[] };

export interface OperationParts {
  readonly engine: Engine;
  readonly prepare: Operations['prepare'];
  readonly subscriptions: Subscriptions;
  readonly log: Logger;
}

/** Makes an operation of a lasting connection ready to run. Its answers are one or, for a subscription, as many as there are events. */
export function prepareOperation(
  payload: OperationPayload,
  origin: OperationOrigin,
  parts: OperationParts,
): RunnableOperation {
  const { query, operationName } = payload;
  const accepted = parts.prepare({ query, operationName });
  if ('refused' in accepted) return accepted;
  const variables = payload.variables ?? {};
  const misfits = accepted.checkVariables(variables);
  if (misfits) return { refused: misfits.map(asUserInput) };
  const { client, requestId, transport } = origin;
  const { subscription } = accepted;
  const start = subscription
    ? (receiver: Receiver): Leave =>
        parts.subscriptions.open({ ...accepted, subscription }, { client, requestId, query, variables }, receiver)
    : (receiver: Receiver): Leave => {
        const scope = new RequestScope(requestId, client);
        void parts.engine.execute(accepted, { variables, scope }).then(({ data, errors }) => {
          receiver.next(answerText(data, errors));
          receiver.end();
        });
        return () => scope.abandon();
      };
  return { accepted, run: recorded(start, { operation: accepted.name, requestId, transport }, parts.log) };
}

function asUserInput({ message, nodes }: GraphQLError): GraphQLError {
  return new GraphQLError(message, { nodes, extensions: { code: 'BAD_USER_INPUT' } });
}

/** Writes one line when the operation is over, and sees to it that its receiver hears nothing after that. */
function recorded(
  start: (receiver: Receiver) => Leave,
  about: Pick<OperationOrigin, 'requestId' | 'transport'> & { readonly operation: string | undefined },
  log: Logger,
): (receiver: Receiver) => Leave {
  return (receiver) => {
    const startedAt = performance.now();
    let answers = 0;
    let isOver = false;
    const over = (outcome: 'completed' | 'failed' | LeaveReason): void => {
      isOver = true;
      const durationMs = Math.round((performance.now() - startedAt) * 10) / 10;
      log.info({ ...about, outcome, answers, durationMs }, 'operation');
    };
    const leave = start({
      next(answer) {
        if (isOver) return;
        answers += 1;
        receiver.next(answer);
      },
      end(error) {
        if (isOver) return;
        over(error ? 'failed' : 'completed');
        receiver.end(error);
      },
    });
    return (why = 'left') => {
      if (isOver) return;
      over(why);
      leave();
    };
  };
}
