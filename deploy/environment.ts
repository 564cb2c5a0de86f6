import { randomBytes } from 'node:crypto';
import { generatePrivateJwk, toPublicJwk } from '@bazaar/identity/ed25519';
import { GATEWAY_ISSUER } from '@bazaar/identity/internal-tokens';
import { provision } from '@bazaar/postgres/provision';
import { createLogger } from '@bazaar/runtime/log';
import { SUBGRAPH_NAMES } from '@bazaar/schema/subgraph-names';

export interface EnvironmentOptions {
  /** The database as its administrator reaches it; the one of docker-compose.yml with a new password when it is not given. */
  readonly adminUrl?: string | undefined;
  /** Pay at the emulator instead of Stripe: for trying out, never with real customers. */
  readonly emulator: boolean;
}

/** Variables of `docker-compose.yml` by name. Empty values are for a person to fill in. */
export type Environment = Readonly<Record<string, string>>;

/**
 * Makes all secrets of one deployment anew: passwords, signing keys and what is derived from them. The subgraphs' database URLs hold the passwords
 * that `bazaar provision` gives their roles when it runs with the same `adminUrl`.
 * @throws Error when `adminUrl` is no URL or has no password.
 */
export async function makeEnvironment(options: EnvironmentOptions): Promise<Environment> {
  const postgresPassword = secret();
  const adminUrl = new URL(options.adminUrl ?? `postgres://postgres:${postgresPassword}@postgres:5432/bazaar`);
  if (adminUrl.password === '')
    throw new Error('The database URL needs a password: those of the subgraphs derive from it.');
  // With `print` it connects to nothing.
  const { urls } = await provision({
    adminUrl: adminUrl.href,
    subgraphs: SUBGRAPH_NAMES,
    print: true,
    log: createLogger({ name: 'generate-env', level: 'silent' }),
  });
  const keys = [GATEWAY_ISSUER, ...SUBGRAPH_NAMES].map((name) => ({ name, key: generatePrivateJwk() }));
  return {
    ...(options.emulator && { BAZAAR_ENV: 'development', COMPOSE_PROFILES: 'emulator' }),
    POSTGRES_PASSWORD: postgresPassword,
    DATABASE_ADMIN_URL: adminUrl.href,
    ...Object.fromEntries(SUBGRAPH_NAMES.map((name) => [`${name.toUpperCase()}_DATABASE_URL`, urls[name] ?? ''])),
    REDIS_PASSWORD: secret(),
    ...Object.fromEntries(
      keys.map(({ name, key }) => [`${name.toUpperCase()}_INTERNAL_SIGNING_KEY`, JSON.stringify(key)]),
    ),
    INTERNAL_TRUSTED_KEYS: JSON.stringify(Object.fromEntries(keys.map(({ name, key }) => [name, toPublicJwk(key)]))),
    SIGNING_KEY_SECRET: secret(),
    CART_ID_SECRET: secret(),
    ORDER_TOKEN_SECRET: secret(),
    ...(options.emulator
      ? {
          STRIPE_SECRET_KEY: 'sk_test_emulator',
          STRIPE_PUBLISHABLE_KEY: 'pk_test_emulator',
          STRIPE_WEBHOOK_SECRET: `whsec_${secret()}`,
          STRIPE_API_BASE: 'http://stripe-emulator:12111',
        }
      : { STRIPE_SECRET_KEY: '', STRIPE_PUBLISHABLE_KEY: '', STRIPE_WEBHOOK_SECRET: '' }),
  };
}

/** The text of an env file, as docker compose and `node --env-file` read it: nothing in single quotes is interpreted. */
export function renderEnvironment(environment: Environment): string {
  const lines = Object.entries(environment).map(([name, value]) => `${name}=${value === '' ? '' : `'${value}'`}`);
  return `# Made by "npm run env:generate"; .env.example explains each line. Keep it from everyone but the deployment.\n${lines.join('\n')}\n`;
}

/** 256 bits, in characters that need no escape in a URL. */
function secret(): string {
  return randomBytes(32).toString('base64url');
}
