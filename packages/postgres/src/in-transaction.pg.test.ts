import { once } from 'node:events';
import { createServer, connect, type Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { CommitOutcomeUnknown, isCheckViolation, isForeignKeyViolation, isUniqueViolation } from './errors.ts';
import { afterCommit } from './in-transaction.ts';
import { openDatabase, type Database } from './open-database.ts';
import { execute, query } from './rows.ts';
import { ItemEntity, type Item } from './test-shop/item.ts';
import { makeItem, openShop, silentLog } from './test-shop/open-shop.ts';
import type { Tx } from './tx.ts';

let shop: Database & { readonly url: string };
beforeAll(async () => {
  shop = await openShop();
});
afterAll(() => shop.stop());

const exists = (item: Item) => shop.reader.existsBy(ItemEntity, { id: item.id });

describe('what is saved', () => {
  test('a transaction whose work returns is committed', async () => {
    const item = makeItem();
    await shop.inTransaction((tx) => tx.insert(ItemEntity, item));
    expect(await exists(item)).toBe(true);
  });

  test('a transaction whose work throws leaves nothing, and throws the same error', async () => {
    const item = makeItem();
    const failure = new Error('changed my mind');
    const attempt = shop.inTransaction(async (tx) => {
      await tx.insert(ItemEntity, item);
      throw failure;
    });
    await expect(attempt).rejects.toBe(failure);
    expect(await exists(item)).toBe(false);
  });

  test('a swallowed error of a statement is not mistaken for success', async () => {
    const item = makeItem();
    const attempt = shop.inTransaction(async (tx) => {
      await tx.insert(ItemEntity, item);
      await query(tx, 'select 1 / 0').catch(() => undefined);
    });
    await expect(attempt).rejects.toThrow('nothing was saved');
    expect(await exists(item)).toBe(false);
  });

  test('it reads committed', async () => {
    const [row] = await shop.inTransaction((tx) =>
      query<{ level: string }>(tx, `select current_setting('transaction_isolation') as level`),
    );
    expect(row?.level).toBe('read committed');
  });
});

describe('violations', () => {
  test('are told apart, through TypeORM and raw', async () => {
    const item = makeItem();
    await shop.reader.insert(ItemEntity, item);
    const unique: unknown = await shop.reader
      .insert(ItemEntity, makeItem({ name: item.name }))
      .catch((e: unknown) => e);
    const check: unknown = await shop.reader.insert(ItemEntity, makeItem({ priceAmount: -1 })).catch((e: unknown) => e);
    const foreignKey: unknown = await query(
      shop.reader,
      'insert into item_part (item_id) values (gen_random_uuid())',
    ).catch((e: unknown) => e);

    expect(isUniqueViolation(unique, 'item_name_key')).toBe(true);
    expect(isUniqueViolation(unique, 'item_pkey')).toBe(false);
    expect(isCheckViolation(check)).toBe(true);
    expect(isForeignKeyViolation(foreignKey, 'item_part_item_fkey')).toBe(true);
    expect(isUniqueViolation(foreignKey)).toBe(false);
  });

  test('do not carry the refused row into logs that print their fields', async () => {
    const item = makeItem();
    await shop.reader.insert(ItemEntity, item);
    const error: unknown = await shop.reader.insert(ItemEntity, makeItem({ name: item.name })).catch((e: unknown) => e);
    expect(Object.keys(error as object)).not.toContain('detail');
  });
});

describe('running again', () => {
  test('two transactions that deadlock both succeed', async () => {
    const [a, b] = [makeItem({ quantity: 0 }), makeItem({ quantity: 0 })];
    await shop.reader.insert(ItemEntity, [a, b]);
    let attempts = 0;
    const bothLocked = barrier(2);
    const raise = (first: Item, second: Item) =>
      shop.inTransaction(async (tx) => {
        attempts++;
        await execute(tx, 'update item set quantity = quantity + 1 where name = $1', [first.name]);
        await bothLocked();
        await execute(tx, 'update item set quantity = quantity + 1 where name = $1', [second.name]);
      });
    await Promise.all([raise(a, b), raise(b, a)]);

    expect(attempts).toBeGreaterThan(2);
    expect((await shop.reader.findOneByOrFail(ItemEntity, { id: a.id })).quantity).toBe(2);
    expect((await shop.reader.findOneByOrFail(ItemEntity, { id: b.id })).quantity).toBe(2);
  });

  test('a serialization failure is retried three times, then thrown', async () => {
    let attempts = 0;
    const attempt = shop.inTransaction(async (tx) => {
      attempts++;
      await query(tx, `do $$ begin raise sqlstate '40001'; end $$`);
    });
    await expect(attempt).rejects.toMatchObject({ code: '40001' });
    expect(attempts).toBe(4);
  });

  test('other errors are not retried', async () => {
    let attempts = 0;
    const attempt = shop.inTransaction(async (tx) => {
      attempts++;
      await query(tx, 'select 1 / 0');
    });
    await expect(attempt).rejects.toThrow('division by zero');
    expect(attempts).toBe(1);
  });
});

describe('after commit', () => {
  test('hooks run once the rows are visible to others, in order', async () => {
    const item = makeItem();
    const seen: unknown[] = [];
    await new Promise<void>((resolve) => {
      void shop.inTransaction(async (tx) => {
        afterCommit(tx, () => void seen.push('first'));
        afterCommit(tx, async () => {
          seen.push(await exists(item));
          resolve();
        });
        await tx.insert(ItemEntity, item);
        expect(seen).toEqual([]);
      });
    });
    expect(seen).toEqual(['first', true]);
  });

  test('hooks of a rolled-back transaction and of failed attempts never run', async () => {
    const seen: string[] = [];
    let attempts = 0;
    await shop.inTransaction(async (tx) => {
      attempts++;
      afterCommit(tx, () => void seen.push(`attempt ${attempts}`));
      if (attempts === 1) await query(tx, `do $$ begin raise sqlstate '40P01'; end $$`);
    });
    await shop
      .inTransaction(async (tx) => {
        afterCommit(tx, () => void seen.push('rolled back'));
        await Promise.reject(new Error('no'));
      })
      .catch(() => undefined);
    expect(seen).toEqual(['attempt 2']);
  });

  test('a failing hook harms nobody', async () => {
    const seen: string[] = [];
    const result = await shop.inTransaction(async (tx) => {
      afterCommit(tx, () => {
        throw new Error('hook');
      });
      afterCommit(tx, () => Promise.reject(new Error('hook')));
      afterCommit(tx, () => void seen.push('still runs'));
      return query(tx, 'select 1 as one');
    });
    expect(result).toEqual([{ one: 1 }]);
    expect(seen).toEqual(['still runs']);
  });

  test('stop waits for hooks that are under way', async () => {
    const other = await openShop();
    let ended = false;
    await other.inTransaction(async (tx) => {
      afterCommit(tx, async () => {
        await query(other.reader, 'select pg_sleep(0.05)');
        ended = true;
      });
      await query(tx, 'select 1');
    });
    expect(ended).toBe(false);
    await other.stop();
    expect(ended).toBe(true);
  });
});

test('stop waits for transactions that are under way, and for their hooks', async () => {
  const other = await openDatabase({
    url: shop.url,
    schema: 'shop',
    entities: [ItemEntity],
    poolSize: 2,
    applicationName: 'stopping',
    statementTimeoutMs: 5_000,
    log: silentLog,
  });
  const item = makeItem();
  let seen: unknown;
  const transaction = other.inTransaction(async (tx) => {
    afterCommit(tx, async () => {
      seen = await query(other.reader, 'select 1 as one');
    });
    await query(tx, 'select pg_sleep(0.1)');
    await tx.insert(ItemEntity, item);
  });
  await other.stop();
  await transaction;
  expect(await exists(item)).toBe(true);
  expect(seen).toEqual([{ one: 1 }]);
});

describe('misuse', () => {
  test('nesting is refused, whether through tx or through inTransaction', async () => {
    await expect(shop.inTransaction((tx) => tx.transaction(async () => 1))).rejects.toThrow('open already');
    await expect(shop.inTransaction(() => shop.inTransaction(async () => 1))).rejects.toThrow('pass its tx on');
    await expect(shop.inTransaction(async () => 1)).resolves.toBe(1);
  });

  test('a tx that was kept is useless afterwards', async () => {
    const kept: Tx = await shop.inTransaction(async (tx) => tx);
    await expect(query(kept, 'select 1')).rejects.toThrow('transaction has ended');
    await expect(kept.find(ItemEntity)).rejects.toThrow('released');
    expect(() => afterCommit(kept, () => undefined)).toThrow('open transaction');
  });
});

describe('a lost connection', () => {
  test('before COMMIT it is an error, and the pool recovers', async () => {
    const attempt = shop.inTransaction(async (tx) => {
      const [row] = await query<{ pid: number }>(tx, 'select pg_backend_pid() as pid');
      await query(shop.reader, 'select pg_terminate_backend($1)', [row?.pid]);
      await sleep(20);
    });
    await expect(attempt).rejects.toThrow('lost before COMMIT: nothing was saved');
    await shop.ping();
  });

  test('during COMMIT the outcome is unknown, and says so', async () => {
    const line = await cuttableLine(shop.url);
    const remote = await openDatabase({
      url: line.url,
      schema: 'shop',
      entities: [ItemEntity],
      poolSize: 1,
      applicationName: 'remote',
      statementTimeoutMs: 5_000,
      log: silentLog,
    });
    const item = makeItem();
    const attempt = remote.inTransaction(async (tx) => {
      await tx.insert(ItemEntity, item);
      line.cutAt('COMMIT');
    });
    await expect(attempt).rejects.toBeInstanceOf(CommitOutcomeUnknown);
    // COMMIT had reached the server: only its answer was lost.
    await expect.poll(() => exists(item)).toBe(true);
    await remote.stop();
    line.stop();
  });
});

/** Resolves for everyone when `count` have called it; later callers pass at once. */
function barrier(count: number): () => Promise<void> {
  let waiting = 0;
  let open: () => void;
  const opened = new Promise<void>((resolve) => (open = resolve));
  return () => {
    if (++waiting === count) open();
    return opened;
  };
}

/** A TCP line to the server of `url` that passes the statement on and then drops the client without its answer. */
async function cuttableLine(url: string): Promise<{ url: string; cutAt(word: string): void; stop(): void }> {
  const target = new URL(url);
  let word: string | undefined;
  const sockets = new Set<Socket>();
  const server = createServer((client) => {
    const upstream = connect(Number(target.port), target.hostname);
    sockets.add(client).add(upstream);
    client.on('data', (data) => {
      const cut = word !== undefined && data.includes(word);
      if (cut) upstream.removeAllListeners('data');
      upstream.write(data, () => cut && setTimeout(() => client.destroy(), 50));
    });
    upstream.on('data', (data) => client.write(data));
    for (const [from, to] of [
      [client, upstream],
      [upstream, client],
    ] as const) {
      from.on('error', () => undefined);
      from.on('close', () => to.end());
    }
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  const through = new URL(target);
  through.hostname = '127.0.0.1';
  through.port = String(address.port);
  return {
    url: through.href,
    cutAt: (at) => {
      word = at;
    },
    stop() {
      for (const socket of sockets) socket.destroy();
      server.close();
    },
  };
}
