import { Kind, parse, type DirectiveNode, type DocumentNode, type SelectionSetNode } from 'graphql';

/** What a subgraph's SDL says about its entities. */
export interface Entities {
  /** The selections of the `@key`s it can resolve, by type. */
  readonly keys: ReadonlyMap<string, readonly SelectionSetNode[]>;
  /** The selections of `@requires`, by `Type.field`. */
  readonly requires: ReadonlyMap<string, SelectionSetNode>;
}

export function readEntities(sdl: DocumentNode): Entities {
  const keys = new Map<string, SelectionSetNode[]>();
  const requires = new Map<string, SelectionSetNode>();
  for (const definition of sdl.definitions) {
    if (definition.kind !== Kind.OBJECT_TYPE_DEFINITION && definition.kind !== Kind.INTERFACE_TYPE_DEFINITION) continue;
    const type = definition.name.value;
    const resolvable = directivesOf(definition, 'key').filter((directive) => !isUnresolvable(directive));
    if (resolvable.length > 0) keys.set(type, resolvable.map(fieldsOf));
    for (const field of definition.fields ?? [])
      for (const directive of directivesOf(field, 'requires'))
        requires.set(`${type}.${field.name.value}`, fieldsOf(directive));
  }
  return { keys, requires };
}

function directivesOf(node: { readonly directives?: readonly DirectiveNode[] | undefined }, name: string) {
  return (node.directives ?? []).filter((directive) => directive.name.value === name);
}

function fieldsOf(directive: DirectiveNode): SelectionSetNode {
  const fields = directive.arguments?.find(({ name }) => name.value === 'fields')?.value;
  if (fields?.kind !== Kind.STRING) throw new Error(`@${directive.name.value} without fields`);
  const [operation] = parse(`{ ${fields.value} }`).definitions;
  if (operation?.kind !== Kind.OPERATION_DEFINITION) throw new Error('a field set is a selection set');
  return operation.selectionSet;
}

function isUnresolvable(key: DirectiveNode): boolean {
  return (key.arguments ?? []).some(
    ({ name, value }) => name.value === 'resolvable' && value.kind === Kind.BOOLEAN && !value.value,
  );
}
