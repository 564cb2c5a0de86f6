import { DEFAULT_TRUSTED_PROXIES } from '@bazaar/gateway/identity/client-address';
import { networks } from '@bazaar/gateway/settings/variables';
import { CRASH_POINTS } from '@bazaar/runtime/crash-points';
import { list, logLevel, port, readConfig, urlOf } from '@bazaar/runtime/config';
import { z } from 'zod';

/** The variables of the all-in-one process. */
export const BAZAAR_VARIABLES = {
  NODE_ENV: z.enum(['development', 'test', 'production']).default('development'),
  HOST: z.string().default('127.0.0.1'),
  PORT: port.default(4000),
  /** Serves detailed health for operators, when it is set. */
  INTERNAL_PORT: port.optional(),
  /** `iss` of access tokens. */
  ACCESS_TOKEN_ISSUER: z.string().default('bazaar'),
  /** `aud` of access tokens. */
  ACCESS_TOKEN_AUDIENCE: z.string().default('bazaar'),
  /** Where the embedded Postgres, generated secrets and the Stripe emulator keep what they have. */
  DATA_DIR: z.string().default('./.data'),
  DATABASE_URL: urlOf('postgres:', 'postgresql:').optional(),
  DATABASE_POOL_SIZE: z.coerce.number().int().min(1).max(100).default(10),
  REDIS_URL: urlOf('redis:', 'rediss:').optional(),
  /** Processes that share the work of `bazaar start`: about as many as there are cores. */
  WORKERS: z.coerce.number().int().min(1).max(64).default(1),
  LOG_LEVEL: logLevel.default('warn'),
  /** Proxies that are believed when they say for whom they ask, in `x-forwarded-for`. */
  TRUSTED_PROXIES: networks.default([...DEFAULT_TRUSTED_PROXIES]),
  /** Browser origins that may read answers; by default none, outside production pages of this machine. */
  ALLOWED_ORIGINS: list.optional(),
  STRIPE_SECRET_KEY: z.string().startsWith('sk_', 'must be a Stripe secret key').optional(),
  /** Whether a first start fills the marketplace with demo data. */
  DEMO_DATA: z.stringbool().optional(),
  CRASH_AT: z.enum(CRASH_POINTS).optional(),
};

export type BazaarConfig = z.output<z.ZodObject<typeof BAZAAR_VARIABLES>>;

/**
 * The validated configuration of the all-in-one process. In production there is no embedded Postgres, no emulator and no generated secret.
 * @throws ConfigError naming each variable at fault.
 */
export function readBazaarConfig(env: Readonly<Record<string, string | undefined>>): BazaarConfig {
  const production = env['NODE_ENV'] === 'production';
  return readConfig(
    production
      ? {
          ...BAZAAR_VARIABLES,
          DATABASE_URL: BAZAAR_VARIABLES.DATABASE_URL.unwrap(),
          STRIPE_SECRET_KEY: BAZAAR_VARIABLES.STRIPE_SECRET_KEY.unwrap(),
        }
      : BAZAAR_VARIABLES,
    env,
  );
}
