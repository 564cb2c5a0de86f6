import {
  doTypesOverlap,
  getNamedType,
  getOperationAST,
  isAbstractType,
  isCompositeType,
  isUnionType,
  Kind,
  visit,
  type FieldNode,
  type GraphQLCompositeType,
  type GraphQLSchema,
  type InlineFragmentNode,
  type SelectionNode,
  type SelectionSetNode,
} from 'graphql';
import type { ClientOperation } from '../../executor-under-test.ts';
import { fragmentsOf, isLeftOut, type Asked } from '../judge/collect-fields.ts';

/**
 * The same operation in plain words: conditions are decided, fragments that every parent matches or none are dissolved, and what stands twice is
 * merged. What is left are fields, and inline fragments that tell types apart.
 */
export function plainOperation(
  schema: GraphQLSchema,
  { document, operationName, variables }: ClientOperation,
): ClientOperation {
  const operation = getOperationAST(document, operationName);
  const root = operation && schema.getRootType(operation.operation);
  if (!operation || !root) throw new Error('the operation is not in the document');
  const selectionSet = plainSet([operation.selectionSet], root, {
    schema,
    fragments: fragmentsOf(document),
    variables,
  });
  const used = variablesOf(selectionSet);
  const variableDefinitions = operation.variableDefinitions?.filter(({ variable }) => used.has(variable.name.value));
  return {
    document: { kind: Kind.DOCUMENT, definitions: [{ ...operation, selectionSet, variableDefinitions }] },
    operationName,
    variables: Object.fromEntries(Object.entries(variables).filter(([name]) => used.has(name))),
  };
}

/** What the sets select together from a `parent`. */
function plainSet(sets: readonly SelectionSetNode[], parent: GraphQLCompositeType, asked: Asked): SelectionSetNode {
  const selections = plainSelections(sets, parent, asked);
  return { kind: Kind.SELECTION_SET, selections: selections.length > 0 ? selections : [NOTHING] };
}

function plainSelections(
  sets: readonly SelectionSetNode[],
  parent: GraphQLCompositeType,
  asked: Asked,
): readonly SelectionNode[] {
  const groups = new Map<string, (FieldNode | InlineFragmentNode)[]>();
  const flat = sets.flatMap(({ selections }) => selections.flatMap((one) => dissolve(one, parent, asked)));
  for (const selection of flat) {
    const key = keyOf(selection);
    groups.set(key, [...(groups.get(key) ?? []), selection]);
  }
  return [...groups.values()].flatMap((group) => join(group, parent, asked));
}

/** The selection itself, what a fragment holds that every parent matches, or nothing when it is left out. */
function dissolve(
  selection: SelectionNode,
  parent: GraphQLCompositeType,
  asked: Asked,
): readonly (FieldNode | InlineFragmentNode)[] {
  if (isLeftOut(selection, asked.variables)) return [];
  if (selection.kind === Kind.FIELD) return [selection];
  const fragment = selection.kind === Kind.INLINE_FRAGMENT ? selection : asked.fragments.get(selection.name.value);
  if (!fragment) throw new Error('the fragment is not in the document');
  const { typeCondition, selectionSet } = fragment;
  const type = typeCondition ? asked.schema.getType(typeCondition.name.value) : parent;
  if (!isCompositeType(type) || !doTypesOverlap(asked.schema, type, parent)) return [];
  const holdsAlways =
    type === parent || (isAbstractType(type) && !isUnionType(parent) && asked.schema.isSubType(type, parent));
  if (!holdsAlways) return [{ kind: Kind.INLINE_FRAGMENT, typeCondition, selectionSet }];
  return selectionSet.selections.flatMap((one) => dissolve(one, parent, asked));
}

/** Fields with one response key merge, and so do fragments on one type. */
function keyOf(selection: FieldNode | InlineFragmentNode): string {
  return selection.kind === Kind.FIELD
    ? (selection.alias ?? selection.name).value
    : `... on ${selection.typeCondition?.name.value}`;
}

function join(
  group: readonly (FieldNode | InlineFragmentNode)[],
  parent: GraphQLCompositeType,
  asked: Asked,
): readonly SelectionNode[] {
  const [first] = group;
  const sets = group.flatMap(({ selectionSet }) => selectionSet ?? []);
  if (first?.kind === Kind.FIELD) {
    const type = isUnionType(parent) ? undefined : getNamedType(parent.getFields()[first.name.value]?.type);
    const selectionSet = isCompositeType(type) ? plainSet(sets, type, asked) : first.selectionSet;
    return [{ ...first, directives: [], selectionSet }];
  }
  const type = first?.typeCondition && asked.schema.getType(first.typeCondition.name.value);
  if (!first || !isCompositeType(type)) return [];
  const selections = plainSelections(sets, type, asked);
  return selections.length > 0 ? [{ ...first, selectionSet: { kind: Kind.SELECTION_SET, selections } }] : [];
}

/** Selects nothing, for sets that would be empty. */
const NOTHING: SelectionNode = {
  kind: Kind.FIELD,
  name: { kind: Kind.NAME, value: '__typename' },
  directives: [
    {
      kind: Kind.DIRECTIVE,
      name: { kind: Kind.NAME, value: 'include' },
      arguments: [
        { kind: Kind.ARGUMENT, name: { kind: Kind.NAME, value: 'if' }, value: { kind: Kind.BOOLEAN, value: false } },
      ],
    },
  ],
};

function variablesOf(set: SelectionSetNode): Set<string> {
  const used = new Set<string>();
  visit(set, { Variable: ({ name }) => void used.add(name.value) });
  return used;
}
