import { GraphQLError } from 'graphql';
import { z } from 'zod';
import { LruMap } from '../engine/lru-map.ts';
import type { Client } from '../engine/request-scope.ts';
import { refuse, type Refusal } from '../pipeline/refusal.ts';
import { classOf } from './client-class.ts';

const ms = z.int('must be a whole number of milliseconds').positive();

/** How much work a client's new texts may make: parsing, validating and planning hold up everybody. `docs/gateway/limits.md` explains them. */
export const preparationSettings = z.strictObject({
  /** Milliseconds of work that each client address is granted a minute. */
  anonymousMs: ms.optional(),
  /** The same for each user. */
  signedInMs: ms.optional(),
  /** What has not been used adds up to this. */
  burstMs: ms.default(1_000),
});

export type PreparationSettings = z.output<typeof preparationSettings>;

/** Holds clients to the work that their new texts may make. What is remembered costs nothing. */
export interface PreparationLimit {
  /** What stands against preparing one more text of this client. */
  refusal(client: Client): Refusal | undefined;
  /** Prepares, and counts the time that takes as the client's: also what goes beyond what is left. */
  count<Prepared>(client: Client, prepare: () => Prepared): Prepared;
}

/** Of one process: it is this process that is held up. Who is forgotten begins anew. */
const REMEMBERED_CLIENTS = 10_000;
const MINUTE_MS = 60_000;

interface Purse {
  leftMs: number;
  at: number;
}

export interface PreparationLimitOptions {
  readonly settings: PreparationSettings;
  /** Milliseconds of work that this process has done: preparing is never interrupted, and a busy machine is not the client's fault. */
  readonly workMs?: () => number;
  /** Milliseconds on any clock. */
  readonly now?: () => number;
}

/**
 * Grants each client its milliseconds evenly over a minute, and lets them be saved up to a burst. A partner runs what was registered; clients whose
 * address is not known are not counted, as they are not by `limitRate`.
 */
export function limitPreparation({
  settings,
  workMs = () => process.cpuUsage().user / 1_000,
  now = () => performance.now(),
}: PreparationLimitOptions): PreparationLimit {
  const { anonymousMs, signedInMs, burstMs } = settings;
  const purses = new LruMap<string, Purse>(REMEMBERED_CLIENTS);

  function grantOf(client: Client): { key: string; perMinute: number } | undefined {
    const kind = classOf(client);
    if (kind === 'partner') return undefined;
    const perMinute = kind === 'signedIn' ? signedInMs : anonymousMs;
    const key = client.caller?.sub ?? client.clientAddress;
    return key === null || perMinute === undefined ? undefined : { key: `${kind} ${key}`, perMinute };
  }

  function purseOf(key: string, perMinute: number): Purse {
    const at = now();
    let purse = purses.get(key);
    if (!purse) purses.set(key, (purse = { leftMs: burstMs, at }));
    purse.leftMs = Math.min(burstMs, purse.leftMs + ((at - purse.at) / MINUTE_MS) * perMinute);
    purse.at = at;
    return purse;
  }

  return {
    refusal(client) {
      const grant = grantOf(client);
      if (!grant) return undefined;
      const { leftMs } = purseOf(grant.key, grant.perMinute);
      return leftMs > 0 ? undefined : tooMuch(((1 - leftMs) / grant.perMinute) * MINUTE_MS);
    },
    count(client, prepare) {
      const grant = grantOf(client);
      if (!grant) return prepare();
      const before = workMs();
      try {
        return prepare();
      } finally {
        purseOf(grant.key, grant.perMinute).leftMs -= workMs() - before;
      }
    },
  };
}

function tooMuch(waitMs: number): Refusal {
  const seconds = String(Math.ceil(waitMs / 1_000));
  const message = `Too many new operations. Those that are known are answered still; for others try again in ${seconds} s.`;
  return {
    ...refuse('RATE_LIMITED', [new GraphQLError(message)], 'preparation'),
    http: { status: 429, headers: { 'retry-after': seconds } },
  };
}
