import type { Client } from '../engine/request-scope.ts';

/** What a client asks for, by the names of GraphQL over HTTP. */
export interface OperationRequest {
  readonly query?: string | null | undefined;
  /** Of a registered document. */
  readonly documentId?: string | null | undefined;
  readonly operationName?: string | null | undefined;
  readonly variables?: Readonly<Record<string, unknown>> | null | undefined;
  readonly extensions?: Readonly<Record<string, unknown>> | null | undefined;
  /** Whether every request that asks for the same the same way is this object: what is found out about it is worth remembering. */
  readonly comesAgain?: boolean;
}

/** On whose behalf an operation runs. */
export interface Origin {
  readonly client: Client;
  readonly requestId: string;
  /** Of the socket that it came by: the id of the request that opened it. */
  readonly socketId?: string | undefined;
}
