import type { Logger } from '@bazaar/runtime/log';
import { EphemeralUnavailable } from './ephemeral-unavailable.ts';
import type { Cache, Counters, Ephemeral, ReplicatedSet } from './ephemeral.ts';
import { createAbsence } from './redis/absence.ts';
import { connectRedis, reasonOf, type RedisConnection } from './redis/connection.ts';
import { createRedisPubSub } from './redis/pubsub.ts';
import { createRedisReplicatedSet } from './redis/replicated-set.ts';

/** A cache that fails while Redis is there is logged once in this time. */
const LOG_MS = 10_000;

/** KEYS: counter. ARGV: ttl. In a script, so that no counter is left without an end. */
const INCREMENT = `local count = redis.call('INCR', KEYS[1])
if count == 1 then redis.call('PEXPIRE', KEYS[1], ARGV[1]) end
return count`;

/**
 * Ephemera for several processes, in Redis (6.2 or newer): one connection for commands, one that listens. Everything it writes begins with `keyPrefix`.
 * It is usable at once, also while Redis is away: it connects, and connects again, by itself.
 * @throws TypeError when `url` is not of the form `redis://…` or `rediss://…`.
 */
export function createRedisEphemeral(options: { url: string; keyPrefix: string; log: Logger }): Ephemeral {
  const { url, keyPrefix, log } = options;
  if (!/^rediss?:\/\//.test(url)) throw new TypeError('a Redis URL begins with redis:// or rediss://');
  const absence = createAbsence(log);
  const commands = connectRedis({ url, name: `${keyPrefix}commands`, absence, log });
  const pubsub = createRedisPubSub({
    url,
    channelPrefix: `${keyPrefix}topic:`,
    connectionName: `${keyPrefix}listening`,
    commands,
    absence,
    log,
  });
  const sets = new Map<string, ReplicatedSet>();
  return {
    pubsub,
    cache: createCache(commands, `${keyPrefix}cache:`, log),
    published: { find: (key) => commands.run((redis) => redis.get(keyPrefix + key)) },
    counters: createCounters(commands, `${keyPrefix}count:`),
    replicatedSet(name) {
      const known = sets.get(name);
      if (known) return known;
      const set = createRedisReplicatedSet({
        key: `${keyPrefix}set:${name}`,
        topic: `set:${name}`,
        pubsub,
        commands,
        log,
      });
      sets.set(name, set);
      return set;
    },
    async stop() {
      await Promise.all([pubsub.stop(), commands.stop()]);
    },
  };
}

function createCache(commands: RedisConnection, prefix: string, log: Logger): Cache {
  let loggedAt = 0;
  function report(error: unknown): null {
    const isTold = error instanceof EphemeralUnavailable && error.isTold;
    if (!isTold && Date.now() - loggedAt > LOG_MS) {
      loggedAt = Date.now();
      log.warn({ reason: reasonOf(error) }, 'going on without the cache');
    }
    return null;
  }
  return {
    get: (key) => commands.run((redis) => redis.get(prefix + key)).catch(report),
    async set(key, value, ttlMs) {
      const ms = Math.ceil(ttlMs);
      const write = commands.run(async (redis) => {
        if (ms > 0) await redis.set(prefix + key, value, 'PX', ms);
        else await redis.del(prefix + key);
      });
      await write.catch(report);
    },
    async delete(key) {
      await commands.run((redis) => redis.del(prefix + key));
    },
  };
}

function createCounters(commands: RedisConnection, prefix: string): Counters {
  return {
    async increment(key, ttlMs) {
      return Number(await commands.run((redis) => redis.eval(INCREMENT, 1, prefix + key, Math.ceil(ttlMs))));
    },
  };
}
