import {
  getOperationAST,
  GraphQLError,
  NoSchemaIntrospectionCustomRule,
  OperationTypeNode,
  parse,
  specifiedRules,
  validate,
  type DocumentNode,
  type ValidationRule,
} from 'graphql';
import type { Logger } from '@bazaar/runtime/log';
import { LruMap } from '../engine/lru-map.ts';
import { prepareOperation, type PreparedOperation } from '../engine/prepare-operation.ts';
import type { LoadedSupergraph } from '../engine/supergraph.ts';
import { MASKED_MESSAGE } from '../guards/mask-errors.ts';

export interface OperationText {
  readonly query: string;
  readonly operationName?: string | null | undefined;
}

export interface Refusal {
  readonly refused: readonly GraphQLError[];
}

/** From a text to an operation that may run. Remembered, accepted or refused: the next one is a lookup. */
export interface Operations {
  /** An operation accepted before, by whichever transport. */
  known(text: OperationText): PreparedOperation | undefined;
  /** Parses, validates and plans. */
  prepare(text: OperationText): PreparedOperation | Refusal;
  /** Plans what Apollo Server has parsed and validated. @throws whatever the planner throws. */
  adopt(text: OperationText, document: DocumentNode): PreparedOperation | undefined;
}

export interface OperationsOptions {
  readonly supergraph: () => LoadedSupergraph;
  readonly documentRules: readonly ValidationRule[];
  readonly introspection: boolean;
  /** Leaves hints about the schema out of messages. */
  readonly production: boolean;
  readonly log: Logger;
}

const REMEMBERED_OPERATIONS = 2_000;

/** Longer texts are refused before they are read to the end; also Apollo Server's limit here. */
export const MAX_TOKENS = 20_000;

export function createOperations(options: OperationsOptions): Operations {
  const { log, production } = options;
  const remembered = new LruMap<string, PreparedOperation | Refusal>(REMEMBERED_OPERATIONS);
  let supergraph: LoadedSupergraph | undefined;
  const rules = [
    ...specifiedRules,
    ...options.documentRules,
    ...(options.introspection ? [] : [NoSchemaIntrospectionCustomRule]),
  ];

  /** What is remembered belongs to one supergraph. */
  function current(): LoadedSupergraph {
    const now = options.supergraph();
    if (supergraph !== now) {
      supergraph = now;
      remembered.clear();
    }
    return now;
  }

  function accept(text: OperationText): PreparedOperation | Refusal {
    const { query, operationName } = text;
    const schemas = current();
    let document: DocumentNode;
    try {
      document = parse(query, { maxLexicalTokens: MAX_TOKENS });
    } catch (error) {
      return refuse('GRAPHQL_PARSE_FAILED', [error]);
    }
    try {
      const invalid = validate(schemas.apiSchema, document, rules);
      if (invalid.length > 0)
        return refuse('GRAPHQL_VALIDATION_FAILED', production ? invalid.map(withoutSuggestion) : invalid);
    } catch {
      // graphql-js throws on @skip and @include at the root of a subscription, for want of variables.
      return refuse('GRAPHQL_VALIDATION_FAILED', [
        new GraphQLError('The root field of a subscription cannot be conditional.'),
      ]);
    }
    const operation = getOperationAST(document, operationName);
    if (!operation) return refuse('OPERATION_RESOLUTION_FAILURE', [unknownOperation(operationName)]);
    try {
      const prepared = prepareOperation({ document, operation }, schemas, log);
      if (prepared.kind !== OperationTypeNode.SUBSCRIPTION || prepared.subscription) return prepared;
    } catch (error) {
      log.error({ err: error }, 'an operation could not be planned');
      return refuse('INTERNAL', [new GraphQLError(MASKED_MESSAGE)]);
    }
    return refuse('GRAPHQL_VALIDATION_FAILED', [
      new GraphQLError('A subscription must select a field that has events.'),
    ]);
  }

  return {
    known(text) {
      current();
      const entry = remembered.get(keyOf(text));
      return entry && !('refused' in entry) ? entry : undefined;
    },
    prepare(text) {
      current();
      const key = keyOf(text);
      let entry = remembered.get(key);
      if (!entry) remembered.set(key, (entry = accept(text)));
      return entry;
    },
    adopt(text, document) {
      const schemas = current();
      const key = keyOf(text);
      const entry = remembered.get(key);
      if (entry && !('refused' in entry)) return entry;
      const operation = getOperationAST(document, text.operationName);
      if (!operation) return undefined;
      const prepared = prepareOperation({ document, operation }, schemas, log);
      remembered.set(key, prepared);
      return prepared;
    },
  };
}

function keyOf({ query, operationName }: OperationText): string {
  return `${operationName ?? ''}\n${query}`;
}

export function unknownOperation(name: string | null | undefined): GraphQLError {
  return new GraphQLError(
    name ? `Unknown operation named "${name}".` : 'Must provide operation name if query contains multiple operations.',
  );
}

function refuse(code: string, errors: readonly unknown[]): Refusal {
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
