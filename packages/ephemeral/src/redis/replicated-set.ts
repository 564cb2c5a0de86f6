import type { Logger } from '@bazaar/runtime/log';
import type { ReplicatedSet } from '../ephemeral.ts';
import { EphemeralUnavailable } from '../ephemeral-unavailable.ts';
import { createKnownMembers } from '../known-members.ts';
import { reasonOf, type RedisConnection } from './connection.ts';
import type { RedisPubSub } from './pubsub.ts';

/** A burst of additions must not overflow into a gap, which costs a full read. */
const MAX_QUEUED = 10_000;
const RETRY_MS = 1000;
/** What fails while Redis is there is logged once in this time. */
const LOG_MS = 10_000;

/** Members are scored by their end on Redis's clock, in milliseconds: the clocks of processes do not matter. */
const NOW = `local t = redis.call('TIME') local now = t[1] * 1000 + math.floor(t[2] / 1000) `;
/** KEYS: set. ARGV: member, ttl, channel. Drops what has ended, keeps the later end, forgets the whole set with its last member, and tells everyone. */
const ADD = `${NOW}
redis.call('ZREMRANGEBYSCORE', KEYS[1], '-inf', now)
redis.call('ZADD', KEYS[1], 'GT', now + ARGV[2], ARGV[1])
redis.call('PEXPIREAT', KEYS[1], redis.call('ZREVRANGE', KEYS[1], 0, 0, 'WITHSCORES')[2])
redis.call('PUBLISH', ARGV[3], ARGV[2] .. ' ' .. ARGV[1])`;
/** KEYS: set. ARGV: member. Answers 1 or 0. */
const HAS = `${NOW} return (tonumber(redis.call('ZSCORE', KEYS[1], ARGV[1]) or 0) > now) and 1 or 0`;
/** KEYS: set. Answers a list of `<milliseconds left> <member>`. */
const LIST = `${NOW}
local rows, answer = redis.call('ZRANGEBYSCORE', KEYS[1], '(' .. now, '+inf', 'WITHSCORES'), {}
for i = 1, #rows, 2 do table.insert(answer, (rows[i + 1] - now) .. ' ' .. rows[i]) end
return answer`;

/**
 * A replicated set whose common form is a sorted set in Redis. Each process keeps a copy: it subscribes to additions first and reads the sorted set
 * then, and again after every gap, so that nothing falls between. What it knows and Redis does not (an addition that failed, a Redis that was emptied) it
 * adds again whenever it reads.
 */
export function createRedisReplicatedSet(options: {
  key: string;
  topic: string;
  pubsub: RedisPubSub;
  commands: RedisConnection;
  log: Logger;
}): ReplicatedSet {
  const { key, topic, pubsub, commands, log } = options;
  const members = createKnownMembers();
  const additions = pubsub.subscribe(topic, { maxQueued: MAX_QUEUED });
  /** Additions arrive. */
  let isHearing = false;
  /** Counts how often that ended: a load begun before the last time does not make the copy complete. */
  let losses = 0;
  /** Nothing that was added is unknown here. */
  let isComplete = false;
  let ended = false;
  let retry: NodeJS.Timeout | undefined;
  let loggedAt = 0;

  async function share(member: string, ttlMs: number): Promise<void> {
    await commands.run((redis) => redis.eval(ADD, 1, key, member, Math.ceil(ttlMs), pubsub.channelOf(topic)));
  }

  /** Takes in what ADD publishes and LIST answers, `<milliseconds left> <member>`, and returns the member. */
  function learn(text: string): string {
    const space = text.indexOf(' ');
    const member = text.slice(space + 1);
    members.learn(member, Number(text.slice(0, space)));
    return member;
  }

  async function load(): Promise<void> {
    const lossesBefore = losses;
    const answer = await commands.run((redis) => redis.eval(LIST, 1, key));
    const shared = new Set<string>();
    for (const text of Array.isArray(answer) ? answer.map(String) : []) shared.add(learn(text));
    isComplete = isHearing && losses === lossesBefore;
    for (const { member, ttlMs } of members.list()) if (!shared.has(member)) await share(member, ttlMs);
  }

  function reload(): void {
    load().catch((error: unknown) => {
      report(error, 'a set could not be read from Redis');
      reloadLater();
    });
  }

  function reloadLater(): void {
    if (ended) return;
    retry ??= setTimeout(() => {
      retry = undefined;
      reload();
    }, RETRY_MS).unref();
  }

  function hear(): void {
    isHearing = true;
    reload();
  }

  function lose(): void {
    isHearing = false;
    isComplete = false;
    losses += 1;
  }

  async function follow(): Promise<void> {
    for await (const event of additions) {
      if (event.kind === 'message') {
        learn(event.message);
      } else {
        lose();
        hear();
      }
    }
    ended = true;
    clearTimeout(retry);
  }

  async function ask(member: string): Promise<boolean> {
    try {
      return (await commands.run((redis) => redis.eval(HAS, 1, key, member))) === 1;
    } catch (error) {
      report(error, 'answering from what is known');
      return members.has(member);
    }
  }

  function report(error: unknown, message: string): void {
    const isTold = error instanceof EphemeralUnavailable && error.isTold;
    if (isTold || ended || Date.now() - loggedAt < LOG_MS) return;
    loggedAt = Date.now();
    log.warn({ reason: reasonOf(error), set: topic }, message);
  }

  pubsub.onLost(lose);
  void follow();
  // When it is late it begins with a gap.
  additions.ready.then(hear, () => undefined);

  return {
    async add(member, ttlMs) {
      members.learn(member, ttlMs);
      if (!(ttlMs > 0)) return;
      await share(member, ttlMs).catch((error: unknown) => {
        reloadLater();
        throw error;
      });
    },
    has: (member) => members.has(member) || (isComplete ? false : ask(member)),
    onAdded: (listener) => members.onAdded(listener),
  };
}
