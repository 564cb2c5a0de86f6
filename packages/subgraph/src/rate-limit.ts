import { EphemeralUnavailable } from '@bazaar/ephemeral/ephemeral-unavailable';
import { Fault } from '@bazaar/runtime/faults';
import type { Platform } from './context.ts';

/** How often something may happen under one key, over all processes that share their ephemera. */
export interface RateLimit {
  /** Keeps its keys apart from those of other limits. */
  readonly name: string;
  readonly most: number;
  /** Begins with the first of a key's counts. */
  readonly windowMs: number;
}

/**
 * Counts one more under `key` and says whether that is still within the limit. Before the effect that it limits, so that many at once cannot slip
 * through. While it cannot be counted (Redis is away) everything is: a marketplace that stands still would be the greater harm.
 */
export async function isWithin(
  limit: RateLimit,
  key: string,
  { ephemeral, log }: Pick<Platform<unknown>, 'ephemeral' | 'log'>,
): Promise<boolean> {
  try {
    return (await ephemeral.counters.increment(`${limit.name}:${key}`, limit.windowMs)) <= limit.most;
  } catch (error) {
    if (!(error instanceof EphemeralUnavailable)) throw error;
    if (!error.isTold) log.warn({ reason: error.message, limit: limit.name }, 'a limit is not counted');
    return true;
  }
}

/**
 * Insists on {@link isWithin}.
 * @throws Fault `RATE_LIMITED`
 */
export async function requireWithin(...args: Parameters<typeof isWithin>): Promise<void> {
  if (!(await isWithin(...args))) throw tooOften();
}

/** What a caller is told who goes beyond a limit. */
export function tooOften(): Fault {
  return new Fault('RATE_LIMITED', 'That was too often. Try again later.');
}
