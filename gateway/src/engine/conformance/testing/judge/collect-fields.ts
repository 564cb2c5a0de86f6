import {
  isAbstractType,
  Kind,
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLObjectType,
  type GraphQLSchema,
  type SelectionNode,
  type SelectionSetNode,
} from 'graphql';

export interface Asked {
  readonly schema: GraphQLSchema;
  readonly fragments: ReadonlyMap<string, FragmentDefinitionNode>;
  readonly variables: Readonly<Record<string, unknown>>;
}

export function fragmentsOf(document: DocumentNode): Map<string, FragmentDefinitionNode> {
  const fragments = new Map<string, FragmentDefinitionNode>();
  for (const definition of document.definitions)
    if (definition.kind === Kind.FRAGMENT_DEFINITION) fragments.set(definition.name.value, definition);
  return fragments;
}

/** Whether a condition leaves the selection out. */
export function isLeftOut({ directives = [] }: SelectionNode, variables: Asked['variables']): boolean {
  return directives.some(({ name, arguments: args }) => {
    const given = args?.[0]?.value;
    const value =
      given?.kind === Kind.VARIABLE ? variables[given.name.value] : given?.kind === Kind.BOOLEAN && given.value;
    return name.value === 'skip' ? value === true : name.value === 'include' && value === false;
  });
}

/** The fields that the sets ask of an object of `type`, by response key, in the order of the specification. */
export function collectFields(
  sets: readonly SelectionSetNode[],
  type: GraphQLObjectType,
  asked: Asked,
  fields = new Map<string, FieldNode[]>(),
): Map<string, FieldNode[]> {
  for (const selection of sets.flatMap(({ selections }) => selections)) {
    if (isLeftOut(selection, asked.variables)) continue;
    if (selection.kind === Kind.FIELD) {
      const key = (selection.alias ?? selection.name).value;
      fields.set(key, [...(fields.get(key) ?? []), selection]);
      continue;
    }
    const fragment = selection.kind === Kind.INLINE_FRAGMENT ? selection : asked.fragments.get(selection.name.value);
    if (!fragment) throw new Error('the fragment is not in the document');
    const condition = fragment.typeCondition && asked.schema.getType(fragment.typeCondition.name.value);
    if (!condition || condition === type || (isAbstractType(condition) && asked.schema.isSubType(condition, type)))
      collectFields([fragment.selectionSet], type, asked, fields);
  }
  return fields;
}
