import type { Logger } from '@bazaar/runtime/log';
import { EphemeralUnavailable } from '../ephemeral-unavailable.ts';
import type { PubSub } from '../ephemeral.ts';
import { createFeed, type Feed } from '../feed.ts';
import type { Absence } from './absence.ts';
import { connectRedis, reasonOf, type RedisConnection } from './connection.ts';

/** How long a new subscription waits before it says that it is late. */
const READY_MS = 2000;
/** How many channels one SUBSCRIBE names. */
const BATCH = 1000;

interface Topic {
  readonly name: string;
  readonly feeds: Set<Feed>;
  /** Redis has confirmed it on the connection of now. */
  confirmed: boolean;
}

export interface RedisPubSub extends PubSub {
  /** The name of a topic in Redis. */
  channelOf(topic: string): string;
  stop(): Promise<void>;
}

/**
 * Publish/subscribe over Redis. One connection listens for the whole process and subscribes each topic once, however many read it.
 * When that connection comes back it subscribes again and hands everyone a gap. Publishing goes through `commands`.
 */
export function createRedisPubSub(options: {
  url: string;
  channelPrefix: string;
  connectionName: string;
  commands: RedisConnection;
  absence: Absence;
  log: Logger;
}): RedisPubSub {
  const { url, channelPrefix, commands, absence, log } = options;
  const listening = connectRedis({ url, name: options.connectionName, absence, log });
  const { client } = listening;
  const topics = new Map<string, Topic>();
  /** Feeds that were never connected: they are owed `ready`, not a gap. */
  const opening = new Map<Feed, NodeJS.Timeout>();
  let isListening = false;
  let stopped = false;

  const channelOf = (topic: string): string => channelPrefix + topic;

  client.on('message', (channel: string, message: string) => {
    const item = Object.freeze({ kind: 'message', message });
    for (const feed of topics.get(channel.slice(channelPrefix.length))?.feeds ?? []) feed.push(item);
  });

  client.on('ready', () => {
    isListening = true;
    const all = [...topics.values()];
    for (let from = 0; from < all.length; from += BATCH) subscribeToAll(all.slice(from, from + BATCH));
  });
  client.on('close', () => {
    isListening = false;
    for (const topic of topics.values()) topic.confirmed = false;
  });

  function subscribeToAll(batch: readonly Topic[]): void {
    client.subscribe(...batch.map(({ name }) => channelOf(name))).then(
      () => {
        for (const topic of batch) {
          topic.confirmed = true;
          for (const feed of topic.feeds) connect(feed);
        }
      },
      (error: unknown) => {
        if (stopped) return;
        log.warn({ reason: reasonOf(error) }, 'a subscription to Redis failed');
        listening.reconnect();
      },
    );
  }

  /** The feed receives everything from now on. */
  function connect(feed: Feed): void {
    if (opening.has(feed)) {
      stopOpening(feed);
      feed.open();
    } else {
      feed.push({ kind: 'gap' });
    }
  }

  /** It stays subscribed: when Redis is back it begins with a gap. */
  function giveUp(feed: Feed): void {
    opening.delete(feed);
    feed.fail(new EphemeralUnavailable('Redis is away'));
  }

  function stopOpening(feed: Feed): void {
    clearTimeout(opening.get(feed));
    opening.delete(feed);
  }

  function leave(topic: Topic, feed: Feed): void {
    stopOpening(feed);
    topic.feeds.delete(feed);
    if (topic.feeds.size > 0) return;
    topics.delete(topic.name);
    // It need not succeed: messages of a topic that nobody reads are dropped, and a new connection does not know it.
    if (isListening) client.unsubscribe(channelOf(topic.name)).catch(() => undefined);
  }

  function findTopic(name: string): Topic {
    const known = topics.get(name);
    if (known) return known;
    const topic: Topic = { name, feeds: new Set(), confirmed: false };
    topics.set(name, topic);
    if (isListening) subscribeToAll([topic]);
    return topic;
  }

  return {
    async publish(topic, message) {
      await commands.run((redis) => redis.publish(channelOf(topic), message));
    },
    subscribe(name, { maxQueued } = {}) {
      const topic = findTopic(name);
      const feed = createFeed({ maxQueued, onEnd: () => leave(topic, feed) });
      topic.feeds.add(feed);
      if (stopped) feed.end();
      else if (topic.confirmed) feed.open();
      else opening.set(feed, setTimeout(giveUp, READY_MS, feed));
      return feed.subscription;
    },
    channelOf,
    onLost: (work) => void client.on('close', work),
    async stop() {
      stopped = true;
      isListening = false;
      for (const { feeds } of topics.values()) for (const feed of feeds) feed.end();
      await listening.stop();
    },
  };
}
