const DAY_MS = 24 * 3_600_000;

/** The first of the last `days` days, today included, as `YYYY-MM-DD` in UTC. */
export function firstDayOf(days: number, now: Date): string {
  return new Date(now.getTime() - (days - 1) * DAY_MS).toISOString().slice(0, 10);
}
