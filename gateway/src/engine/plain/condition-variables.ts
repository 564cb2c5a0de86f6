import {
  Kind,
  visit,
  type DirectiveNode,
  type DocumentNode,
  type FragmentDefinitionNode,
  type FragmentSpreadNode,
  type OperationDefinitionNode,
} from 'graphql';
import { LruMap } from '../lru-map.ts';

export interface ConditionVariable {
  readonly name: string;
  readonly defaultValue: boolean | undefined;
}

/** The variables that skip or include a part of the operation, in the order in which they come. */
export function conditionVariables({
  document,
  operation,
}: {
  readonly document: DocumentNode;
  readonly operation: OperationDefinitionNode;
}): ConditionVariable[] {
  const fragments = new Map<string, FragmentDefinitionNode>();
  for (const definition of document.definitions)
    if (definition.kind === Kind.FRAGMENT_DEFINITION) fragments.set(definition.name.value, definition);
  const names = new Set<string>();
  // Grows on the way: fragments may spread others in a long chain.
  const reached: (OperationDefinitionNode | FragmentDefinitionNode)[] = [operation];
  for (const definition of reached)
    visit(definition, {
      Directive({ name, arguments: given }: DirectiveNode) {
        if (name.value !== 'skip' && name.value !== 'include') return;
        for (const { value } of given ?? []) if (value.kind === Kind.VARIABLE) names.add(value.name.value);
      },
      FragmentSpread({ name }: FragmentSpreadNode) {
        const fragment = fragments.get(name.value);
        if (fragment && fragments.delete(name.value)) reached.push(fragment);
      },
    });
  return [...names].map((name) => {
    const definition = operation.variableDefinitions?.find(({ variable }) => variable.name.value === name);
    const value = definition?.defaultValue;
    return { name, defaultValue: value?.kind === Kind.BOOLEAN ? value.value : undefined };
  });
}

type Values = Readonly<Record<string, unknown>>;

/** Makes a thing of its own for each combination of what the variables say, when it is first asked for, and remembers those used last. */
export function perCombination<T>(
  variables: readonly ConditionVariable[],
  remembered: number,
  make: (valueOf: (variable: string) => boolean | undefined) => T,
): (values: Values) => T {
  const find = perCombinationFor<T, undefined>(variables, remembered, (valueOf) => ({ made: make(valueOf) }));
  return (values) => find(values, undefined);
}

/** What was made for a combination. */
export interface Made<T> {
  readonly made: T;
  /** The next one who asks for the combination has it made again. */
  readonly isPassing?: boolean;
}

/** The same where it matters who asks when something has to be made, and what is made may not be worth remembering. */
export function perCombinationFor<T, Asker>(
  variables: readonly ConditionVariable[],
  remembered: number,
  make: (valueOf: (variable: string) => boolean | undefined, asker: Asker) => Made<T>,
): (values: Values, asker: Asker) => T {
  if (variables.length === 0) {
    let only: Made<T> | undefined;
    return (_, asker) => {
      const entry = only ?? make(() => undefined, asker);
      if (!entry.isPassing) only = entry;
      return entry.made;
    };
  }
  const known = new LruMap<string, Made<T>>(remembered);
  return (values, asker) => {
    let key = '';
    for (const { name, defaultValue } of variables) key += (values[name] ?? defaultValue) === true ? '1' : '0';
    let entry = known.get(key);
    if (!entry) {
      const truths = new Map(variables.map(({ name }, index) => [name, key[index] === '1']));
      entry = make((name) => truths.get(name), asker);
      if (!entry.isPassing) known.set(key, entry);
    }
    return entry.made;
  };
}
