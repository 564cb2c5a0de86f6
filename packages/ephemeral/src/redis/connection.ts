import type { Logger } from '@bazaar/runtime/log';
import { Redis } from 'ioredis';
import { createDeferred, type Deferred } from '../deferred.ts';
import { EphemeralUnavailable } from '../ephemeral-unavailable.ts';
import type { Absence } from './absence.ts';

/** How long a command may take, and how long one waits for a connection that was just lost. */
const PATIENCE_MS = 1000;
const CONNECT_TIMEOUT_MS = 2000;
const MAX_RECONNECT_DELAY_MS = 1000;
/** A connection whose other end vanished without a word is noticed after at most this and the patience. */
const HEARTBEAT_MS = 5000;

/** One connection that comes back by itself. */
export interface RedisConnection {
  readonly client: Redis;
  /**
   * Runs a command: it ends within two seconds at worst, and at once when Redis has been away for longer than one. Nothing queues up.
   * @throws EphemeralUnavailable
   */
  run<T>(command: (client: Redis) => Promise<T>): Promise<T>;
  /** Gives up the connection of now, if there is one, for a new one. */
  reconnect(): void;
  stop(): Promise<void>;
}

/**
 * Connects to `url` (`redis://` or `rediss://`), and again whenever the connection is lost; `absence` hears of that, and each return is logged.
 * `name` is how it shows in Redis's CLIENT LIST.
 */
export function connectRedis(options: {
  url: string;
  name: string;
  absence: Absence;
  log: Logger;
  heartbeatMs?: number;
}): RedisConnection {
  const { url, name, absence, log, heartbeatMs = HEARTBEAT_MS } = options;
  const client = new Redis(url, {
    connectionName: name,
    connectTimeout: CONNECT_TIMEOUT_MS,
    disconnectTimeout: PATIENCE_MS,
    commandTimeout: PATIENCE_MS,
    // Nothing waits in memory for a Redis that is away, nothing is sent twice, and what was under way fails at once.
    enableOfflineQueue: false,
    autoResendUnfulfilledCommands: false,
    autoResubscribe: false,
    maxRetriesPerRequest: 0,
    retryStrategy: (attempt) => Math.min(50 * 2 ** Math.min(attempt, 10), MAX_RECONNECT_DELAY_MS) + Math.random() * 100,
  });

  let lastReason = 'no answer';
  let stopped = false;
  /** Resolved while the connection is there; while it is not, everyone waits for it together, for one patience. */
  let connected: Deferred;
  let patience: NodeJS.Timeout;
  let isUp = false;
  let isLeaving = false;
  expectConnection();

  function expectConnection(): void {
    connected = createDeferred();
    patience = setTimeout(() => {
      absence.begin(name, lastReason);
      connected.reject(new EphemeralUnavailable(`Redis is away: ${lastReason}`, { isTold: true }));
    }, PATIENCE_MS);
  }

  client.on('error', (error: unknown) => (lastReason = reasonOf(error)));
  client.on('ready', () => {
    isUp = true;
    isLeaving = false;
    clearTimeout(patience);
    absence.end(name);
    log.info({ connection: name }, 'Redis is connected');
    // After an absence longer than the patience the old promise is rejected already.
    connected.resolve();
    connected = createDeferred();
    connected.resolve();
  });
  client.on('close', () => {
    if (isUp && !stopped) expectConnection();
    isUp = false;
  });

  function reconnect(): void {
    // Once per connection; asked while it is connecting, ioredis would give up for good.
    if (!isUp || isLeaving) return;
    isLeaving = true;
    client.disconnect(true);
  }

  const heartbeat = setInterval(() => {
    if (isUp) client.ping().catch(reconnect);
  }, heartbeatMs).unref();

  return {
    client,
    reconnect,
    async run(command) {
      await connected.promise;
      try {
        return await command(client);
      } catch (error) {
        throw new EphemeralUnavailable(`Redis did not answer: ${reasonOf(error)}`);
      }
    },
    async stop() {
      if (stopped) return;
      stopped = true;
      clearInterval(heartbeat);
      clearTimeout(patience);
      absence.end(name);
      connected.reject(new EphemeralUnavailable('the connection to Redis was closed'));
      const hasSocket = client.status !== 'reconnecting' && client.status !== 'end';
      const ended = new Promise<void>((resolve) => client.once('end', () => resolve()));
      client.disconnect();
      if (hasSocket) await ended;
    },
  };
}

/** What an error of ioredis says. The error itself stays here: it carries the command, with keys, values and passwords. */
export function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
