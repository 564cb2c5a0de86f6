import {
  getNullableType,
  isListType,
  Kind,
  type FieldNode,
  type GraphQLOutputType,
  type SelectionSetNode,
} from 'graphql';
import { conditionsOf, isNeverIncluded, type Condition } from './conditions.ts';
import type { ReducedOperation } from './reduce-operation.ts';
import type { Requirement } from './requirement.ts';
import type { RuledOperation } from './ruled-fields.ts';

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

/** Finds the places, in the order of the document. Walks only towards denied fields: it costs no more than what it finds. */
export function findDenials(ruled: RuledOperation, { denied, affected }: ReducedOperation): Denials {
  const listed = new Map<string, Denial>();
  let steps = 0;
  let areMore = false;

  function walk(set: SelectionSetNode, path: readonly string[], conditions: readonly Condition[]): void {
    if (!affected.has(set)) return;
    for (const selection of set.selections) {
      if (areMore) return;
      if (isNeverIncluded(selection)) continue;
      const here = [...conditions, ...conditionsOf(selection)];
      switch (selection.kind) {
        case Kind.FIELD:
          if (denied.has(selection)) tell([...path, keyOf(selection)], here, ruled.ruled.get(selection));
          else if (selection.selectionSet)
            walk(selection.selectionSet, [...path, keyOf(selection), ...elementsOf(ruled.types.get(selection))], here);
          break;
        case Kind.INLINE_FRAGMENT:
          walk(selection.selectionSet, path, here);
          break;
        case Kind.FRAGMENT_SPREAD: {
          const fragment = ruled.fragments.get(selection.name.value);
          if (fragment) walk(fragment.selectionSet, path, here);
        }
      }
    }
  }

  function tell(path: readonly string[], conditions: readonly Condition[], rule: number | undefined): void {
    const required = rule === undefined ? undefined : ruled.requirements[rule];
    if (!required) throw new Error(`${path.join('.')} is denied, and nothing is required for it.`);
    // Repetitions count too: they are work.
    if ((steps += 1) > MAX_DENIALS) areMore = true;
    else listed.set(JSON.stringify([path, conditions, rule]), { path, conditions, required });
  }

  walk(ruled.operation.selectionSet, [], []);
  return { listed: [...listed.values()], areMore };
}

function keyOf({ alias, name }: FieldNode): string {
  return (alias ?? name).value;
}

/** `@` for each list around the objects. */
function elementsOf(type: GraphQLOutputType | undefined): string[] {
  const nullable = type && getNullableType(type);
  return isListType(nullable) ? ['@', ...elementsOf(nullable.ofType)] : [];
}
