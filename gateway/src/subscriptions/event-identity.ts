import type { FetchNode } from '@apollo/query-planner';
import {
  getNullableType,
  isEnumType,
  isObjectType,
  Kind,
  print,
  visit,
  type ConstDirectiveNode,
  type DocumentNode,
  type FieldNode,
  type GraphQLSchema,
} from 'graphql';
import type { OperationResponse } from '@bazaar/runtime/subgraph-door';

/** The owning subgraph's operation, extended so that its events can be told apart. */
export interface IdentifiedFetch {
  readonly query: string;
  readonly document: DocumentNode | undefined;
  /** Which thing an event is about: a later event of the same thing replaces an earlier one. Undefined when that cannot be known. */
  identify(event: OperationResponse): string | undefined;
}

/**
 * Adds the entity key of the root field's type to the fetch that opens a subscription. Keys are what federation itself identifies things by, and the
 * owning subgraph can always answer them. The answer's writer leaves out what the client did not ask for.
 */
export function identifiedFetch(fetch: FetchNode, supergraph: GraphQLSchema): IdentifiedFetch {
  const document = fetch.operationDocumentNode;
  const unidentified = { query: fetch.operation, document, identify: () => undefined };
  const root = document && rootFieldOf(document);
  const key = root && keyOf(root, fetch.serviceName, supergraph);
  if (!key) return unidentified;

  const aliases = key.map((_, index) => unusedAlias(fetch.operation, index));
  const added = key.map((field, index): FieldNode => fieldNode(field, aliases[index] ?? field));
  const extended: DocumentNode = visit(document, {
    Field(node) {
      if (node !== root || !node.selectionSet) return undefined;
      const { selectionSet } = node;
      return { ...node, selectionSet: { ...selectionSet, selections: [...selectionSet.selections, ...added] } };
    },
  });
  const rootKey = (root.alias ?? root.name).value;
  return {
    query: print(extended),
    document: extended,
    identify({ data }) {
      const thing = data?.[rootKey];
      if (typeof thing !== 'object' || thing === null) return undefined;
      // Any object of JSON.
      const values = aliases.map((alias) => (thing as Record<string, unknown>)[alias] ?? null);
      return values.includes(null) ? undefined : JSON.stringify(values);
    },
  };
}

/** The only root field of a subscription. */
function rootFieldOf(document: DocumentNode): FieldNode | undefined {
  const operation = document.definitions.find((definition) => definition.kind === Kind.OPERATION_DEFINITION);
  if (operation?.kind !== Kind.OPERATION_DEFINITION) return undefined;
  const [root, ...others] = operation.selectionSet.selections;
  return root?.kind === Kind.FIELD && root.selectionSet && others.length === 0 ? root : undefined;
}

/** Field names of a key without nested selections, of the type that the root field returns one of. */
function keyOf(root: FieldNode, subgraph: string, supergraph: GraphQLSchema): readonly string[] | undefined {
  const returned = supergraph.getSubscriptionType()?.getFields()[root.name.value]?.type;
  const graph = graphOf(subgraph, supergraph);
  if (!returned || !graph) return undefined;
  const type = getNullableType(returned);
  // A list is about many things, and an abstract type's members may have different keys.
  if (!isObjectType(type)) return undefined;
  for (const directive of type.astNode?.directives ?? []) {
    if (directive.name.value !== 'join__type' || argumentOf(directive, 'graph') !== graph) continue;
    const key = argumentOf(directive, 'key');
    if (key && /^\w+( +\w+)*$/.test(key)) return key.split(/ +/);
  }
  return undefined;
}

/** The name that the supergraph's directives have for a subgraph. */
function graphOf(subgraph: string, supergraph: GraphQLSchema): string | undefined {
  const graphs = supergraph.getType('join__Graph');
  if (!isEnumType(graphs)) return undefined;
  return graphs
    .getValues()
    .find(({ astNode }) =>
      astNode?.directives?.some(
        (directive) => directive.name.value === 'join__graph' && argumentOf(directive, 'name') === subgraph,
      ),
    )?.name;
}

function argumentOf(directive: ConstDirectiveNode, name: string): string | undefined {
  const value = directive.arguments?.find((argument) => argument.name.value === name)?.value;
  return value && 'value' in value && typeof value.value === 'string' ? value.value : undefined;
}

function fieldNode(field: string, alias: string): FieldNode {
  return {
    kind: Kind.FIELD,
    name: { kind: Kind.NAME, value: field },
    alias: { kind: Kind.NAME, value: alias },
  };
}

function unusedAlias(operation: string, index: number): string {
  let alias = `key_${index}`;
  while (operation.includes(alias)) alias += '_';
  return alias;
}
