import { Kind, type DocumentNode, type FragmentDefinitionNode, type SelectionSetNode } from 'graphql';

/**
 * The fragments of a document, each after all that it spreads, so that what is known of a fragment is worked out once and from what is known already,
 * however often it is spread. Takes time in proportion to the document and no stack, however long the chain of fragments. In a circle of fragments,
 * which validation refuses, one comes before another that it spreads.
 */
export function fragmentsInOrder(document: DocumentNode): FragmentDefinitionNode[] {
  const fragments = new Map<string, FragmentDefinitionNode>();
  for (const definition of document.definitions)
    if (definition.kind === Kind.FRAGMENT_DEFINITION) fragments.set(definition.name.value, definition);

  const ordered: FragmentDefinitionNode[] = [];
  const entered = new Set<string>();
  /** A fragment on the way, and the names it spreads that were not looked at yet. */
  const way: { readonly fragment: FragmentDefinitionNode; readonly spreads: string[] }[] = [];

  function enter(name: string): void {
    const fragment = fragments.get(name);
    if (!fragment || entered.has(name)) return;
    entered.add(name);
    way.push({ fragment, spreads: spreadsOf(fragment.selectionSet) });
  }

  for (const name of fragments.keys()) {
    enter(name);
    for (let here = way.at(-1); here; here = way.at(-1)) {
      const next = here.spreads.pop();
      if (next !== undefined) {
        enter(next);
        continue;
      }
      ordered.push(here.fragment);
      way.pop();
    }
  }
  return ordered;
}

function spreadsOf(root: SelectionSetNode): string[] {
  const names = new Set<string>();
  const waiting = [root];
  for (let set = waiting.pop(); set; set = waiting.pop())
    for (const selection of set.selections) {
      if (selection.kind === Kind.FRAGMENT_SPREAD) names.add(selection.name.value);
      else if (selection.selectionSet) waiting.push(selection.selectionSet);
    }
  return [...names];
}
