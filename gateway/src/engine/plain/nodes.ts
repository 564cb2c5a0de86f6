import {
  Kind,
  type DirectiveNode,
  type FieldNode,
  type InlineFragmentNode,
  type SelectionNode,
  type SelectionSetNode,
} from 'graphql';

/** What plain selections consist of. */
export type PlainNode = FieldNode | InlineFragmentNode;

export const TYPENAME: FieldNode = { kind: Kind.FIELD, name: { kind: Kind.NAME, value: '__typename' } };

export function selectionSet(selections: readonly SelectionNode[]): SelectionSetNode {
  return { kind: Kind.SELECTION_SET, selections };
}

/** The client's field under `key`, with `inner` for what it selects. Its directives are left behind. */
export function fieldNode(
  { name, arguments: given }: FieldNode,
  key: string,
  inner: SelectionSetNode | undefined,
): FieldNode {
  return {
    kind: Kind.FIELD,
    name,
    ...(key !== name.value && { alias: { kind: Kind.NAME, value: key } }),
    ...(given && { arguments: given }),
    ...(inner && { selectionSet: inner }),
  };
}

export function fragmentOn(type: string, selections: readonly SelectionNode[]): InlineFragmentNode {
  return {
    kind: Kind.INLINE_FRAGMENT,
    typeCondition: { kind: Kind.NAMED_TYPE, name: { kind: Kind.NAME, value: type } },
    selectionSet: selectionSet(selections),
  };
}

/** A directive stands once on a field: each further one of its name needs a fragment around it. */
export function underConditions(field: FieldNode, conditions: readonly DirectiveNode[]): PlainNode {
  if (conditions.length === 0) return field;
  const own = new Map<string, DirectiveNode>();
  const around: DirectiveNode[] = [];
  for (const condition of conditions)
    if (own.has(condition.name.value)) around.push(condition);
    else own.set(condition.name.value, condition);
  const conditional: FieldNode = { ...field, directives: [...own.values()] };
  return around.reduce<PlainNode>(
    (inner, directive) => ({
      kind: Kind.INLINE_FRAGMENT,
      directives: [directive],
      selectionSet: selectionSet([inner]),
    }),
    conditional,
  );
}

export function isConditional({ directives }: PlainNode): boolean {
  return (directives?.length ?? 0) > 0;
}
