import type { OperationRequest, OperationResponse } from '@bazaar/runtime/subgraph-door';
import type { Logger } from '@bazaar/runtime/log';
import {
  createSourceEventStream,
  getOperationAST,
  GraphQLError,
  Kind,
  type DocumentNode,
  type ExecutionResult,
  type GraphQLSchema,
} from 'graphql';
import { createDocuments } from './documents.ts';
import { createCompiledOperations } from './execution/compiled-operations.ts';
import { formatErrors } from './format-errors.ts';
import { mapIterator, onlyResponse } from './iterators.ts';
import { withinDeadline } from './within-deadline.ts';

/** How long one event of a subscription may take to execute, in milliseconds. */
const EVENT_MS = 10_000;

export interface OperationExecutor {
  execute(request: OperationRequest): OperationResponse | Promise<OperationResponse>;
  subscribe(request: OperationRequest): AsyncIterableIterator<OperationResponse>;
}

/**
 * Executes operations against `schema`, with one context each. Every event of a subscription is executed with a context of its own,
 * so that its dataloaders see the state at that event.
 */
export function createOperationExecutor(
  schema: GraphQLSchema,
  createContext: (request: OperationRequest) => unknown,
  log: Logger,
): OperationExecutor {
  const acceptDocument = createDocuments(schema);
  const findOperation = createCompiledOperations(schema);

  function respond(result: ExecutionResult, request: OperationRequest): OperationResponse {
    if (!result.errors) return { data: result.data };
    const errors = formatErrors(result.errors, log.child({ requestId: request.requestId }));
    return result.data === undefined ? { errors } : { data: result.data, errors };
  }

  function run(
    document: DocumentNode,
    request: OperationRequest,
    rootValue?: unknown,
  ): Promise<ExecutionResult> | ExecutionResult {
    const operation = findOperation(document, request.operationName);
    return 'errors' in operation ? operation : operation.execute(rootValue, createContext(request), request.variables);
  }

  function runEvent(document: DocumentNode, request: OperationRequest, event: unknown): Promise<ExecutionResult> {
    return withinDeadline(request, async (signal) => run(document, { ...request, signal }, event));
  }

  return {
    execute(request) {
      const accepted = acceptDocument(request.query, request.document);
      if (accepted.kind === 'invalid') return respond({ errors: accepted.errors }, request);
      const result = run(accepted.document, request);
      return result instanceof Promise ? result.then((settled) => respond(settled, request)) : respond(result, request);
    },

    subscribe(request) {
      const accepted = acceptDocument(request.query, request.document);
      if (accepted.kind === 'invalid') return onlyResponse(respond({ errors: accepted.errors }, request));
      const { document } = accepted;
      const open = async (): Promise<AsyncIterable<unknown>> => {
        const stream = await createSourceEventStream({
          schema,
          document,
          contextValue: createContext(request),
          variableValues: request.variables,
          operationName: request.operationName,
        });
        return Symbol.asyncIterator in stream ? stream : refused(stream);
      };
      return mapIterator(
        open(),
        async (event) =>
          event instanceof Refusal
            ? respond(event.result, request)
            : respond(await runEvent(document, { ...request, deadline: Date.now() + EVENT_MS }, event), request),
        (error) => respond({ errors: [subscriptionError(document, request, error)] }, request),
      );
    },
  };
}

/** What broke a subscription off, at its field. */
function subscriptionError(document: DocumentNode, request: OperationRequest, error: unknown): GraphQLError {
  const [field] = getOperationAST(document, request.operationName)?.selectionSet.selections ?? [];
  const path = field?.kind === Kind.FIELD ? [(field.alias ?? field.name).value] : ['subscription'];
  const cause = error instanceof Error ? error : new Error('not an error', { cause: error });
  return new GraphQLError(cause.message, { originalError: cause, path });
}

/** A subscription that could not start, passed through the event stream as its only event. */
class Refusal {
  readonly result: ExecutionResult;
  constructor(result: ExecutionResult) {
    this.result = result;
  }
}

function refused(result: ExecutionResult): AsyncIterable<Refusal> {
  const errors = result.errors ?? [new GraphQLError('The subscription could not start.')];
  return onlyResponse(new Refusal({ errors }));
}
