import { ConfigError } from '@bazaar/runtime/config';
import type { BazaarConfig } from '../config.ts';

/**
 * Whether the marketplace may run as several workers, as WORKERS asks.
 * @throws ConfigError naming what is missing for it.
 */
export function requireFitForWorkers(config: Pick<BazaarConfig, 'WORKERS' | 'REDIS_URL' | 'DATABASE_URL'>): void {
  if (config.WORKERS === 1) return;
  const problems: string[] = [];
  if (!config.REDIS_URL)
    problems.push('REDIS_URL: is missing; with WORKERS greater than 1, live updates would be lost between workers');
  if (!config.DATABASE_URL)
    problems.push(
      'DATABASE_URL: is missing; with WORKERS greater than 1, the embedded Postgres is too small: it is made for one process',
    );
  if (problems.length > 0) throw new ConfigError(problems);
}
