import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { tryLock } from './cluster-lock.ts';

let dataDir: string;

beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'bazaar-lock-'));
  await mkdir(join(dataDir, 'global'));
  for (const name of ['PG_VERSION', 'global/pg_control']) await writeFile(join(dataDir, name), '');
});
afterEach(() => rm(dataDir, { recursive: true, force: true }));

test('of many who try at once exactly one gets the lock, and the next one when it lets go', async () => {
  const tries = await Promise.all(Array.from({ length: 20 }, () => tryLock(dataDir, 'starter')));
  const held = tries.filter((lock) => lock !== null);
  expect(held).toHaveLength(1);
  expect(await tryLock(dataDir, 'starter')).toBeNull();
  await held[0]?.release();
  const next = await tryLock(dataDir, 'starter');
  expect(next).not.toBeNull();
  await next?.release();
});

test('the two roles of a cluster, and two clusters, do not exclude each other', async () => {
  const other = await mkdtemp(join(tmpdir(), 'bazaar-lock-'));
  await writeFile(join(other, 'PG_VERSION'), '');
  const locks = [await tryLock(dataDir, 'starter'), await tryLock(dataDir, 'server'), await tryLock(other, 'starter')];
  expect(locks).not.toContain(null);
  for (const lock of locks) await lock?.release();
  await rm(other, { recursive: true });
});

test('a child process that inherits the lock holds it until it is gone, kill -9 included', async () => {
  const lock = await tryLock(dataDir, 'server');
  if (!lock) throw new Error('the lock is free');
  const child = spawn('sleep', ['60'], { stdio: ['ignore', 'ignore', 'ignore', lock.fd] });
  await lock.release();
  expect(await tryLock(dataDir, 'server')).toBeNull();
  child.kill('SIGKILL');
  await once(child, 'exit');
  const next = await tryLock(dataDir, 'server');
  expect(next).not.toBeNull();
  await next?.release();
});
