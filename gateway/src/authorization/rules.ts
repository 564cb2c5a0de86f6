import type { Requirement } from './requirement.ts';

/** What a supergraph asks of callers, worked out once at load: whoever asks for a field looks up one thing. */
export interface AuthorizationRules {
  /**
   * What it takes to see a field of an object type or interface: by type, then by field. Holds what the field itself requires, its type, the type it
   * returns, for an interface all that implement it, and all fields that `@requires` sends along. A field that is not here is everybody's.
   */
  readonly fields: ReadonlyMap<string, ReadonlyMap<string, Requirement>>;
  /** Names of all policies that occur, sorted. */
  readonly policies: readonly string[];
}

export const NO_RULES: AuthorizationRules = { fields: new Map(), policies: [] };
