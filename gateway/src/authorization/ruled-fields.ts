import {
  getNamedType,
  isInterfaceType,
  isObjectType,
  Kind,
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLNamedType,
  type GraphQLOutputType,
  type GraphQLSchema,
  type OperationDefinitionNode,
  type SelectionSetNode,
} from 'graphql';
import { isNeverIncluded } from './conditions.ts';
import { textOf, type Requirement } from './requirement.ts';
import type { AuthorizationRules } from './rules.ts';

/** An operation as the rules see it. What stands in a fragment is judged by the fragment's type, wherever it is spread. */
export interface RuledOperation {
  readonly schema: GraphQLSchema;
  readonly document: DocumentNode;
  readonly operation: OperationDefinitionNode;
  readonly fragments: ReadonlyMap<string, FragmentDefinitionNode>;
  /** Each once. */
  readonly requirements: readonly Requirement[];
  /** Fields that require something: the index of what. */
  readonly ruled: ReadonlyMap<FieldNode, number>;
  /** The type of every field that is asked for. */
  readonly types: ReadonlyMap<FieldNode, GraphQLOutputType>;
}

/** Looks at every selection of a valid operation once, however often its fragments are spread. Null when no rule is about any of them. */
export function findRuledFields(
  { document, operation }: { readonly document: DocumentNode; readonly operation: OperationDefinitionNode },
  schema: GraphQLSchema,
  rules: AuthorizationRules,
): RuledOperation | null {
  const fragments = new Map<string, FragmentDefinitionNode>();
  for (const definition of document.definitions)
    if (definition.kind === Kind.FRAGMENT_DEFINITION) fragments.set(definition.name.value, definition);
  const requirements: Requirement[] = [];
  const indexes = new Map<string, number>();
  const ruled = new Map<FieldNode, number>();
  const types = new Map<FieldNode, GraphQLOutputType>();
  const seen = new Set<FragmentDefinitionNode>();

  function indexOf(required: Requirement): number {
    const text = textOf(required);
    let index = indexes.get(text);
    if (index === undefined) indexes.set(text, (index = requirements.push(required) - 1));
    return index;
  }

  function look({ selections }: SelectionSetNode, parent: GraphQLNamedType | undefined): void {
    for (const selection of selections) {
      if (isNeverIncluded(selection)) continue;
      switch (selection.kind) {
        case Kind.FIELD: {
          const name = selection.name.value;
          const field = isObjectType(parent) || isInterfaceType(parent) ? parent.getFields()[name] : undefined;
          // What is left are the introspection fields: rules are about data.
          if (!parent || !field) break;
          types.set(selection, field.type);
          const required = rules.fields.get(parent.name)?.get(name);
          if (required) ruled.set(selection, indexOf(required));
          if (selection.selectionSet) look(selection.selectionSet, getNamedType(field.type));
          break;
        }
        case Kind.INLINE_FRAGMENT: {
          const condition = selection.typeCondition?.name.value;
          look(selection.selectionSet, condition === undefined ? parent : schema.getType(condition));
          break;
        }
        case Kind.FRAGMENT_SPREAD: {
          const fragment = fragments.get(selection.name.value);
          if (!fragment || seen.has(fragment)) break;
          seen.add(fragment);
          look(fragment.selectionSet, schema.getType(fragment.typeCondition.name.value));
        }
      }
    }
  }

  look(operation.selectionSet, schema.getRootType(operation.operation) ?? undefined);
  return ruled.size > 0 ? { schema, document, operation, fragments, requirements, ruled, types } : null;
}
