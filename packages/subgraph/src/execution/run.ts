import { CollectedErrors } from './collected-errors.ts';

/** Variables by name, as their types made them. */
export type CoercedVariables = Readonly<Record<string, unknown>>;

/** One execution of a compiled operation. */
export class Run {
  readonly rootValue: unknown;
  readonly context: unknown;
  readonly variables: CoercedVariables;
  readonly errors = new CollectedErrors();

  constructor(rootValue: unknown, context: unknown, variables: CoercedVariables) {
    this.rootValue = rootValue;
    this.context = context;
    this.variables = variables;
  }
}

/**
 * The index at each list around a value, outermost first. One synchronous stretch of execution writes into one array; whoever waits
 * keeps a copy.
 */
export type ListIndices = number[];

/** Makes a value a part of the answer, or a `Pending`. @throws what is wrong with it. */
export type Complete = (run: Run, at: ListIndices, value: unknown) => unknown;

/** Makes an object's field a part of the answer, or a `Pending`. @throws what is wrong with it. */
export type ExecuteField = (run: Run, at: ListIndices, source: unknown) => unknown;
