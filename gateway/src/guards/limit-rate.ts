import { GraphQLError } from 'graphql';
import { z } from 'zod';
import type { Counters } from '@bazaar/ephemeral/ephemeral';
import { EphemeralUnavailable } from '@bazaar/ephemeral/ephemeral-unavailable';
import { createInProcessEphemeral } from '@bazaar/ephemeral/in-process';
import type { Client } from '../engine/request-scope.ts';
import { refuse, type Refusal } from '../pipeline/refusal.ts';
import type { Guard } from './guard.ts';
import { preparationSettings } from './limit-preparation.ts';

const count = z.int('must be a whole number').positive();
/** Operations in a window; a kind that is left out is not limited. */
const perKind = z.strictObject({ query: count.optional(), mutation: count.optional(), subscription: count.optional() });

/** How many operations a client may begin. `docs/gateway/limits.md` explains them. */
export const rateLimitSettings = z.strictObject({
  windowMs: z.int('must be a whole number of milliseconds').min(1_000).default(60_000),
  /** For each client address. */
  anonymous: perKind.default({}),
  /** For each user, over all sessions. */
  signedIn: perKind.default({}),
  /** How much work their new texts may make. */
  preparation: preparationSettings.optional(),
});

export type RateLimitSettings = z.output<typeof rateLimitSettings>;

export interface LimitRateOptions {
  readonly settings: RateLimitSettings;
  /** Shared by all processes that count together. While they cannot be reached, each counts for itself. */
  readonly counters: Counters;
  /** Epoch milliseconds. */
  readonly now?: () => number;
}

/**
 * Refuses what goes beyond a client's number of operations in the current window, fixed windows that begin at multiples of `windowMs`. A partner has
 * the quota of its key, for a minute. Clients whose address is not known are not counted: that would be one count for all of them.
 */
export function limitRate({ settings, counters, now = Date.now }: LimitRateOptions): Guard {
  const own = createInProcessEphemeral().counters;

  async function increment(key: string, ttlMs: number): Promise<number> {
    try {
      return await counters.increment(key, ttlMs);
    } catch (error) {
      if (!(error instanceof EphemeralUnavailable)) throw error;
      return own.increment(key, ttlMs);
    }
  }

  return async ({ operation }, { origin: { client } }) => {
    const counted = countedAs(client, operation.operation, settings);
    if (!counted) return undefined;
    const { key, most, windowMs } = counted;
    const at = now();
    const window = Math.floor(at / windowMs);
    const found = await increment(`operations:${key}:${window}`, windowMs);
    return found > most ? tooMany((window + 1) * windowMs - at) : undefined;
  };
}

function countedAs(client: Client, kind: 'query' | 'mutation' | 'subscription', settings: RateLimitSettings) {
  const { caller, clientAddress, partner } = client;
  if (partner) return { key: partner.id, most: partner.requestsPerMinute, windowMs: 60_000 };
  const who = caller?.sub ?? clientAddress;
  const most = settings[caller ? 'signedIn' : 'anonymous'][kind];
  return who === null || most === undefined ? undefined : { key: `${kind}:${who}`, most, windowMs: settings.windowMs };
}

function tooMany(waitMs: number): Refusal {
  const seconds = String(Math.ceil(waitMs / 1_000));
  return {
    ...refuse('RATE_LIMITED', [new GraphQLError(`Too many operations. Try again in ${seconds} s.`)]),
    http: { status: 429, headers: { 'retry-after': seconds } },
  };
}
