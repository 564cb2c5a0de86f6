export interface VariableMeasures {
  /** Entries of the longest list. */
  readonly listLength: number;
  /** Lists and objects within each other; a variable that is one is at depth 1. */
  readonly depth: number;
}

/** Measures what a client sent as variables, without the schema and without recursion. */
export function measureVariables(variables: Readonly<Record<string, unknown>>): VariableMeasures {
  let listLength = 0;
  let depth = 0;
  const waiting: { readonly values: readonly unknown[]; readonly at: number }[] = [
    { values: Object.values(variables), at: 0 },
  ];
  for (let next = waiting.pop(); next; next = waiting.pop()) {
    const { values, at } = next;
    depth = Math.max(depth, at);
    for (const value of values) {
      if (typeof value !== 'object' || value === null) continue;
      if (Array.isArray(value)) listLength = Math.max(listLength, value.length);
      waiting.push({ values: Array.isArray(value) ? value : Object.values(value), at: at + 1 });
    }
  }
  return { listLength, depth };
}
