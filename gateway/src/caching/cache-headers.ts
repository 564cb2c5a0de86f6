/** How long a client may keep an answer. */
export interface Freshness {
  /** Whether proxies may keep it for others. */
  readonly isPublic: boolean;
  readonly maxAgeS: number;
}

/**
 * What answers to GETs vary with, beside what they vary with already.
 * @param forwarded names of client headers that subgraphs get to see.
 */
export function variesWith(forwarded: readonly string[]): string {
  const always = ['accept', 'authorization', 'x-api-key'];
  return [...always, ...forwarded.filter((name) => !always.includes(name))].join(', ');
}

/**
 * `cache-control` of an answer to a GET, and what it varies with. What is not whole is kept by nobody. Without a freshness the client may keep it, and asks
 * each time whether it still holds.
 */
export function cacheHeaders(options: {
  readonly method: string | undefined;
  /** With data, and without errors. */
  readonly isWhole: boolean;
  readonly freshness: Freshness | undefined;
  /** By {@link variesWith}. */
  readonly varies: string;
  /** What the response varies with already. */
  readonly vary: string | undefined;
}): { 'cache-control': string; vary?: string } {
  const { method, isWhole, freshness, varies, vary } = options;
  if (method !== 'GET' || !isWhole) return { 'cache-control': 'no-store' };
  const scope = freshness?.isPublic ? 'public' : 'private';
  const age = freshness && freshness.maxAgeS > 0 ? `max-age=${freshness.maxAgeS}` : 'no-cache';
  return { 'cache-control': `${scope}, ${age}`, vary: vary ? `${vary}, ${varies}` : varies };
}
