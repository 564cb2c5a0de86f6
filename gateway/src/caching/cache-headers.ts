/** How long a client may keep an answer. */
export interface Freshness {
  /** Whether proxies may keep it for others. */
  readonly isPublic: boolean;
  readonly maxAgeS: number;
}

/**
 * `cache-control` of an answer to a GET, and what it varies with. What is not whole is kept by nobody. Without a freshness the client may keep it, and asks
 * each time whether it still holds.
 * @param forwarded names of client headers that subgraphs get to see.
 */
export function cacheHeaders(options: {
  readonly method: string | undefined;
  /** With data, and without errors. */
  readonly isWhole: boolean;
  readonly freshness: Freshness | undefined;
  readonly forwarded: readonly string[];
  /** What the response varies with already. */
  readonly vary: string | undefined;
}): { 'cache-control': string; vary?: string } {
  const { method, isWhole, freshness, forwarded, vary } = options;
  if (method !== 'GET' || !isWhole) return { 'cache-control': 'no-store' };
  const scope = freshness?.isPublic ? 'public' : 'private';
  const age = freshness && freshness.maxAgeS > 0 ? `max-age=${freshness.maxAgeS}` : 'no-cache';
  const varies = [
    ...(vary ? [vary] : []),
    'accept',
    'authorization',
    'x-api-key',
    ...forwarded.filter((name) => name !== 'authorization' && name !== 'x-api-key'),
  ];
  return { 'cache-control': `${scope}, ${age}`, vary: varies.join(', ') };
}
