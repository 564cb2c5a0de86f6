import { z } from 'zod';
import { port } from '@bazaar/runtime/config';
import { contractSettings } from '../contracts/contract-settings.ts';
import { cachingSettings } from '../caching/caching-settings.ts';
import { documentSettings } from '../documents/open-documents.ts';
import { costSettings } from '../guards/cost/cost-settings.ts';
import { rateLimitSettings } from '../guards/limit-rate.ts';
import { limitSettings } from '../guards/limits/limit-settings.ts';
import { DEFAULT_TRUSTED_PROXIES, isNetwork } from '../identity/client-address.ts';
import { signingKeySchema } from '../identity/internal-tokens.ts';
import { tokenForm } from '../identity/token-form.ts';
import { subgraphSettings } from '../sources/subgraph-settings.ts';
import { liveSettings } from '../subscriptions/live-settings.ts';

const milliseconds = z.int('must be a whole number of milliseconds').nonnegative();
const bytes = z.int('must be a whole number of bytes').min(1_024);
const headerName = z
  .string()
  .regex(/^[!#$%&'*+.^_`|~0-9A-Za-z-]+$/, 'must be a header name')
  .toLowerCase();
const httpUrl = z.url({ protocol: /^https?$/, message: 'must be a URL starting with http:// or https://' });

const network = z
  .string()
  .refine(isNetwork, 'must be an address, a network like 10.0.0.0/8, loopback, linklocal or uniquelocal');

const passThrough = z.strictObject({
  method: z.enum(['GET', 'POST', 'PUT']),
  path: z.string().startsWith('/'),
  subgraph: z.string(),
  /** The path at the subgraph, when it is another. */
  to: z.string().startsWith('/').optional(),
});

/**
 * Everything that can be said about a gateway, as its configuration file says it. Times are milliseconds, sizes bytes.
 * `docs/gateway/configuration.md` explains each setting; `variables.ts` lists the environment variables that override them.
 */
export const settingsSchema = z
  .strictObject({
    supergraph: z.preprocess(
      (given) => given ?? {},
      z.strictObject({
        /** The composed supergraph, a file. */
        path: z.string(),
        /** Looks for changes of the file and swaps the supergraph without failing a request. */
        watch: z.boolean().default(true),
      }),
    ),
    server: z
      .strictObject({
        host: z.string().default('127.0.0.1'),
        /** `0` lets the system choose. */
        port: port.default(4000),
        /** Detailed health, for operators only. Without it there is no such port. */
        internalPort: port.optional(),
        requestBodyLimitBytes: bytes.default(1 << 20),
        /** How long requests are still taken after readiness turned to 503, so that load balancers notice. */
        drainDelayMs: milliseconds.default(0),
        /** How long requests in flight and sockets have to end before they are cut. */
        drainMs: milliseconds.default(20_000),
      })
      .prefault({}),
    /** No introspection, no playground, no hints about the schema. `--dev` turns it off. */
    production: z.boolean().default(true),
    /** Default: outside production. */
    introspection: z.boolean().optional(),
    playground: z
      .strictObject({
        /** A directory of `.graphql` files, each with an optional `.json` of variables beside it. */
        operations: z.string().optional(),
      })
      .prefault({}),
    /** Proxies that are believed when they say for whom they ask, in `x-forwarded-for`: addresses, networks, loopback, linklocal, uniquelocal. */
    trustedProxies: z.array(network).default([...DEFAULT_TRUSTED_PROXIES]),
    cors: z
      .strictObject({
        /** Browser origins that may read answers; `loopback` for pages of this machine, `*` for all. Default: none, outside production `loopback`. */
        origins: z.union([z.literal('*'), z.array(z.string())]).optional(),
        /** Whether those pages may send cookies: for subgraphs that read them, named in `forwardHeaders`. */
        credentials: z.boolean().default(false),
        /** Headers that those pages may send, beside those that the gateway reads and `forwardHeaders`. */
        allowHeaders: z.array(headerName).default([]),
      })
      .refine(({ origins, credentials }) => !credentials || origins !== '*', {
        path: ['credentials'],
        message: 'needs origins by name: pages of all origins (*) never get credentials',
      })
      .prefault({}),
    /** Who signs access tokens. Without it the gateway identifies nobody, and leaves `authorization` to subgraphs. */
    identity: z
      .strictObject({
        issuer: z.string(),
        audience: z.string(),
        /** Where the issuer publishes its keys: an address, or a subgraph that answers `/.well-known/jwks.json`. */
        keys: z.union([z.strictObject({ url: httpUrl }), z.strictObject({ subgraph: z.string() })]),
        tokens: tokenForm.prefault({}),
      })
      .optional(),
    /** Tokens by which subgraphs know that it is this gateway who asks, and for whom. Without it calls are not signed. */
    internalTokens: z
      .strictObject({
        issuer: z.string().default('gateway'),
        /** This process's own Ed25519 key, a private JWK. */
        signingKey: signingKeySchema,
      })
      .optional(),
    /** Headers of clients that subgraphs get to see, such as `authorization` where the gateway identifies nobody. */
    forwardHeaders: z.array(headerName).default([]),
    /** Where sign-outs are heard of, and where documents are kept that clients register. */
    redis: z.strictObject({ url: z.url({ protocol: /^rediss?$/ }) }).optional(),
    timeouts: z
      .strictObject({
        /** A query's budget, also for each event of a subscription. */
        queryMs: milliseconds.positive().default(10_000),
        mutationMs: milliseconds.positive().default(15_000),
      })
      .prefault({}),
    limits: limitSettings.prefault({}),
    /** Fields that are a try at a secret: one operation may have one of them. */
    oncePerOperation: z.array(z.string().regex(/^\w+\.\w+$/, 'must be a field like Mutation.signIn')).default([]),
    cost: costSettings.prefault({}),
    rateLimits: rateLimitSettings.optional(),
    contracts: contractSettings.default({}),
    /** Who may see what, as the schema says: docs/gateway/authorization.md. */
    authorization: z
      .strictObject({
        /** `partial`: denied fields are null, with an error; `reject`: an operation with any is refused. */
        mode: z.enum(['partial', 'reject']).default('partial'),
        policies: z
          .record(
            z.string(),
            z.strictObject({ roles: z.array(z.string()).optional(), scopes: z.array(z.string()).optional() }),
          )
          .default({}),
      })
      .prefault({}),
    /** Who knows API keys: the subgraph that answers for partners, at its internal port. Without it there are none. */
    partners: z.strictObject({ subgraph: z.string().default('users'), url: httpUrl }).optional(),
    documents: documentSettings.prefault({}),
    live: liveSettings.prefault({}),
    caching: cachingSettings.prefault({}),
    /** Paths that reach a subgraph as raw bytes: webhooks, key sets. */
    passThrough: z.array(passThrough).default([]),
    /** What holds for every subgraph, unless `subgraphs` says otherwise. */
    allSubgraphs: z.record(z.string(), z.unknown()).default({}),
    /** By name. A subgraph that is not named here is reached at the address in the supergraph. */
    subgraphs: z.record(z.string(), z.record(z.string(), z.unknown())).default({}),
    log: z
      .strictObject({ level: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'silent']).default('info') })
      .prefault({}),
  })
  .refine(({ documents, redis }) => !documents.shared || redis !== undefined, {
    path: ['documents', 'shared'],
    message: 'needs redis.url: documents are shared there',
  });

export type Settings = z.output<typeof settingsSchema>;
/** Settings as a file gives them. */
export type GivenSettings = z.input<typeof settingsSchema>;

/** Where a subgraph is: its base address, and where GraphQL is below it unless settings say so. */
export interface SubgraphPlace {
  readonly url: string;
  readonly graphqlPath?: string;
}

/** One subgraph's settings: its own over those for all, every default filled in. @throws z.ZodError */
export function settingsOfSubgraph(name: string, place: SubgraphPlace, { allSubgraphs, subgraphs }: Settings) {
  return subgraphSettings.parse({ ...place, ...allSubgraphs, ...subgraphs[name], url: place.url });
}
