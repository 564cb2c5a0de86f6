import type { Logger } from '@bazaar/runtime/log';
import type { Ephemeral } from './ephemeral.ts';
import { createInProcessEphemeral } from './in-process.ts';
import { createRedisEphemeral } from './redis.ts';

/**
 * Ephemera in Redis when `redisUrl` names one, else in this process. A Redis that is away does not stop the start: nothing here is the truth,
 * and it is used from the moment it is there.
 * @throws TypeError when `redisUrl` is no Redis URL.
 */
export function openEphemeral(options: {
  redisUrl?: string | undefined;
  keyPrefix?: string;
  log: Logger;
}): Promise<Ephemeral> {
  const { redisUrl, keyPrefix = 'bazaar:', log } = options;
  return Promise.resolve(
    redisUrl ? createRedisEphemeral({ url: redisUrl, keyPrefix, log }) : createInProcessEphemeral(),
  );
}
