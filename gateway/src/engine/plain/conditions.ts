import { Kind, type DirectiveNode } from 'graphql';

/** The value of a variable that skips or includes something; undefined while it is not decided. */
export type Decide = (variable: string) => boolean | undefined;

/** @returns undefined for a directive that is no condition, and for a condition that is not decided. */
export function decided({ name, arguments: given }: DirectiveNode, decide: Decide): 'kept' | 'left out' | undefined {
  if (name.value !== 'skip' && name.value !== 'include') return undefined;
  const value = given?.[0]?.value;
  const truth =
    value?.kind === Kind.VARIABLE ? decide(value.name.value) : value?.kind === Kind.BOOLEAN ? value.value : undefined;
  if (truth === undefined) return undefined;
  return truth === (name.value === 'include') ? 'kept' : 'left out';
}
