import type { FetchNode } from '@apollo/query-planner';
import type { GraphQLFormattedError } from 'graphql';

/** An object as subgraphs sent it, or as it has grown from several of their answers. */
export type Data = Record<string, unknown>;

export type Awaitable<T> = T | Promise<T>;

export interface FetchAnswer {
  readonly data?: Data | null | undefined;
  /** Each with a path within the fetch: `['_entities', 2, 'name']`, `['products', 0, 'name']`. */
  readonly errors?: readonly GraphQLFormattedError[] | undefined;
  /** No text in `data` has anything that JSON escapes. */
  readonly isPlain?: boolean | undefined;
}

/** Sends one fetch of the plan. Never throws and never rejects: a subgraph that fails as a whole is an answer with errors. */
export type CallSubgraph = (fetch: FetchNode, variables: Data) => Awaitable<FetchAnswer>;

/** One execution of a compiled operation: what its steps read and what they leave. */
export class Run {
  readonly variables: Readonly<Data>;
  readonly call: CallSubgraph;
  /** Grows with every answer. Holds more than the client asked for: keys, `__typename`, inputs of `@requires`. */
  readonly data: Data = {};
  /** Their paths lead into `data`. */
  readonly errors: GraphQLFormattedError[] = [];
  /** Every answer so far was {@link FetchAnswer.isPlain}. */
  isPlain = true;

  constructor(variables: Readonly<Data>, call: CallSubgraph) {
    this.variables = variables;
    this.call = call;
  }
}

/** A part of the plan. Returns a promise only when it had to wait. */
export type Step = (run: Run) => Awaitable<void>;

export function isObject(value: unknown): value is Data {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

export function isPromise<T>(value: Awaitable<T>): value is Promise<T> {
  return value instanceof Promise;
}
