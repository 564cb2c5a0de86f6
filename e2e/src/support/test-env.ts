/**
 * The secrets of all markets of the tests. One server holds many of their databases, and roles with passwords belong to the server: so the
 * markets must agree.
 */
export const TEST_SECRETS = {
  SIGNING_KEY_SECRET: 'e2e signing key secret that is long enough for everyone',
  CART_ID_SECRET: 'e2e cart id secret that is long enough for everyone',
  ORDER_TOKEN_SECRET: 'e2e order token secret that is long enough for everyone',
  STRIPE_WEBHOOK_SECRET: 'whsec_e2e',
  DATABASE_ROLE_SECRET: 'e2e database role secret that is long enough for everyone',
} as const;

/** The environment of an all-in-one market on `databaseUrl`, without demo data. */
export function marketEnv(databaseUrl: string, dataDir: string): Record<string, string> {
  return {
    ...TEST_SECRETS,
    NODE_ENV: 'test',
    PORT: '0',
    DATA_DIR: dataDir,
    DATABASE_URL: databaseUrl,
    DATABASE_POOL_SIZE: '8',
    DEMO_DATA: 'false',
    LOG_LEVEL: 'silent',
  };
}
