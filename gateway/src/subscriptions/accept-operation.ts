import { operationFromDocument } from '@apollo/federation-internals';
import type { QueryPlan, SubscriptionNode } from '@apollo/query-planner';
import {
  getOperationAST,
  GraphQLError,
  Kind,
  OperationTypeNode,
  parse,
  validate,
  type DocumentNode,
  type OperationDefinitionNode,
} from 'graphql';
import type { Logger } from '@bazaar/runtime/log';
import type { Engine, LoadedSupergraph } from '../engine/engine.ts';
import { LruMap } from '../engine/lru-map.ts';

/** An operation that may run, with everything about it that does not depend on who asks. */
export interface AcceptedOperation {
  readonly supergraph: LoadedSupergraph;
  readonly document: DocumentNode;
  readonly operation: OperationDefinitionNode;
  /** Present for subscriptions. */
  readonly subscription?: SubscriptionNode;
}

export type Acceptance = AcceptedOperation | { readonly refused: readonly GraphQLError[] };

export interface OperationText {
  readonly query: string;
  readonly operationName?: string | null | undefined;
}

const REMEMBERED_OPERATIONS = 1_000;

/**
 * Parses, validates and (subscriptions) plans operations that arrive over a socket, and remembers them: accepted or refused, the next one is a lookup.
 * Queries and mutations are planned later, in the lane they share with HTTP.
 */
export function createAcceptOperation(options: { engine: Engine; production: boolean; log: Logger }) {
  const { engine, production, log } = options;
  let supergraph: LoadedSupergraph | undefined;
  const known = new LruMap<string, Acceptance>(REMEMBERED_OPERATIONS);

  return (text: OperationText): Acceptance => {
    if (supergraph !== engine.supergraph()) {
      supergraph = engine.supergraph();
      known.clear();
    }
    const key = `${text.operationName ?? ''}\n${text.query}`;
    let acceptance = known.get(key);
    if (!acceptance) {
      acceptance = accept(text, supergraph, log);
      if ('refused' in acceptance && production) acceptance = { refused: acceptance.refused.map(withoutSuggestion) };
      known.set(key, acceptance);
    }
    return acceptance;
  };
}

function accept({ query, operationName }: OperationText, supergraph: LoadedSupergraph, log: Logger): Acceptance {
  let document: DocumentNode;
  try {
    document = parse(query);
  } catch (error) {
    return refuse('GRAPHQL_PARSE_FAILED', error);
  }
  try {
    const invalid = validate(supergraph.apiSchema, document);
    if (invalid.length > 0) return refuse('GRAPHQL_VALIDATION_FAILED', ...invalid);
  } catch {
    // graphql-js throws on @skip and @include at the root of a subscription, for want of variables.
    return refuse(
      'GRAPHQL_VALIDATION_FAILED',
      new GraphQLError('The root field of a subscription cannot be conditional.'),
    );
  }
  const operation = getOperationAST(document, operationName);
  if (!operation)
    return refuse(
      'OPERATION_RESOLUTION_FAILURE',
      new GraphQLError(
        operationName
          ? `Unknown operation named "${operationName}".`
          : 'Must provide operation name if query contains multiple operations.',
      ),
    );
  if (operation.operation !== OperationTypeNode.SUBSCRIPTION) return { supergraph, document, operation };

  let plan: QueryPlan;
  try {
    plan = supergraph.planner.buildQueryPlan(
      operationFromDocument(supergraph.apiModel, documentOf(document, operation), { validate: false }),
    );
  } catch (error) {
    log.error({ err: error }, 'a subscription could not be planned');
    return refuse('INTERNAL', new GraphQLError('Something went wrong.'));
  }
  if (plan.node?.kind !== 'Subscription')
    return refuse('GRAPHQL_VALIDATION_FAILED', new GraphQLError('A subscription must select a field that has events.'));
  return { supergraph, document, operation, subscription: plan.node };
}

/** The document with `operation` as its only operation. */
function documentOf(document: DocumentNode, operation: OperationDefinitionNode): DocumentNode {
  const fragments = document.definitions.filter((definition) => definition.kind === Kind.FRAGMENT_DEFINITION);
  return { kind: Kind.DOCUMENT, definitions: [operation, ...fragments] };
}

function refuse(code: string, ...errors: readonly unknown[]): Acceptance {
  return {
    refused: errors.map((error) => {
      const { message, nodes, source, positions } =
        error instanceof GraphQLError ? error : new GraphQLError('The operation is not valid.');
      return new GraphQLError(message, { nodes, source, positions, extensions: { code } });
    }),
  };
}

function withoutSuggestion(error: GraphQLError): GraphQLError {
  const { nodes, source, positions, extensions } = error;
  return new GraphQLError(error.message.replace(/ ?Did you mean.+$/s, ''), { nodes, source, positions, extensions });
}
