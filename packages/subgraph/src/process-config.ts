import { privateJwk, publicJwk } from '@bazaar/identity/ed25519';
import { CRASH_POINTS } from '@bazaar/runtime/crash-points';
import { ConfigError, jsonOf, logLevel, port, readConfig, urlOf } from '@bazaar/runtime/config';
import { SUBGRAPH_NAMES, type SubgraphName } from '@bazaar/schema/subgraph-names';
import { z } from 'zod';

/** The variables of every subgraph's process, beside its own. */
export const PROCESS_VARIABLES = {
  HOST: z.string().default('127.0.0.1'),
  PORT: port,
  INTERNAL_PORT: port,
  DATABASE_URL: urlOf('postgres:', 'postgresql:'),
  DATABASE_POOL_SIZE: z.coerce.number().int().min(1).max(200).default(10),
  REDIS_URL: urlOf('redis:', 'rediss:').optional(),
  LOG_LEVEL: logLevel.default('info'),
  /** This process's own Ed25519 key, a private JWK as JSON. */
  INTERNAL_SIGNING_KEY: jsonOf(privateJwk),
  /** Public JWKs by issuer: the gateway and the other subgraphs. A list of them while one key replaces another. */
  INTERNAL_TRUSTED_KEYS: jsonOf(z.record(z.string(), z.union([publicJwk, z.array(publicJwk).min(1)]))),
  /** Internal URLs of the other subgraphs. */
  USERS_INTERNAL_URL: urlOf('http:', 'https:').optional(),
  VENDORS_INTERNAL_URL: urlOf('http:', 'https:').optional(),
  CATALOG_INTERNAL_URL: urlOf('http:', 'https:').optional(),
  CART_INTERNAL_URL: urlOf('http:', 'https:').optional(),
  ORDERS_INTERNAL_URL: urlOf('http:', 'https:').optional(),
  /** For tests: where this process kills itself. */
  CRASH_AT: z.enum(CRASH_POINTS).optional(),
};

export type ProcessConfig = z.output<z.ZodObject<typeof PROCESS_VARIABLES>> & {
  readonly neighbourUrls: Readonly<Record<SubgraphName, string>>;
};

/**
 * The validated configuration of `name`'s process.
 * @throws ConfigError naming each variable at fault.
 */
export function readProcessConfig(
  name: SubgraphName,
  env: Readonly<Record<string, string | undefined>>,
): ProcessConfig {
  const config = readConfig(PROCESS_VARIABLES, env);
  const urls = SUBGRAPH_NAMES.map((other) => [
    other,
    config[`${other.toUpperCase() as Uppercase<SubgraphName>}_INTERNAL_URL`],
  ]);
  const missing = urls.filter(([other, url]) => other !== name && url === undefined);
  if (missing.length > 0)
    throw new ConfigError(missing.map(([other]) => `${other?.toUpperCase()}_INTERNAL_URL: is missing`));
  // Complete but for this subgraph itself, which never asks itself.
  return { ...config, neighbourUrls: Object.fromEntries(urls) as Record<SubgraphName, string> };
}
