import { Kind, type DocumentNode, type FieldNode, type FragmentDefinitionNode, type SelectionSetNode } from 'graphql';

/**
 * A fetch's selections, walked along with its answer. Executors may choose response keys of their own, so that places in answers are told by the names
 * of fields.
 */
export interface Walk {
  readonly sets: readonly SelectionSetNode[];
  readonly fragments: ReadonlyMap<string, FragmentDefinitionNode>;
}

export function walkOf(document: DocumentNode): Walk {
  const fragments = new Map<string, FragmentDefinitionNode>();
  const sets: SelectionSetNode[] = [];
  for (const definition of document.definitions) {
    if (definition.kind === Kind.FRAGMENT_DEFINITION) fragments.set(definition.name.value, definition);
    else if (definition.kind === Kind.OPERATION_DEFINITION) sets.push(definition.selectionSet);
  }
  return { sets, fragments };
}

/** The fields under a response key: several when objects of different types have different ones there. */
export function fieldsAt({ sets, fragments }: Walk, key: string): FieldNode[] {
  return allFields(sets, fragments).filter((field) => (field.alias ?? field.name).value === key);
}

/** The response keys of the fields with this name. */
export function keysOf({ sets, fragments }: Walk, name: string): Set<string> {
  const fields = allFields(sets, fragments).filter((field) => field.name.value === name);
  return new Set(fields.map((field) => (field.alias ?? field.name).value));
}

/** One step down. */
export function within(walk: Walk, key: string): Walk {
  return { ...walk, sets: fieldsAt(walk, key).flatMap(({ selectionSet }) => selectionSet ?? []) };
}

function allFields(sets: readonly SelectionSetNode[], fragments: Walk['fragments']): FieldNode[] {
  return sets.flatMap(({ selections }) =>
    selections.flatMap((selection) => {
      if (selection.kind === Kind.FIELD) return [selection];
      const fragment = selection.kind === Kind.INLINE_FRAGMENT ? selection : fragments.get(selection.name.value);
      return fragment ? allFields([fragment.selectionSet], fragments) : [];
    }),
  );
}
