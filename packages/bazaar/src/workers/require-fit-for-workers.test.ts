import { ConfigError } from '@bazaar/runtime/config';
import { expect, it } from 'vitest';
import { readBazaarConfig } from '../config.ts';
import { requireFitForWorkers } from './require-fit-for-workers.ts';

const DATABASE_URL = 'postgres://db.example/bazaar';
const REDIS_URL = 'redis://redis.example';

it.each([
  [{}],
  [{ WORKERS: '1' }],
  [{ WORKERS: '1', DATABASE_URL, REDIS_URL }],
  [{ WORKERS: '4', DATABASE_URL, REDIS_URL }],
])('%o is fit', (env) => {
  expect(() => requireFitForWorkers(readBazaarConfig(env))).not.toThrow();
});

it.each([
  [{ WORKERS: '2' }, ['REDIS_URL', 'DATABASE_URL']],
  [{ WORKERS: '2', DATABASE_URL }, ['REDIS_URL']],
  [{ WORKERS: '2', REDIS_URL }, ['DATABASE_URL']],
])('%o lacks %o', (env, missing) => {
  let message = '';
  try {
    requireFitForWorkers(readBazaarConfig(env));
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    ({ message } = error);
  }
  expect([...message.matchAll(/^ {2}- ([A-Z_]+): is missing; with WORKERS/gm)].map(([, name]) => name)).toEqual(
    missing,
  );
});

it.each(['0', '-1', '1.5', 'many', '65'])('WORKERS=%s is refused by its name', (WORKERS) => {
  expect(() => readBazaarConfig({ WORKERS })).toThrow(/- WORKERS: /);
});
