import { z } from 'zod';
import { ConfigError, jsonOf, list, logLevel, milliseconds, port, readConfig, urlOf } from '@bazaar/runtime/config';
import type { PassThrough } from './http/pass-through.ts';
import { DEFAULT_TRUSTED_PROXIES, isNetwork } from './identity/client-address.ts';
import { signingKeySchema } from './identity/internal-tokens.ts';
import type { ListedSubgraph } from './supergraph/subgraph-names.ts';

/** @apollo/gateway reports usage unless this is set before it is constructed; nothing here phones home. */
export function disableVendorTelemetry(): void {
  process.env['APOLLO_TELEMETRY_DISABLED'] = '1';
}

type Environment = Readonly<Record<string, string | undefined>>;

/** `METHOD /path=subgraph`, or `METHOD /path=subgraph:/its/path`. */
const ROUTE = /^(GET|POST|PUT) (\/[^\s=]*)=([a-z][a-z0-9_-]*)(?::(\/\S*))?$/;

const routes = list.transform((texts, context): PassThrough[] =>
  texts.flatMap((text) => {
    const [, method, path, subgraph, to] = ROUTE.exec(text) ?? [];
    if (method && path && subgraph) return [{ method, path, subgraph, ...(to && { to }) }];
    context.addIssue({ code: 'custom', message: `must be routes like "POST /webhooks/stripe=orders"` });
    return [];
  }),
);

/** Proxies that are believed when they say for whom they ask. */
export const trustedProxies = list
  .refine(
    (texts) => texts.every(isNetwork),
    'must be addresses, networks like 10.0.0.0/8, loopback, linklocal or uniquelocal',
  )
  .default([...DEFAULT_TRUSTED_PROXIES]);

const bytes = z.coerce.number('must be a number of bytes').int().min(1_024);

/** The variables of the gateway's process. */
export const GATEWAY_VARIABLES = {
  NODE_ENV: z.string().default('development'),
  HOST: z.string().default('127.0.0.1'),
  PORT: port.default(4000),
  /** Detailed health, for operators only. */
  INTERNAL_PORT: port.default(0),
  /** The composed supergraph, a file. */
  SUPERGRAPH_PATH: z.string().default('schema/supergraph.graphql'),
  ACCESS_TOKEN_ISSUER: z.string().default('bazaar'),
  ACCESS_TOKEN_AUDIENCE: z.string().default('bazaar'),
  /** The subgraph that issues access tokens and publishes their keys at `/.well-known/jwks.json`. */
  IDENTITY_SUBGRAPH: z.string().default('users'),
  /** This process's own Ed25519 key, a private JWK as JSON. Subgraphs trust its public half under the issuer `gateway`. */
  INTERNAL_SIGNING_KEY: jsonOf(signingKeySchema),
  REDIS_URL: urlOf('redis:', 'rediss:').optional(),
  LOG_LEVEL: logLevel.default('info'),
  /** Proxies that are believed when they say for whom they ask, in `x-forwarded-for`. */
  TRUSTED_PROXIES: trustedProxies,
  /** Browser origins that may read answers, separated by commas; `*` for all. */
  ALLOWED_ORIGINS: list.default([]),
  /** Paths that reach a subgraph as raw bytes. */
  PASS_THROUGH: routes.default([
    { method: 'POST', path: '/webhooks/stripe', subgraph: 'orders' },
    { method: 'POST', path: '/webhooks/stripe-connect', subgraph: 'vendors' },
    { method: 'GET', path: '/.well-known/jwks.json', subgraph: 'users' },
  ]),
  REQUEST_BODY_LIMIT_BYTES: bytes.default(1 << 20),
  QUERY_TIMEOUT_MS: milliseconds.default(10_000),
  MUTATION_TIMEOUT_MS: milliseconds.default(15_000),
  /** How long requests are still taken after readiness turned to 503. */
  DRAIN_DELAY_MS: milliseconds.default(0),
  /** Example operations for the playground: a directory of `.graphql` files, each with an optional `.json` of variables beside it. */
  PLAYGROUND_OPERATIONS: z.string().optional(),
};

export type GatewayConfig = z.output<z.ZodObject<typeof GATEWAY_VARIABLES>>;

/** @throws ConfigError naming each variable at fault. */
export function readGatewayConfig(env: Environment): GatewayConfig {
  return readConfig(GATEWAY_VARIABLES, env);
}

/**
 * Where each subgraph is: `<NAME>_URL` (`USERS_URL`), else the address in the supergraph, whose trailing `/graphql` the door adds itself.
 * @throws ConfigError naming each variable that is missing or wrong.
 */
export function readSubgraphUrls(env: Environment, subgraphs: readonly ListedSubgraph[]): ReadonlyMap<string, string> {
  const problems: string[] = [];
  const urls = new Map<string, string>();
  for (const { name, url } of subgraphs) {
    const variable = `${name.toUpperCase().replaceAll('-', '_')}_URL`;
    const given = (env[variable] || url).replace(/\/graphql\/?$/, '');
    if (URL.canParse(given) && /^https?:$/.test(new URL(given).protocol)) urls.set(name, given);
    else problems.push(`${variable}: must be a URL starting with http:// or https://`);
  }
  if (problems.length > 0) throw new ConfigError(problems);
  return urls;
}
