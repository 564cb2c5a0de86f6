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
 * Counts one more under `key`, before the effect that it limits, so that many at once cannot slip through. While it cannot be counted (Redis is
 * away) nobody is refused: a marketplace that stands still would be the greater harm.
 * @throws Fault `RATE_LIMITED` when it is one too many.
 */
export async function requireWithin(
  limit: RateLimit,
  key: string,
  { ephemeral, log }: Pick<Platform<unknown>, 'ephemeral' | 'log'>,
): Promise<void> {
  let count: number;
  try {
    count = await ephemeral.counters.increment(`${limit.name}:${key}`, limit.windowMs);
  } catch (error) {
    if (!(error instanceof EphemeralUnavailable)) throw error;
    log.warn({ err: error, limit: limit.name }, 'a limit is not counted');
    return;
  }
  if (count > limit.most) throw new Fault('RATE_LIMITED', 'That was too often. Try again later.');
}
