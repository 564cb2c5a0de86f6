import {
  getOperationAST,
  getVariableValues,
  GraphQLError,
  Kind,
  NoSchemaIntrospectionCustomRule,
  parse,
  validate,
  type DocumentNode,
  type GraphQLSchema,
  type OperationDefinitionNode,
  type ValidationRule,
} from 'graphql';
import { OPERATION_RULES } from '@bazaar/runtime/operation-rules';
import { LruMap } from '../engine/lru-map.ts';
import type { Client } from '../engine/request-scope.ts';
import type { LoadedSupergraph } from '../engine/supergraph.ts';
import type { ClientClass } from '../guards/client-class.ts';
import type { PreparationLimit } from '../guards/limit-preparation.ts';
import type { LimitSettings } from '../guards/limits/limit-settings.ts';
import { refuseDocumentExcess, refuseTextExcess } from '../guards/limits/refuse-excess.ts';
import { refuse, type Refusal } from '../pipeline/refusal.ts';
import { compileFit } from './fits-plainly.ts';

export interface OperationText {
  readonly query: string;
  /** An empty one is none. */
  readonly operationName?: string | null | undefined;
  /** The contract that it is held against; absent: all that clients may see. */
  readonly contract?: string | undefined;
  /** Among whose operations it is remembered: what one kind of clients sends pushes out nothing of the others'. */
  readonly rememberedFor: RememberedFor;
  /** Whose work it is to prepare it; absent: nobody's, as of what was registered. */
  readonly preparedFor?: Client | undefined;
}

/** Registered documents, and the texts of clients of each class. */
export type RememberedFor = 'registered' | ClientClass;

/** A valid operation of one supergraph. */
export interface AcceptedOperation {
  readonly supergraph: LoadedSupergraph;
  /** What its client may know of the supergraph. */
  readonly schema: GraphQLSchema;
  readonly document: DocumentNode;
  readonly operation: OperationDefinitionNode;
  /** What is wrong with the client's variables; undefined when nothing is. */
  checkVariables(variables: Readonly<Record<string, unknown>>): readonly GraphQLError[] | undefined;
}

/** A valid text, whichever of its operations is asked for. */
interface AcceptedText {
  /** How many it has: plans are kept of each. */
  readonly operations: number;
  /** The same operation for the same name. */
  choose(operationName: string | null | undefined): AcceptedOperation | Refusal;
}

/**
 * From a text to a valid operation. Texts are remembered, accepted or refused: the next one is a lookup. Names are the client's to make up: what they
 * choose is found anew each time, so that no name makes work, or pushes out or spoils what is remembered of a text.
 */
export type AcceptDocument = (text: OperationText) => AcceptedOperation | Refusal;

export interface AcceptDocumentOptions {
  readonly supergraph: () => LoadedSupergraph;
  readonly limits: LimitSettings;
  /** What holds of documents beside the specification's rules. */
  readonly rules?: readonly ValidationRule[];
  readonly introspection: boolean;
  /** Leaves hints about the schema out of messages. */
  readonly production: boolean;
  /** Told of each text whether it was known already. */
  readonly lookedUp?: ((found: 'hit' | 'miss') => void) | undefined;
  /** Who may have how many new texts prepared. Default: everybody all. */
  readonly preparation?: PreparationLimit | undefined;
}

/** Of each kind. */
const REMEMBERED_OPERATIONS = 2_000;
/** Longer texts, and those with more operations, count as several: what is made of a text grows with it. */
const CHARACTERS_OF_ONE = 2_000;
/** Refusals of longer texts are not worth their memory. */
const REMEMBERED_REFUSAL = 10_000;

/** Longer texts are refused before they are read to the end; also Apollo Server's limit here. */
export const MAX_TOKENS = 20_000;

