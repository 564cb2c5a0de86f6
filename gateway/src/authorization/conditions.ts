import { Kind, type OperationDefinitionNode, type SelectionNode } from 'graphql';

/** A variable of `@skip` or `@include`, and what it must be for the selection to count. */
export interface Condition {
  readonly variable: string;
  readonly value: boolean;
}

/** Whether a literal `@skip(if: true)` or `@include(if: false)` leaves the selection out for everybody. */
export function isNeverIncluded({ directives = [] }: SelectionNode): boolean {
  return directives.some(({ name, arguments: given }) => {
    const value = given?.[0]?.value;
    if (value?.kind !== Kind.BOOLEAN) return false;
    return (name.value === 'skip' && value.value) || (name.value === 'include' && !value.value);
  });
}

export function conditionsOf({ directives = [] }: SelectionNode): Condition[] {
  return directives.flatMap(({ name, arguments: given }) => {
    const value = given?.[0]?.value;
    if (value?.kind !== Kind.VARIABLE || (name.value !== 'skip' && name.value !== 'include')) return [];
    return [{ variable: value.name.value, value: name.value === 'include' }];
  });
}

/** Whether all conditions hold with a client's variables. */
export function hold(
  conditions: readonly Condition[],
  { variableDefinitions }: OperationDefinitionNode,
  variables: Readonly<Record<string, unknown>>,
): boolean {
  return conditions.every(({ variable, value }) => {
    const fallback = variableDefinitions?.find(
      (definition) => definition.variable.name.value === variable,
    )?.defaultValue;
    const given = variables[variable] ?? (fallback?.kind === Kind.BOOLEAN && fallback.value);
    return (given === true) === value;
  });
}
