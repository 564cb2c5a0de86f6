import type { DocumentNode, GraphQLFormattedError } from 'graphql';

export interface FetchRequest {
  readonly query: string;
  /** The parsed form of `query`, when the executor has it. */
  readonly document?: DocumentNode | undefined;
  readonly operationName?: string | undefined;
  readonly variables: Record<string, unknown>;
}

export interface Answer {
  readonly data?: Record<string, unknown> | null | undefined;
  readonly errors?: readonly GraphQLFormattedError[] | undefined;
}

/** Answers one fetch of a plan. Rejects when the subgraph cannot be reached. */
export type Fetch = (request: FetchRequest) => Promise<Answer>;

export interface ClientOperation {
  readonly document: DocumentNode;
  readonly operationName?: string | undefined;
  readonly variables: Record<string, unknown>;
}

/** Whatever plans and executes operations over a supergraph. The suite beside this file says what all of them answer. */
export interface ExecutorUnderTest {
  /** Never throws for anything a subgraph answers. Errors: path and message as clients would see them before masking. */
  execute(operation: ClientOperation): Promise<Answer>;
}

export type MakeExecutor = (supergraphSdl: string, sources: Readonly<Record<string, Fetch>>) => ExecutorUnderTest;
