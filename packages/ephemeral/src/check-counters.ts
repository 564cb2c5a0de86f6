import type { Ephemeral } from './ephemeral.ts';

/** In milliseconds: what is counted here means nothing. */
const FORGOTTEN_AFTER_MS = 1_000;

/** Counts once, as a question whether Redis answers. @throws EphemeralUnavailable when it does not. */
export async function checkCounters({ counters }: Pick<Ephemeral, 'counters'>): Promise<void> {
  await counters.increment('health', FORGOTTEN_AFTER_MS);
}
