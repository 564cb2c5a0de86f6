/**
 * How the gateway reaches a subgraph: the same three requests whether the subgraph lives in this process or behind HTTP.
 *
 * Over HTTP the parts travel as
 * - `POST /graphql` with `{ query, variables, operationName }`, or with an array of those, which is answered with an array in the same order,
 *   and subscriptions over graphql-ws on the same path,
 * - `authorization: Bearer <internal token>` carrying the {@link CallerClaims} (for graphql-ws: in `extensions.token` of each subscribe),
 * - `x-request-id`, `x-bazaar-timeout-ms` (the milliseconds left; a duration, because clocks differ between machines) and, where it is known,
 *   `x-bazaar-client-address`,
 * - `traceparent`, when the request is traced.
 *
 * In-process they are passed as they are.
 */
import type { DocumentNode, GraphQLFormattedError } from 'graphql';

/** The verified caller as the gateway passes it on. `null` stands for an anonymous caller. */
export interface CallerClaims {
  /** The user's id, `usr_…`, or a partner's, `ptn_…`. */
  readonly sub: string;
  /** The session's id, `ses_…`, or that of the partner's key, `pky_…`. */
  readonly sid: string;
  readonly roles: readonly string[];
  /** Vendors this user belongs to, as far as the access token knows. */
  readonly vendors: readonly { readonly id: string; readonly role: string }[];
  /** What a partner's key may be used for, such as `catalog:read`. Absent for users: their roles say what they may. */
  readonly scopes?: readonly string[] | undefined;
}

/** What every request carries beside its payload. */
export interface RequestEnvelope {
  readonly caller: CallerClaims | null;
  /**
   * Where the client is, as far as limits count it: an IPv4 address or a /64 network. Absent or null when that is not known, or when nobody
   * outside asks.
   */
  readonly clientAddress?: string | null | undefined;
  readonly requestId: string;
  /** Epoch milliseconds on this machine's clock after which nobody waits for the answer; `Infinity` for a subscription. */
  readonly deadline: number;
  /** Aborts when the client left or the deadline passed. */
  readonly signal: AbortSignal;
}

export interface OperationRequest extends RequestEnvelope {
  readonly query: string;
  /** The parsed form of `query`, when the sender has it: spares an in-process subgraph the parsing. */
  readonly document?: DocumentNode | undefined;
  readonly variables?: Readonly<Record<string, unknown>> | undefined;
  readonly operationName?: string | undefined;
  /** Headers of the client that this gateway passes on, by lower-case name. They may say who asks: two that differ are never answered by one call. */
  readonly forwarded?: Readonly<Record<string, string>> | undefined;
}

export interface OperationResponse {
  readonly data?: Record<string, unknown> | null | undefined;
  readonly errors?: readonly GraphQLFormattedError[] | undefined;
  readonly extensions?: Record<string, unknown> | undefined;
}

/** A request that passes through the gateway untouched, such as a webhook: the owner verifies it by its own means. */
export interface RawRequest {
  readonly method: string;
  readonly path: string;
  readonly headers: Readonly<Record<string, string | readonly string[] | undefined>>;
  readonly body: Buffer;
  readonly requestId: string;
}

export interface RawResponse {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | Buffer;
}

/** One subgraph as its callers see it. */
export interface SubgraphDoor {
  /**
   * Runs a query or mutation. GraphQL errors are part of the response. A subgraph in this process that has nothing to wait for answers at once.
   * @throws Fault `SUBGRAPH_UNAVAILABLE` or `TIMEOUT` when no GraphQL response could be had.
   */
  execute(request: OperationRequest): OperationResponse | Promise<OperationResponse>;
  /**
   * Runs a subscription. The iterator's `return()` frees everything at once; a request that is refused, or breaks off, yields one
   * response with `errors` and without `data`, and ends.
   * The iterator throws a Fault `SUBGRAPH_UNAVAILABLE` when the connection is lost.
   */
  subscribe(request: OperationRequest): AsyncIterableIterator<OperationResponse>;
  /** Serves a pass-through path of this subgraph. Unknown paths answer 404. */
  serveRaw(request: RawRequest): Promise<RawResponse>;
}
