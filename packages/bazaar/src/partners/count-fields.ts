import { Kind, type DocumentNode, type SelectionSetNode } from 'graphql';

const MAX_COST = 2_147_483_647;

/** How many fields an operation selects, those of a fragment as often as it is spread: what it costs as long as nothing knows better. The document is valid. */
export function countFields(document: DocumentNode): number {
  const fragments = new Map(
    document.definitions.flatMap((node) => (node.kind === Kind.FRAGMENT_DEFINITION ? [[node.name.value, node]] : [])),
  );
  /** Once for each fragment: spreads in spreads would take forever. */
  const counted = new Map<string, number>();

  function countOf({ selections }: SelectionSetNode): number {
    let sum = 0;
    for (const selection of selections) {
      if (selection.kind === Kind.FRAGMENT_SPREAD) sum += countOfFragment(selection.name.value);
      else {
        if (selection.kind === Kind.FIELD) sum += 1;
        if (selection.selectionSet) sum += countOf(selection.selectionSet);
      }
    }
    return Math.min(sum, MAX_COST);
  }

  function countOfFragment(name: string): number {
    let count = counted.get(name);
    if (count === undefined) {
      const fragment = fragments.get(name);
      counted.set(name, (count = fragment ? countOf(fragment.selectionSet) : 0));
    }
    return count;
  }

  return document.definitions.reduce(
    (sum, node) => (node.kind === Kind.OPERATION_DEFINITION ? sum + countOf(node.selectionSet) : sum),
    0,
  );
}
