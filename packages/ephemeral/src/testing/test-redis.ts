import { createLogger } from '@bazaar/runtime/log';
import { Redis } from 'ioredis';
import { randomUUID } from 'node:crypto';
import { createServer, connect, type Socket } from 'node:net';
import type { Ephemeral } from '../ephemeral.ts';
import { createRedisEphemeral } from '../redis.ts';
import { TEST_REDIS_URL } from './config.ts';

export const silentLog = createLogger({ name: 'test', level: 'silent' });

/** Whether there is a Redis to test with; says so on stderr when there is none, because the tests are skipped then. */
export async function isRedisThere(): Promise<boolean> {
  const client = new Redis(TEST_REDIS_URL, { lazyConnect: true, retryStrategy: () => null });
  client.on('error', () => undefined);
  try {
    await client.connect();
    return true;
  } catch (error) {
    process.stderr.write(
      `\nSKIPPED: tests with Redis, because ${TEST_REDIS_URL} does not answer (${String(error)}).\n\n`,
    );
    return false;
  } finally {
    client.disconnect();
  }
}

/** A corner of the real Redis for one test: its own key prefix, any number of processes' views, and the means to disturb them. */
export interface RedisPlace {
  readonly keyPrefix: string;
  /** A client that sees everything. */
  readonly admin: Redis;
  /** What another process would open; `url` leads through a proxy, say. */
  open(url?: string): Ephemeral;
  /** Really kills connections of this place, on Redis's side; returns how many. */
  killConnections(kind: 'commands' | 'listening'): Promise<number>;
  stop(): Promise<void>;
}

export function createRedisPlace(): RedisPlace {
  const keyPrefix = `test-${randomUUID()}:`;
  const admin = new Redis(TEST_REDIS_URL);
  const opened: Ephemeral[] = [];
  return {
    keyPrefix,
    admin,
    open(url = TEST_REDIS_URL) {
      const ephemeral = createRedisEphemeral({ url, keyPrefix, log: silentLog });
      opened.push(ephemeral);
      return ephemeral;
    },
    async killConnections(kind) {
      const lines = String(await admin.client('LIST')).split('\n');
      const ids = lines
        .filter((line) => line.includes(` name=${keyPrefix}${kind} `))
        .map((line) => /^id=(\d+)/.exec(line)?.[1] ?? '');
      for (const id of ids) await admin.client('KILL', 'ID', id);
      return ids.length;
    },
    async stop() {
      await Promise.all(opened.map((ephemeral) => ephemeral.stop()));
      const keys = await admin.keys(`${keyPrefix}*`);
      if (keys.length > 0) await admin.del(...keys);
      await admin.quit();
    },
  };
}

/** A way to Redis that can be cut and frozen. */
export interface RedisProxy {
  readonly url: string;
  /** Breaks every connection and refuses new ones. */
  cut(): void;
  /** Refuses new connections. */
  refuse(): void;
  /** Leaves every connection open and passes nothing on any more, as a machine that vanished does. New connections work. */
  freeze(): void;
  /** Lets connections in again. */
  restore(): void;
  stop(): Promise<void>;
}

export async function startRedisProxy(): Promise<RedisProxy> {
  const target = new URL(TEST_REDIS_URL);
  const pairs = new Set<[Socket, Socket]>();
  let isClosed = false;

  const server = createServer((near) => {
    if (isClosed) {
      near.destroy();
      return;
    }
    const far = connect(Number(target.port || 6379), target.hostname);
    const pair: [Socket, Socket] = [near, far];
    pairs.add(pair);
    near.pipe(far);
    far.pipe(near);
    for (const socket of pair) {
      socket.on('error', () => undefined);
      socket.on('close', () => {
        for (const either of pair) either.destroy();
        pairs.delete(pair);
      });
    }
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('the proxy has no port');

  function destroyAll(): void {
    for (const pair of pairs) for (const socket of pair) socket.destroy();
  }

  const path = target.pathname + target.search;
  const credentials = target.password ? `${target.username}:${target.password}@` : '';
  return {
    url: `redis://${credentials}127.0.0.1:${address.port}${path}`,
    cut() {
      isClosed = true;
      destroyAll();
    },
    refuse() {
      isClosed = true;
    },
    freeze() {
      for (const [near, far] of pairs) {
        near.unpipe(far);
        far.unpipe(near);
      }
    },
    restore() {
      isClosed = false;
    },
    async stop() {
      destroyAll();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
