import { Kind, visit, type DocumentNode } from 'graphql';
import type { CoercedVariables } from './run.ts';

/** The variables that decide over `@skip` and `@include` anywhere in `document`. */
export function conditionNames(document: DocumentNode): readonly string[] {
  const names = new Set<string>();
  visit(document, {
    Directive(node) {
      if (node.name.value !== 'skip' && node.name.value !== 'include') return;
      for (const { value } of node.arguments ?? []) if (value.kind === Kind.VARIABLE) names.add(value.name.value);
    },
  });
  return [...names];
}

/** One letter for each name: the same text means the same fields. */
export function conditionKey(names: readonly string[], variables: CoercedVariables): string {
  let key = '';
  for (const name of names) key += letterOf(Object.hasOwn(variables, name) ? variables[name] : undefined);
  return key;
}

function letterOf(value: unknown): string {
  if (value === true) return 't';
  if (value === false) return 'f';
  return value === null ? 'n' : '-';
}

/** Only what decides, so that compiled code cannot depend on another variable. */
export function pickConditions(names: readonly string[], variables: CoercedVariables): CoercedVariables {
  return Object.fromEntries(
    names.filter((name) => Object.hasOwn(variables, name)).map((name) => [name, variables[name]]),
  );
}
