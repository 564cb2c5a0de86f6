import { GraphQLError } from 'graphql';
import { z } from 'zod';
import type { Counters } from '@bazaar/ephemeral/ephemeral';
import { EphemeralUnavailable } from '@bazaar/ephemeral/ephemeral-unavailable';
import { createInProcessEphemeral } from '@bazaar/ephemeral/in-process';
import { LruMap } from '../engine/lru-map.ts';
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
  /** How often in a window a client address may fail to tell who it is, before its tokens and keys are not looked at any more. */
  failedIdentifications: count.optional(),
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

/** How many operations clients begin, and how often they ask for what is refused before it is known to be one. */
export interface RateLimit {
  /** Counts an operation. */
  readonly guard: Guard;
  /** Counts a request that is refused without {@link guard} having seen it: a partner's as an operation, another client's up to its number of queries. */
  countRefused(client: Client): Promise<void>;
  /** Whether the client has been refused so often that nothing more is looked up for it in this window. Costs next to nothing. */
  refusal(client: Client): Refusal | undefined;
  /** Counts a token or a key from this address that was not believed. */
  countDisbelieved(clientAddress: string | null): Promise<void>;
  /** Whether no token or key from this address is looked at in this window. Costs next to nothing. */
  isDisbelieved(clientAddress: string | null): boolean;
}

/** Clients that are known to have used up their refusals, in this process. */
const MAX_SPENT = 10_000;

/**
 * Refuses what goes beyond a client's number of operations in the current window, fixed windows that begin at multiples of `windowMs`. A partner has
 * the quota of its key, for a minute. Clients whose address is not known are not counted: that would be one count for all of them.
 * @param uncounted hears of operations of such clients, where strangers are limited.
 */
export function limitRate({ settings, counters, now = Date.now }: LimitRateOptions, uncounted?: () => void): RateLimit {
  const { anonymous, failedIdentifications, preparation } = settings;
  const limitsStrangers =
    Object.keys(anonymous).length > 0 || failedIdentifications !== undefined || preparation?.anonymousMs !== undefined;
  const own = createInProcessEphemeral().counters;
  /** Epoch milliseconds at which their windows end. */
  const spent = new LruMap<string, number>(MAX_SPENT);
  let lastSpentUntil = 0;

  /** When the window ends, for what goes beyond it. */
  async function count({ key, most, windowMs }: Counted): Promise<number | undefined> {
    const window = Math.floor(now() / windowMs);
    const counter = `operations:${key}:${window}`;
    let found: number;
    try {
      found = await counters.increment(counter, windowMs);
    } catch (error) {
      if (!(error instanceof EphemeralUnavailable)) throw error;
      found = await own.increment(counter, windowMs);
    }
    return found > most ? (window + 1) * windowMs : undefined;
  }

  function spend({ key }: Counted, until: number): void {
    spent.set(key, until);
    lastSpentUntil = Math.max(lastSpentUntil, until);
  }

  async function countOrSpend(counted: Counted | undefined): Promise<void> {
    if (!counted) return;
    const until = await count(counted);
    if (until !== undefined) spend(counted, until);
  }

  /** How long what is counted stays used up, in milliseconds; undefined when it is not. */
  function spentFor(counted: () => Counted | undefined): number | undefined {
    const at = now();
    if (at >= lastSpentUntil) return undefined;
    const key = counted()?.key;
    const until = key === undefined ? undefined : spent.get(key);
    return until !== undefined && at < until ? until - at : undefined;
  }

  return {
    async guard({ operation }, { origin: { client } }) {
      const counted = countedAs(client, operation.operation, settings);
      if (!counted) {
        if (limitsStrangers && client.caller === null && client.clientAddress === null) uncounted?.();
        return undefined;
      }
      const until = await count(counted);
      if (until === undefined) return undefined;
      // A partner has one count for all that it asks for.
      if (client.partner) spend(counted, until);
      return tooMany(until - now());
    },

    countRefused: (client) => countOrSpend(countedAs(client, 'refused', settings)),

    refusal(client) {
      const leftMs = spentFor(() => countedAs(client, 'refused', settings));
      return leftMs === undefined ? undefined : tooMany(leftMs);
    },

    countDisbelieved: (clientAddress) => countOrSpend(disbelieved(clientAddress, settings)),
    isDisbelieved: (clientAddress) => spentFor(() => disbelieved(clientAddress, settings)) !== undefined,
  };
}

interface Counted {
  readonly key: string;
  readonly most: number;
  readonly windowMs: number;
}

/** What is refused may have been meant as any kind: it has a count of its own, as high as that of queries. */
function countedAs(
  client: Client,
  kind: 'query' | 'mutation' | 'subscription' | 'refused',
  settings: RateLimitSettings,
): Counted | undefined {
  const { caller, clientAddress, partner } = client;
  if (partner) return { key: partner.id, most: partner.requestsPerMinute, windowMs: 60_000 };
  const who = caller?.sub ?? clientAddress;
  const most = settings[caller ? 'signedIn' : 'anonymous'][kind === 'refused' ? 'query' : kind];
  return who === null || most === undefined ? undefined : { key: `${kind}:${who}`, most, windowMs: settings.windowMs };
}

function disbelieved(
  clientAddress: string | null,
  { failedIdentifications: most, windowMs }: RateLimitSettings,
): Counted | undefined {
  return clientAddress === null || most === undefined
    ? undefined
    : { key: `disbelieved:${clientAddress}`, most, windowMs };
}

function tooMany(waitMs: number): Refusal {
  const seconds = String(Math.max(1, Math.ceil(waitMs / 1_000)));
  return {
    ...refuse('RATE_LIMITED', [new GraphQLError(`Too many operations. Try again in ${seconds} s.`)]),
    http: { status: 429, headers: { 'retry-after': seconds } },
  };
}
