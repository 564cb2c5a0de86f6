import { z } from 'zod';
import { jsonOf, list, logLevel, milliseconds, port, urlOf } from '@bazaar/runtime/config';
import { isNetwork } from '../identity/client-address.ts';
import { signingKeySchema } from '../identity/internal-tokens.ts';

/** `METHOD /path=subgraph`, or `METHOD /path=subgraph:/its/path`. */
const ROUTE = /^(GET|POST|PUT) (\/[^\s=]*)=([a-z][a-z0-9_-]*)(?::(\/\S*))?$/;

const routes = list.transform((texts, context) =>
  texts.flatMap((text) => {
    const [, method, path, subgraph, to] = ROUTE.exec(text) ?? [];
    if (method && path && subgraph) return [{ method, path, subgraph, ...(to && { to }) }];
    context.addIssue({ code: 'custom', message: `must be routes like "POST /webhooks/stripe=orders"` });
    return [];
  }),
);

/** Addresses and networks, by commas. */
export const networks = list.refine(
  (texts) => texts.every(isNetwork),
  'must be addresses, networks like 10.0.0.0/8, loopback, linklocal or uniquelocal',
);

const bytes = z.coerce.number('must be a number of bytes').int().min(1_024);
const count = z.coerce.number('must be a number').int().positive();

interface Variable {
  /** Which setting it overrides. */
  readonly setting: readonly [string, ...string[]];
  readonly read: z.ZodType;
}

/** The environment variables that override the configuration file, beside `<NAME>_URL` for each subgraph. */
export const GATEWAY_VARIABLES = {
  NODE_ENV: { setting: ['production'], read: z.string().transform((text) => text === 'production') },
  HOST: { setting: ['server', 'host'], read: z.string() },
  PORT: { setting: ['server', 'port'], read: port },
  INTERNAL_PORT: { setting: ['server', 'internalPort'], read: port },
  REQUEST_BODY_LIMIT_BYTES: { setting: ['server', 'requestBodyLimitBytes'], read: bytes },
  DRAIN_DELAY_MS: { setting: ['server', 'drainDelayMs'], read: milliseconds },
  SUPERGRAPH_PATH: { setting: ['supergraph', 'path'], read: z.string() },
  ACCESS_TOKEN_ISSUER: { setting: ['identity', 'issuer'], read: z.string() },
  ACCESS_TOKEN_AUDIENCE: { setting: ['identity', 'audience'], read: z.string() },
  INTERNAL_SIGNING_KEY: { setting: ['internalTokens', 'signingKey'], read: jsonOf(signingKeySchema) },
  REDIS_URL: { setting: ['redis', 'url'], read: urlOf('redis:', 'rediss:') },
  TRUSTED_PROXIES: { setting: ['trustedProxies'], read: networks },
  ALLOWED_ORIGINS: {
    setting: ['cors', 'origins'],
    read: list.transform((origins) => (origins.includes('*') ? '*' : origins)),
  },
  PASS_THROUGH: { setting: ['passThrough'], read: routes },
  QUERY_TIMEOUT_MS: { setting: ['timeouts', 'queryMs'], read: milliseconds },
  MUTATION_TIMEOUT_MS: { setting: ['timeouts', 'mutationMs'], read: milliseconds },
  MAX_ROOT_FIELDS: { setting: ['limits', 'rootFields'], read: count },
  DOCUMENTS_MODE: { setting: ['documents', 'mode'], read: z.enum(['off', 'log', 'safelist', 'idsOnly']) },
  DOCUMENTS_MANIFESTS: { setting: ['documents', 'manifests'], read: list },
  PARTNERS_INTERNAL_URL: { setting: ['partners', 'url'], read: urlOf('http:', 'https:') },
  PLAYGROUND_OPERATIONS: { setting: ['playground', 'operations'], read: z.string() },
  LOG_LEVEL: { setting: ['log', 'level'], read: logLevel },
} satisfies Record<string, Variable>;

/** The variable that gives a subgraph's address: `USERS_URL`. */
export function urlVariable(subgraph: string): string {
  return `${subgraph.toUpperCase().replaceAll(/[^A-Z0-9]/g, '_')}_URL`;
}
