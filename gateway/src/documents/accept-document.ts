import {
  getOperationAST,
  getVariableValues,
  GraphQLError,
  NoSchemaIntrospectionCustomRule,
  parse,
  specifiedRules,
  validate,
  type DocumentNode,
  type OperationDefinitionNode,
  type ValidationRule,
} from 'graphql';
import { LruMap } from '../engine/lru-map.ts';
import type { LoadedSupergraph } from '../engine/supergraph.ts';
import { refuse, type Refusal } from '../pipeline/refusal.ts';

export interface OperationText {
  readonly query: string;
  readonly operationName?: string | null | undefined;
}

/** A valid operation of one supergraph. */
export interface AcceptedOperation {
  readonly supergraph: LoadedSupergraph;
  readonly document: DocumentNode;
  readonly operation: OperationDefinitionNode;
  /** What is wrong with the client's variables; undefined when nothing is. */
  checkVariables(variables: Readonly<Record<string, unknown>>): readonly GraphQLError[] | undefined;
}

/** From a text to a valid operation. Remembered, accepted or refused: the next one is a lookup. */
export type AcceptDocument = (text: OperationText) => AcceptedOperation | Refusal;

export interface AcceptDocumentOptions {
  readonly supergraph: () => LoadedSupergraph;
  readonly documentRules: readonly ValidationRule[];
  readonly introspection: boolean;
  /** Leaves hints about the schema out of messages. */
  readonly production: boolean;
}

const REMEMBERED_OPERATIONS = 2_000;

/** Longer texts are refused before they are read to the end; also Apollo Server's limit here. */
export const MAX_TOKENS = 20_000;

export function createAcceptDocument(options: AcceptDocumentOptions): AcceptDocument {
  const remembered = new LruMap<string, AcceptedOperation | Refusal>(REMEMBERED_OPERATIONS);
  let supergraph: LoadedSupergraph | undefined;
  const rules = [
    ...specifiedRules,
    ...options.documentRules,
    ...(options.introspection ? [] : [NoSchemaIntrospectionCustomRule]),
  ];

  return (text) => {
    const now = options.supergraph();
    // What is remembered belongs to one supergraph.
    if (supergraph !== now) {
      supergraph = now;
      remembered.clear();
    }
    const key = `${text.operationName ?? ''}\n${text.query}`;
    let entry = remembered.get(key);
    if (!entry) remembered.set(key, (entry = accept(text, now, { rules, production: options.production })));
    return entry;
  };
}

function accept(
  { query, operationName }: OperationText,
  supergraph: LoadedSupergraph,
  { rules, production }: { rules: readonly ValidationRule[]; production: boolean },
): AcceptedOperation | Refusal {
  const { apiSchema } = supergraph;
  let document: DocumentNode;
  try {
    document = parse(query, { maxLexicalTokens: MAX_TOKENS });
  } catch (error) {
    // Deeply nested texts exhaust the stack of the parser: what it throws then says nothing to clients.
    return refuse('GRAPHQL_PARSE_FAILED', [
      error instanceof GraphQLError ? error : new GraphQLError('The operation cannot be parsed.'),
    ]);
  }
  try {
    const invalid = validate(apiSchema, document, rules);
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
  const definitions = operation.variableDefinitions ?? [];
  return {
    supergraph,
    document,
    operation,
    checkVariables: (variables) =>
      definitions.length > 0 ? getVariableValues(apiSchema, definitions, variables).errors : undefined,
  };
}

function unknownOperation(name: string | null | undefined): GraphQLError {
  return new GraphQLError(
    name ? `Unknown operation named "${name}".` : 'Must provide operation name if query contains multiple operations.',
  );
}

function withoutSuggestion(error: GraphQLError): GraphQLError {
  const { nodes, source, positions } = error;
  return new GraphQLError(error.message.replace(/ ?Did you mean.+$/s, ''), { nodes, source, positions });
}
