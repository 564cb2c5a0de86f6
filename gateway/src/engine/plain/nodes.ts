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

/** The client's field under `key`, with `inner` for what it selects and the directives that are left. */
export function fieldNode(
  { name, arguments: given }: FieldNode,
  key: string,
  directives: readonly DirectiveNode[],
  inner: SelectionSetNode | undefined,
): FieldNode {
  return {
    kind: Kind.FIELD,
    name,
    ...(key !== name.value && { alias: { kind: Kind.NAME, value: key } }),
    ...(given && { arguments: given }),
    ...(directives.length > 0 && { directives }),
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

export function isConditional({ directives }: PlainNode): boolean {
  return (directives?.length ?? 0) > 0;
}
