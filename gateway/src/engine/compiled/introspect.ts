import {
  executeSync,
  Kind,
  visit,
  type DocumentNode,
  type GraphQLSchema,
  type OperationDefinitionNode,
  type SelectionNode,
} from 'graphql';
import type { Data } from './run.ts';

/** Answers what an operation asks of the schema itself. */
export type Introspect = (variables: Readonly<Data>) => Readonly<Data>;

/** @returns undefined when it asks nothing of the schema. */
export function compileIntrospection(plain: DocumentNode, schema: GraphQLSchema): Introspect | undefined {
  const operation = plain.definitions.find((definition) => definition.kind === Kind.OPERATION_DEFINITION);
  const selections = operation?.selectionSet.selections.filter(asksForSchema) ?? [];
  if (!operation || selections.length === 0) return undefined;
  const asked: OperationDefinitionNode = { ...operation, selectionSet: { kind: Kind.SELECTION_SET, selections } };
  const used = new Set<string>();
  visit(asked.selectionSet, { Variable: ({ name }) => void used.add(name.value) });
  const variableDefinitions = operation.variableDefinitions?.filter(({ variable }) => used.has(variable.name.value));
  const document: DocumentNode = { kind: Kind.DOCUMENT, definitions: [{ ...asked, variableDefinitions }] };
  // The schema describes itself without fail.
  return (variables) => executeSync({ schema, document, variableValues: variables }).data ?? {};
}

/** Fields of the root that a plain operation has within fragments stand there for their conditions. */
function asksForSchema(selection: SelectionNode): boolean {
  if (selection.kind === Kind.INLINE_FRAGMENT) return selection.selectionSet.selections.some(asksForSchema);
  return selection.kind === Kind.FIELD && (selection.name.value === '__schema' || selection.name.value === '__type');
}
