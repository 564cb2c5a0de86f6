import { setTimeout as sleep } from 'node:timers/promises';

/** Looks every 25 ms until `look` finds something, and returns that. @throws after `timeoutMs`, telling what was waited for. */
export async function until<Found>(
  what: string,
  look: () => Promise<Found | null | undefined | false> | Found | null | undefined | false,
  timeoutMs = 15_000,
): Promise<Found> {
  const end = Date.now() + timeoutMs;
  for (;;) {
    const found = await look();
    if (found !== null && found !== undefined && found !== false) return found;
    if (Date.now() > end) throw new Error(`Not within ${timeoutMs} ms: ${what}`);
    await sleep(25);
  }
}
