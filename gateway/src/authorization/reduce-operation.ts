import {
  getNamedType,
  isAbstractType,
  isNonNullType,
  Kind,
  OperationTypeNode,
  type DefinitionNode,
  type DocumentNode,
  type FieldNode,
  type OperationDefinitionNode,
  type SelectionNode,
  type SelectionSetNode,
} from 'graphql';
import { isNeverIncluded } from './conditions.ts';
import type { RuledOperation } from './ruled-fields.ts';

/** An operation without the fields that are denied: what is planned and fetched. */
export interface Reduction {
  readonly document: DocumentNode;
  readonly operation: OperationDefinitionNode;
  /** The denied fields, as nodes of the client's document: null in its answer. */
  readonly denied: ReadonlySet<FieldNode>;
}

export interface ReducedOperation extends Reduction {
  /** Whether there is nothing left to subscribe to. */
  readonly isEmptied: boolean;
  /** Keys of denied fields of a mutation without which there is no answer at all: what the others did would not be told. */
  readonly lostRoots: ReadonlySet<string>;
  /** Selection sets of the client's document that have a denied field somewhere within. */
  readonly affected: ReadonlySet<SelectionSetNode>;
}

const TYPENAME: FieldNode = { kind: Kind.FIELD, name: { kind: Kind.NAME, value: '__typename' } };

interface ReducedSet {
  readonly selections: readonly SelectionNode[];
  readonly isAffected: boolean;
  /** A field of some types only went, not of all that may stand here: the answer depends on which type an object has. */
  readonly asksForType: boolean;
  readonly losesFields: boolean;
}

/**
 * Takes the denied fields out. Objects stay, so that the answer can tell null from an object whose fields were denied: a selection set that has lost
 * everything asks for `__typename`, and so does one where the nulls depend on an object's type.
 */
export function reduceOperation(ruled: RuledOperation, denied: ReadonlySet<FieldNode>): ReducedOperation {
  const { operation } = ruled;
  const affected = new Set<SelectionSetNode>();
  const fragments = new Map<string, ReducedSet>();

  function reduceFragment(name: string): ReducedSet {
    let reduced = fragments.get(name);
    if (reduced) return reduced;
    const set = ruled.fragments.get(name)?.selectionSet;
    reduced = set ? reduce(set) : { selections: [], isAffected: false, asksForType: false, losesFields: false };
    fragments.set(name, reduced);
    return reduced;
  }

  function reduce(set: SelectionSetNode): ReducedSet {
    const selections: SelectionNode[] = [];
    let isAffected = false;
    let asksForType = false;
    let losesFields = false;
    /** Takes over what a fragment of this set came to. @returns whether anything is left of it. */
    function absorb(inner: ReducedSet, isConditional: boolean): boolean {
      isAffected ||= inner.isAffected;
      losesFields ||= inner.losesFields;
      asksForType ||= inner.asksForType || (isConditional && inner.losesFields);
      return inner.selections.length > 0;
    }
    for (const selection of set.selections) {
      if (isNeverIncluded(selection)) continue;
      switch (selection.kind) {
        case Kind.FIELD:
          if (denied.has(selection)) {
            isAffected = losesFields = true;
            break;
          }
          selections.push(reduceField(selection));
          isAffected ||= selection.selectionSet !== undefined && affected.has(selection.selectionSet);
          break;
        case Kind.INLINE_FRAGMENT: {
          const inner = reduce(selection.selectionSet);
          const { selections: left } = inner;
          if (absorb(inner, selection.typeCondition !== undefined))
            selections.push({ ...selection, selectionSet: { kind: Kind.SELECTION_SET, selections: left } });
          break;
        }
        case Kind.FRAGMENT_SPREAD:
          if (absorb(reduceFragment(selection.name.value), true)) selections.push(selection);
      }
    }
    if (isAffected) affected.add(set);
    return { selections, isAffected, asksForType, losesFields };
  }

  function reduceField(field: FieldNode): FieldNode {
    const type = ruled.types.get(field);
    // Introspection fields have no type here: nothing in them is denied.
    if (!field.selectionSet || !type) return field;
    const { selections, asksForType } = reduce(field.selectionSet);
    const isNameless = selections.length === 0 || (asksForType && isAbstractType(getNamedType(type)));
    return { ...field, selectionSet: setOf(isNameless ? [TYPENAME, ...selections] : selections) };
  }

  const root = reduce(operation.selectionSet).selections;
  const reduced = { ...operation, selectionSet: setOf(root.length > 0 ? root : [TYPENAME]) };
  const definitions: DefinitionNode[] = [reduced];
  for (const [name, { selections }] of fragments) {
    const fragment = ruled.fragments.get(name);
    if (fragment && selections.length > 0) definitions.push({ ...fragment, selectionSet: setOf(selections) });
  }
  return {
    document: { kind: Kind.DOCUMENT, definitions },
    operation: reduced,
    denied,
    isEmptied: root.length === 0 && operation.operation === OperationTypeNode.SUBSCRIPTION,
    lostRoots: operation.operation === OperationTypeNode.MUTATION ? findLostRoots(ruled, denied) : NONE,
    affected,
  };
}

const NONE: ReadonlySet<string> = new Set();

/** Denied fields at the root that are not nullable. */
function findLostRoots({ operation, fragments, types }: RuledOperation, denied: ReadonlySet<FieldNode>): Set<string> {
  const lost = new Set<string>();
  const visit = ({ selections }: SelectionSetNode): void => {
    for (const selection of selections) {
      if (selection.kind === Kind.FIELD) {
        if (denied.has(selection) && isNonNullType(types.get(selection)))
          lost.add(selection.alias?.value ?? selection.name.value);
      } else if (selection.kind === Kind.INLINE_FRAGMENT) visit(selection.selectionSet);
      else {
        const fragment = fragments.get(selection.name.value);
        if (fragment) visit(fragment.selectionSet);
      }
    }
  };
  visit(operation.selectionSet);
  return lost;
}

function setOf(selections: readonly SelectionNode[]): SelectionSetNode {
  return { kind: Kind.SELECTION_SET, selections };
}
