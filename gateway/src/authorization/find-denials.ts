import {
  getNamedType,
  getNullableType,
  isInterfaceType,
  isListType,
  Kind,
  type FieldNode,
  type GraphQLOutputType,
  type NamedTypeNode,
  type SelectionSetNode,
} from 'graphql';
import { conditionsOf, isNeverIncluded, type Condition } from './conditions.ts';
import type { ReducedOperation } from './reduce-operation.ts';
import type { Requirement } from './requirement.ts';
import type { RuledOperation } from './ruled-fields.ts';
import { createShownElsewhere, type Standing } from './shown-elsewhere.ts';

/** A place of the answer that is null because a rule says so. */
export interface Denial {
  /** Response keys; `@` stands for every element of a list, as in the Apollo Router. */
  readonly path: readonly string[];
  /** Without them it was not asked for. */
  readonly conditions: readonly Condition[];
  /** What it takes to see it. */
  readonly required: Requirement;
}

export interface Denials {
  readonly listed: readonly Denial[];
  /** There are more than those that are listed. */
  readonly areMore: boolean;
}

/** An operation can name one denied field at millions of places, by way of fragments: the first so many are told. */
const MAX_DENIALS = 100;

/** Finds the places, in the order of the document. Walks only towards denied fields: it costs no more than what it finds. Places that no object leaves null are none. */
export function findDenials(ruled: RuledOperation, { denied, affected }: ReducedOperation): Denials {
  const listed = new Map<string, Denial>();
  let steps = 0;
  let areMore = false;

  const isShownElsewhere = createShownElsewhere(ruled, denied);

  function walk(
    set: SelectionSetNode,
    path: readonly string[],
    conditions: readonly Condition[],
    standing: Standing,
  ): void {
    if (!affected.has(set)) return;
    for (const selection of set.selections) {
      if (areMore) return;
      if (isNeverIncluded(selection)) continue;
      const here = [...conditions, ...conditionsOf(selection)];
      switch (selection.kind) {
        case Kind.FIELD:
          if (denied.has(selection)) tell(selection, path, here, standing);
          else if (selection.selectionSet) {
            const type = ruled.types.get(selection);
            const inside = { set: selection.selectionSet, types: type ? [getNamedType(type).name] : [] };
            walk(selection.selectionSet, [...path, keyOf(selection), ...elementsOf(type)], here, inside);
          }
          break;
        case Kind.INLINE_FRAGMENT:
          walk(selection.selectionSet, path, here, within(standing, selection.typeCondition));
          break;
        case Kind.FRAGMENT_SPREAD: {
          const fragment = ruled.fragments.get(selection.name.value);
          if (fragment) walk(fragment.selectionSet, path, here, within(standing, fragment.typeCondition));
        }
      }
    }
  }

  function tell(
    field: FieldNode,
    parent: readonly string[],
    conditions: readonly Condition[],
    standing: Standing,
  ): void {
    // Repetitions count too, and what need not be told: they are work.
    if ((steps += 1) > MAX_DENIALS) {
      areMore = true;
      return;
    }
    const key = keyOf(field);
    const isOfInterface = isInterfaceType(ruled.schema.getType(standing.types.at(-1) ?? ''));
    if (isOfInterface && !field.selectionSet && isShownElsewhere(key, standing)) return;
    const path = [...parent, key];
    const rule = ruled.ruled.get(field);
    const required = rule === undefined ? undefined : ruled.requirements[rule];
    if (!required) throw new Error(`${path.join('.')} is denied, and nothing is required for it.`);
    listed.set(JSON.stringify([path, conditions, rule]), { path, conditions, required });
  }

  const { selectionSet, operation } = ruled.operation;
  const root = ruled.schema.getRootType(operation);
  walk(selectionSet, [], [], { set: selectionSet, types: root ? [root.name] : [] });
  return { listed: [...listed.values()], areMore };
}

function within(standing: Standing, condition: NamedTypeNode | undefined): Standing {
  return condition ? { ...standing, types: [...standing.types, condition.name.value] } : standing;
}

function keyOf({ alias, name }: FieldNode): string {
  return (alias ?? name).value;
}

/** `@` for each list around the objects. */
function elementsOf(type: GraphQLOutputType | undefined): string[] {
  const nullable = type && getNullableType(type);
  return isListType(nullable) ? ['@', ...elementsOf(nullable.ofType)] : [];
}