export function createAcceptDocument(options: AcceptDocumentOptions): AcceptDocument {
  type Remembered = LruMap<string, AcceptedText | Refusal>;
  const { preparation } = options;
  const remembered = new Map<RememberedFor, Remembered>();
  let supergraph: LoadedSupergraph | undefined;
  const rules = [
    ...OPERATION_RULES,
    ...(options.rules ?? []),
    ...(options.introspection ? [] : [NoSchemaIntrospectionCustomRule]),
  ];

  function rememberedFor(kind: RememberedFor): Remembered {
    let known = remembered.get(kind);
    if (!known) remembered.set(kind, (known = new LruMap(REMEMBERED_OPERATIONS, weigh)));
    return known;
  }

  return (text) => {
    const now = options.supergraph();
    // What is remembered belongs to one supergraph.
    if (supergraph !== now) {
      supergraph = now;
      remembered.clear();
    }
    const schema = text.contract === undefined ? now.apiSchema : now.contracts.get(text.contract)?.apiSchema;
    const excess = refuseTextExcess(text.query, options.limits);
    if (excess) return excess;
    if (!schema) return refuse('FORBIDDEN', [new GraphQLError('There is nothing here for this key.')]);
    const known = rememberedFor(text.rememberedFor);
    // Contracts are not called by the client's words: no two texts have one key.
    const key = `${text.contract ?? ''}\n${text.query}`;
    let entry = known.get(key);
    options.lookedUp?.(entry ? 'hit' : 'miss');
    if (entry) return chosen(entry, text);
    const held = { ...options, supergraph: now, schema, rules };
    const { preparedFor } = text;
    if (preparedFor && preparation) {
      const refusal = preparation.refusal(preparedFor);
      if (refusal) return refusal;
      entry = preparation.count(preparedFor, () => accept(text, held));
    } else entry = accept(text, held);
    if (!('refused' in entry) || key.length <= REMEMBERED_REFUSAL) known.set(key, entry);
    return chosen(entry, text);
  };
}

function chosen(entry: AcceptedText | Refusal, { operationName }: OperationText): AcceptedOperation | Refusal {
  return 'refused' in entry ? entry : entry.choose(operationName || undefined);
}

interface Held extends Pick<AcceptDocumentOptions, 'limits' | 'production'> {
  readonly supergraph: LoadedSupergraph;
  readonly schema: GraphQLSchema;
  readonly rules: readonly ValidationRule[];
}

function accept({ query }: OperationText, held: Held): AcceptedText | Refusal {
  const { schema, rules, limits, production } = held;
  let document: DocumentNode;
  try {
    document = parse(query, { maxLexicalTokens: MAX_TOKENS });
  } catch (error) {
    // Deeply nested texts exhaust the stack of the parser: what it throws then says nothing to clients.
    return refuse('GRAPHQL_PARSE_FAILED', [
      error instanceof GraphQLError ? error : new GraphQLError('The operation cannot be parsed.'),
    ]);
  }
  const excess = refuseDocumentExcess(document, limits);
  if (excess) return excess;
  try {
    const invalid = validate(schema, document, rules);
    if (invalid.length > 0)
      return refuse('GRAPHQL_VALIDATION_FAILED', production ? invalid.map(withoutSuggestion) : invalid);
  } catch {
    // graphql-js throws on @skip and @include at the root of a subscription, for want of variables.
    return refuse('GRAPHQL_VALIDATION_FAILED', [
      new GraphQLError('The root field of a subscription cannot be conditional.'),
    ]);
  }
  const known = new Map<OperationDefinitionNode, AcceptedOperation>();
  return {
    operations: document.definitions.filter(({ kind }) => kind === Kind.OPERATION_DEFINITION).length,
    choose(operationName) {
      const operation = getOperationAST(document, operationName);
      if (!operation) return refuse('OPERATION_RESOLUTION_FAILURE', [unknownOperation(operationName)]);
      let accepted = known.get(operation);
      if (!accepted) known.set(operation, (accepted = acceptOperation(document, operation, held)));
      return accepted;
    },
  };
}

function acceptOperation(
  document: DocumentNode,
  operation: OperationDefinitionNode,
  { supergraph, schema, production }: Held,
): AcceptedOperation {
  const definitions = operation.variableDefinitions ?? [];
  const fits = compileFit(schema, definitions);
  return {
    supergraph,
    schema,
    document,
    operation,
    checkVariables(variables) {
      if (fits(variables)) return undefined;
      const { errors } = getVariableValues(schema, definitions, variables);
      return production ? errors?.map(withoutSuggestion) : errors;
    },
  };
}

function weigh(key: string, entry: AcceptedText | Refusal): number {
  return Math.max(Math.ceil(key.length / CHARACTERS_OF_ONE), 'refused' in entry ? 1 : entry.operations);
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
