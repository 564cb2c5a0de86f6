import { ConfigError, flag, jsonOf, logLevel, milliseconds, port, readConfig } from '@bazaar/runtime/config';
import { z } from 'zod';
import type { GivenEndpoint } from './webhooks/fixed-endpoints.ts';

const endpoint = z.strictObject({
  url: z.url(),
  secret: z.string().min(1),
  connect: z.boolean().optional(),
  events: z.array(z.string().min(1)).optional(),
});

/** The variables of the emulator's own process. */
export const EMULATOR_VARIABLES = {
  NODE_ENV: z.string().default('development'),
  HOST: z.string().default('127.0.0.1'),
  PORT: port.default(12_111),
  /** Where browsers reach the emulator, for the links that it makes. */
  PUBLIC_URL: z.url().optional(),
  DATA_DIR: z.string().default('./.data/stripe'),
  LOG_LEVEL: logLevel.default('info'),
  /** All endpoints as a JSON list of `{url, secret, connect?, events?}`, or one or two by the variables below. */
  WEBHOOKS: jsonOf(z.array(endpoint)).optional(),
  WEBHOOK_URL: z.url().optional(),
  WEBHOOK_SECRET: z.string().optional(),
  /** Event types or patterns (`charge.*`), by commas; without it, all. Connected accounts' endpoint gets all. */
  WEBHOOK_EVENTS: z
    .string()
    .transform((list) =>
      list
        .split(',')
        .map((type) => type.trim())
        .filter((type) => type !== ''),
    )
    .optional(),
  CONNECT_WEBHOOK_URL: z.url().optional(),
  CONNECT_WEBHOOK_SECRET: z.string().optional(),
  ONBOARD_AT_ONCE: flag.default(false),
  SETTLEMENT_DELAY_MS: milliseconds.default(0),
  FEE_RATE_PPM: z.coerce.number().int().min(0).max(1_000_000).default(29_000),
  FEE_FIXED: z.coerce.number().int().min(0).default(30),
};

/** How the emulator's own process is set up. */
export interface EmulatorConfig {
  readonly production: boolean;
  readonly host: string;
  readonly port: number;
  readonly publicUrl: string | undefined;
  readonly dataDir: string;
  readonly logLevel: z.output<typeof logLevel>;
  readonly webhooks: readonly GivenEndpoint[];
  readonly onboardAtOnce: boolean;
  readonly settlementSeconds: number;
  readonly fee: { readonly ratePpm: number; readonly fixed: number };
}

/** Reads the environment. @throws ConfigError naming each variable that is missing or wrong */
export function readEmulatorConfig(env: Readonly<Record<string, string | undefined>> = process.env): EmulatorConfig {
  const values = readConfig(EMULATOR_VARIABLES, env);
  return {
    production: values.NODE_ENV === 'production',
    host: values.HOST,
    port: values.PORT,
    publicUrl: values.PUBLIC_URL?.replace(/\/$/, ''),
    dataDir: values.DATA_DIR,
    logLevel: values.LOG_LEVEL,
    webhooks: [
      ...(values.WEBHOOKS ?? []),
      ...pair('WEBHOOK', values.WEBHOOK_URL, values.WEBHOOK_SECRET, { connect: false, events: values.WEBHOOK_EVENTS }),
      ...pair('CONNECT_WEBHOOK', values.CONNECT_WEBHOOK_URL, values.CONNECT_WEBHOOK_SECRET, { connect: true }),
    ],
    onboardAtOnce: values.ONBOARD_AT_ONCE,
    settlementSeconds: Math.ceil(values.SETTLEMENT_DELAY_MS / 1_000),
    fee: { ratePpm: values.FEE_RATE_PPM, fixed: values.FEE_FIXED },
  };
}

function pair(
  name: string,
  url: string | undefined,
  secret: string | undefined,
  { connect, events }: Pick<GivenEndpoint, 'connect' | 'events'>,
): GivenEndpoint[] {
  if (url === undefined && secret === undefined) return [];
  if (url === undefined) throw new ConfigError([`${name}_URL: is missing beside ${name}_SECRET`]);
  if (secret === undefined) throw new ConfigError([`${name}_SECRET: is missing beside ${name}_URL`]);
  return [{ url, secret, connect, ...(events?.length && { events }) }];
}
