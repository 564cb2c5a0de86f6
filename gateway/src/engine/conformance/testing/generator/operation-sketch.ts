/**
 * Operations as the generator makes them, before they become documents: every part may shrink alone, and what is left is still an operation.
 * `drawOperation` gives a sketch its response keys, variables and named fragments.
 */
export interface OperationSketch {
  readonly selections: readonly SelectionSketch[];
  /** The values of the variables that conditions share. */
  readonly switches: readonly boolean[];
}

export type SelectionSketch = FieldSketch | FragmentSketch;

export interface FieldSketch {
  readonly kind: 'field';
  readonly name: string;
  /** A wish: another response key is taken when this one would not merge. */
  readonly alias: string | null;
  readonly args: readonly ArgumentSketch[];
  readonly condition: ConditionSketch | null;
  /** Empty for leaves. */
  readonly selections: readonly SelectionSketch[];
}

export interface FragmentSketch {
  readonly kind: 'fragment';
  /** Null for an inline fragment without a type. */
  readonly on: string | null;
  readonly isNamed: boolean;
  readonly condition: ConditionSketch | null;
  readonly selections: readonly SelectionSketch[];
}

export interface ArgumentSketch {
  readonly name: string;
  /** As JSON. */
  readonly value: unknown;
  /** In the document, by a variable, by a variable's default, or by a variable that overrides its default. */
  readonly by: 'literal' | 'variable' | 'default' | 'override';
}

export interface ConditionSketch {
  readonly directive: 'skip' | 'include';
  /** A constant, or one of the operation's switches. */
  readonly when: boolean | number;
}
