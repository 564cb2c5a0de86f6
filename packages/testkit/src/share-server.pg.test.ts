import { randomBytes } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { Client } from 'pg';
import { expect, test } from 'vitest';
import { dropRoles } from './server-databases.ts';
import { shareServer } from './share-server.ts';
import { createTestDatabase } from './test-database.ts';
import { startTestPostgres } from './test-postgres.ts';

const newKey = () => `test ${randomBytes(5).toString('hex')}`;

test('the last one to leave cleans up, and nobody else', async () => {
  const [url, key] = [await startTestPostgres(), newKey()];
  const cleaned: string[] = [];
  const join = (who: string) => shareServer(url, key, async () => void cleaned.push(who));
  const [a, b, c] = [await join('a'), await join('b'), await join('c')];
  await b.leave();
  await a.leave();
  expect(cleaned).toEqual([]);
  await c.leave();
  expect(cleaned).toEqual(['c']);
});

test('of several that leave at once some clean up, one at a time', async () => {
  const url = await startTestPostgres();
  for (let round = 0; round < 5; round++) {
    const key = newKey();
    const order: string[] = [];
    const cleanUp = async (): Promise<void> => {
      order.push('begin');
      await sleep(5);
      order.push('end');
    };
    const runs = await Promise.all(Array.from({ length: 4 }, () => shareServer(url, key, cleanUp)));
    await Promise.all(runs.map((run) => run.leave()));
    expect(order.join()).toMatch(/^begin,end(,begin,end)*$/);
  }
});

test('whoever comes while it is cleaned up waits', async () => {
  const [url, key] = [await startTestPostgres(), newKey()];
  const order: string[] = [];
  let finish = () => undefined as void;
  const cleaning = new Promise<void>((resolve) => (finish = resolve));
  const first = await shareServer(url, key, async () => {
    order.push('begins to clean up');
    await cleaning;
    order.push('has cleaned up');
  });
  const left = first.leave();
  await expect.poll(() => order).toEqual(['begins to clean up']);
  const joined = shareServer(url, key, async () => undefined).then((second) => {
    order.push('comes');
    return second;
  });
  finish();
  await left;
  await (await joined).leave();
  expect(order).toEqual(['begins to clean up', 'has cleaned up', 'comes']);
});

test('roles go that own nothing any more', async () => {
  const run = randomBytes(4).toString('hex');
  const [idle, owner] = [`testkit_idle_${run}`, `testkit_owner_${run}`];
  const database = await createTestDatabase({ subgraphs: [] });
  const admin = new Client({ connectionString: database.url });
  await admin.connect();
  const left = async () => {
    const { rows } = await admin.query<{ rolname: string }>(
      'select rolname from pg_roles where rolname = any($1) order by 1',
      [[idle, owner]],
    );
    return rows.map(({ rolname }) => rolname);
  };
  for (const role of [idle, owner]) await admin.query(`create role ${role}`);
  await admin.query(`create schema theirs authorization ${owner}`);
  await dropRoles(admin, [idle, owner, `testkit_never_${run}`]);
  expect(await left()).toEqual([owner]);
  await admin.query('drop schema theirs');
  await dropRoles(admin, [idle, owner]);
  expect(await left()).toEqual([]);
  await admin.end();
  await database.stop();
});
