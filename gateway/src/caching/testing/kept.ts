import type { CachePolicy } from '../cache-policy.ts';
import type { ChangeFeed } from '../follow-changes.ts';
import { setTimeout as sleep } from 'node:timers/promises';

export function policyFor(maxAgeS: number, staleIfErrorS = 0): CachePolicy {
  return { maxAgeS, staleIfErrorS, scope: 'PUBLIC' };
}

/** Resolves when a feed hears changes. */
export async function untilHearing(feed: Pick<ChangeFeed, 'isHearing'>): Promise<void> {
  while (!feed.isHearing()) await sleep(1);
}
