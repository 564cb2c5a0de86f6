import { z } from 'zod';

const milliseconds = z.int('must be a whole number of milliseconds').max(86_400_000);
const httpUrl = z.url({ protocol: /^https?$/, message: 'must be a URL starting with http:// or https://' });
const pem = z.string().startsWith('-----BEGIN ', 'must be PEM text');

/** What a call is framed and understood by. */
const RESERVED_HEADERS = new Set([
  'accept',
  'connection',
  'content-length',
  'content-type',
  'expect',
  'host',
  'keep-alive',
  'te',
  'trailer',
  'transfer-encoding',
  'upgrade',
  'x-bazaar-client-address',
  'x-bazaar-timeout-ms',
  'x-request-id',
]);

/** Whether the gateway alone sets this header, whose name is in lower case: one from a file or a client would contradict the call's own. */
export function isReservedHeader(name: string): boolean {
  return RESERVED_HEADERS.has(name);
}

const staticHeaders = z.record(
  z
    .string()
    .regex(/^[!#$%&'*+.^_`|~0-9A-Za-z-]+$/, 'must be a header name')
    .refine((name) => !isReservedHeader(name.toLowerCase()), 'is set by the gateway itself'),
  z.string().regex(/^[\t\x20-\x7e]*$/, 'must be printable ASCII'),
);

/** How the gateway treats one subgraph behind HTTP. Times are milliseconds, sizes bytes. */
export const subgraphSettings = z.strictObject({
  /** The subgraph's base address, `https://products.internal:4001`. */
  url: httpUrl,
  /** Where GraphQL is below `url`. */
  graphqlPath: z.string().startsWith('/').default('/graphql'),
  /** Sent with every call, and with the handshake of a subscription's connection. The internal token wins over an `authorization` among them. */
  headers: staticHeaders.default({}),
  /**
   * What clients see of the errors in its answers: `masked`, the message only of codes that are made for clients, or `message`, every message with its
   * code. Other extensions stay here either way.
   */
  errors: z.enum(['masked', 'message']).default('masked'),
  /** How long a call may take, from being made to the end of its answer. The request's own deadline holds beside it: whichever is earlier. */
  timeoutMs: milliseconds.positive().default(15_000),
  /** How long a pass-through request (a webhook, a key set) may take. */
  passThroughTimeoutMs: milliseconds.positive().default(15_000),
  /** The largest HTTP answer, and the largest event of a subscription. What is larger is cut off, and the call fails. */
  maxResponseBytes: z
    .int()
    .min(1_024)
    .default(16 << 20),
  /** Calls on their way at the same time, each on a connection of its own. Subscriptions over SSE have their own connections beside these. */
  connections: z.int().positive().default(64),
  /** Calls that may wait for one of the connections, until their deadline. Those beyond fail at once. */
  maxQueued: z.int().nonnegative().default(1_000),
  /**
   * Sends the queries that one request has for this subgraph in the same turn of the event loop as one HTTP request with a JSON array, at most this many at a time.
   * The subgraph must answer with an array of the same length in the same order. Mutations are never among them.
   */
  batching: z
    .union([z.literal(false), z.strictObject({ maxOperations: z.int().min(2).max(1_000).default(25) })])
    .default(false),
  /**
   * Lets identical queries (text, variables, operation name) that are on their way at the same time share one call. Only within one authorization
   * context, never a mutation, and never a call older than that context's latest mutation or event: who has written, or heard of it, reads what was written.
   */
  shareInFlight: z.boolean().default(false),
  /**
   * Repeats queries, never mutations, that found no connection, lost it before the answer began, or were answered 502, 503 or 504.
   * Waits a random time up to `baseMs`, twice that before the next, and so on, never more than `maxMs` and never beyond the deadline.
   */
  retries: z
    .strictObject({
      /** How often one call is repeated; `0` turns it off. A kept connection that turns out to be dead costs no attempt. */
      attempts: z.int().nonnegative().max(10).default(2),
      baseMs: milliseconds.positive().default(50),
      maxMs: milliseconds.positive().default(500),
      /** Repetitions there may be for every hundred calls, beside a hundred at any time: an outage is not multiplied. */
      budgetPercent: z.number().min(0).max(100).default(20),
    })
    .prefault({}),
  /**
   * Spares a subgraph that is away, and those who would wait for it. After `failures` unavailable calls in a row, the first and the last no further
   * apart than `windowMs`, calls fail at once; after `openMs` one call tries again, and its outcome decides. GraphQL errors and clients that leave do not count.
   */
  breaker: z
    .union([
      z.literal(false),
      z.strictObject({
        failures: z.int().positive().default(10),
        windowMs: milliseconds.positive().default(10_000),
        openMs: milliseconds.positive().default(2_000),
      }),
    ])
    .prefault({}),
  /** How subscriptions reach the subgraph. */
  subscriptions: z
    .strictObject({
      /** `graphql-ws`: all over one WebSocket, each with its own token in `extensions`. `sse`: one HTTP request each (graphql-sse, distinct connections). */
      transport: z.enum(['graphql-ws', 'sse']).default('graphql-ws'),
      /** Where, when it is not GraphQL's own address. */
      url: z
        .url({ protocol: /^(https?|wss?)$/, message: 'must be a URL starting with http://, https://, ws:// or wss://' })
        .optional(),
    })
    .prefault({}),
  /** PEM texts: an authority to trust instead of the system's, and a certificate of the gateway's own for subgraphs that ask for one. */
  tls: z.strictObject({ ca: pem.optional(), cert: pem.optional(), key: pem.optional() }).optional(),
});

/** Settings with every default filled in. */
export type SubgraphSettings = z.output<typeof subgraphSettings>;

/** Settings as a configuration gives them: `url` alone is enough. */
export type GivenSubgraphSettings = z.input<typeof subgraphSettings>;
