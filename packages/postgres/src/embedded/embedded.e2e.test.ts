import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { chmod, chown, copyFile, mkdir, mkdtemp, readFile, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { createLogger } from '@bazaar/runtime/log';
import { Client } from 'pg';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { tryLock } from './cluster-lock.ts';
import { requireSpace } from './free-space.ts';
import { findPlatformPackage } from './platform-package.ts';
import { readPostmasterFile } from './postmaster-file.ts';
import { startEmbeddedPostgres, type EmbeddedPostgres } from './start-embedded-postgres.ts';

const log = createLogger({ name: 'test', level: 'silent' });
const isRoot = process.getuid?.() === 0;
const NOBODY = 65_534;
/** A user without a name in this system. */
const STRANGER = 54_321;

let root: string;
const running: (EmbeddedPostgres | ChildProcess)[] = [];

beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'bazaar-embedded-'));
  await chmod(root, 0o755);
});
afterEach(async () => {
  for (const one of running.splice(0)) {
    if ('url' in one) await one.stop();
    else one.kill('SIGKILL');
  }
});
afterAll(() => rm(root, { recursive: true, force: true, maxRetries: 10 }));

async function ownedDirectory(name: string, uid: number): Promise<string> {
  const path = join(root, name);
  await mkdir(path);
  await chown(path, uid, uid);
  return path;
}

async function start(dataDir: string, port?: number): Promise<EmbeddedPostgres> {
  const server = await startEmbeddedPostgres({ dataDir, log, port });
  running.push(server);
  return server;
}

interface Starter {
  readonly process: ChildProcess;
  readonly url: string;
  readonly isOwner: boolean;
  readonly error?: string;
}

/** Starts the server from a process of its own. */
async function startElsewhere(dataDir: string, user?: number): Promise<Starter> {
  const child = spawnStarter(dataDir, user);
  // The starter prints one line of this shape.
  const [line] = (await once(createInterface(child.stdout), 'line')) as [string];
  return { process: child, ...(JSON.parse(line) as Omit<Starter, 'process'>) };
}

/** Processes that are loaded and start the server when they are told to. */
async function startersInWait(dataDir: string, count: number): Promise<ChildProcess[]> {
  const children = Array.from({ length: count }, () => spawnStarter(dataDir, undefined, 'wait'));
  await Promise.all(children.map((child) => once(child.stdout, 'data')));
  return children;
}

function spawnStarter(dataDir: string, user?: number, ...rest: string[]) {
  const script = fileURLToPath(new URL('./test-starter.ts', import.meta.url));
  const child = spawn(process.execPath, ['--conditions=source', '--import', 'tsx', script, dataDir, ...rest], {
    cwd: fileURLToPath(new URL('../..', import.meta.url)),
    stdio: ['pipe', 'pipe', 'inherit'],
    ...(user === undefined ? {} : { uid: user, gid: user }),
  });
  running.push(child);
  return child;
}

async function run(url: string, sql: string): Promise<Record<string, unknown>[]> {
  const client = new Client({ connectionString: url });
  client.on('error', () => undefined);
  try {
    await client.connect();
    // Rows are objects unless asked for otherwise.
    return (await client.query(sql)).rows as Record<string, unknown>[];
  } finally {
    await client.end().catch(() => undefined);
  }
}

/** A server that lets everybody in and knows nothing: what a port may lead to that once was Postgres'. */
async function trustingStranger(): Promise<number> {
  const authenticationOk = Buffer.from('R\0\0\0\x08\0\0\0\0', 'latin1');
  const readyForQuery = Buffer.from('Z\0\0\0\x05I', 'latin1');
  const stranger = createServer((socket) => {
    socket.on('error', () => undefined);
    socket.once('data', () => {
      socket.write(Buffer.concat([authenticationOk, readyForQuery]));
      socket.once('data', () => socket.destroy());
    });
  }).listen(0, '127.0.0.1');
  stranger.unref();
  await once(stranger, 'listening');
  const address = stranger.address();
  return typeof address === 'object' && address ? address.port : 0;
}

async function serverPid(dataDir: string): Promise<number> {
  const file = await readPostmasterFile(dataDir);
  if (!file) throw new Error('no server runs');
  return file.pid;
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

describe('one cluster', () => {
  let dataDir: string;
  beforeAll(async () => {
    dataDir = join(root, 'one', 'postgres');
    const first = await startEmbeddedPostgres({ dataDir, log });
    await run(first.url, 'create table kept (x int); insert into kept values (1)');
    await first.stop();
  });

  test('keeps its data from start to start, on a free port, and leaves no process behind', async () => {
    const server = await start(dataDir);
    const pid = await serverPid(dataDir);
    expect(await run(server.url, 'select x from kept')).toEqual([{ x: 1 }]);
    await Promise.all([server.stop(), server.stop()]);
    expect(isAlive(pid)).toBe(false);
    await expect(run(server.url, 'select 1')).rejects.toThrow('ECONNREFUSED');
  });

  test('is a Postgres 18 in UTF-8 that knows letters beyond ASCII, whatever the machine', async () => {
    const server = await start(dataDir);
    const [row] = await run(
      server.url,
      `select current_setting('server_version_num')::int / 10000 as major, lower('ÄÖÜ ΣΊΣΥΦΟΣ') as lower,
              to_tsvector('simple', 'ÜBER')::text as vector, 'Zebra' < 'apple' as by_code_point,
              'Zebra' < 'apple' collate "und-x-icu" as as_people_sort`,
    );
    expect(row).toEqual({
      major: 18,
      lower: 'äöü σίσυφοσ',
      vector: `'über':1`,
      by_code_point: true,
      as_people_sort: false,
    });
  });

  test('asks for its password, and shows it to its owner alone', async () => {
    const server = await start(dataDir);
    const withoutPassword = new URL(server.url);
    withoutPassword.password = 'guess';
    await expect(run(withoutPassword.href, 'select 1')).rejects.toThrow('password authentication failed');
    expect((await stat(join(dataDir, 'bazaar.password'))).mode & 0o777).toBe(0o600);
    expect((await stat(dataDir)).mode & 0o777).toBe(0o700);
    expect(await run(server.url, 'show listen_addresses')).toEqual([{ listen_addresses: '127.0.0.1' }]);
    expect(await run(server.url, 'show fsync')).toEqual([{ fsync: 'on' }]);
  });

  test('ends when the process that started it is killed with -9, and has kept what it acknowledged', async () => {
    const starter = await startElsewhere(dataDir);
    const pid = await serverPid(dataDir);
    await run(starter.url, 'create table acknowledged as select 7 as x');
    starter.process.kill('SIGKILL');
    await expect.poll(() => isAlive(pid), { timeout: 5_000 }).toBe(false);

    const server = await start(dataDir);
    expect(await run(server.url, 'select x from acknowledged')).toEqual([{ x: 7 }]);
  });

  test('ends when the process that started it exits without stopping it', async () => {
    const starter = await startElsewhere(dataDir);
    const pid = await serverPid(dataDir);
    starter.process.kill('SIGTERM');
    await expect.poll(() => isAlive(pid), { timeout: 5_000 }).toBe(false);
  });

  test('a second starter joins the running server and does not stop it', async () => {
    const starter = await startElsewhere(dataDir);
    const second = await start(dataDir);
    expect([starter.isOwner, second.isOwner]).toEqual([true, false]);
    expect(second.url).toBe(starter.url);
    await second.stop();
    expect(await run(starter.url, 'select x from kept')).toEqual([{ x: 1 }]);
  });

  test('a starter that comes while the server is stopping waits and starts it again', async () => {
    const first = await start(dataDir);
    const stopped = first.stop();
    const second = await start(dataDir);
    await stopped;
    expect(await run(second.url, 'select x from kept')).toEqual([{ x: 1 }]);
  });

  test('is started again on its port when it is killed', async () => {
    const server = await start(dataDir);
    await run(server.url, 'create table before_the_kill as select 1 as x');
    const pid = await serverPid(dataDir);
    process.kill(pid, 'SIGKILL');
    await expect
      .poll(() => run(server.url, 'select x from before_the_kill').catch(() => null), { timeout: 5_000 })
      .toEqual([{ x: 1 }]);
    expect(await serverPid(dataDir)).not.toBe(pid);
  });

  test('starts over the pid file of a predecessor whose id now belongs to a stranger', async () => {
    await writeFile(join(dataDir, 'postmaster.pid'), `${process.pid}\n${dataDir}\n1700000000\n5432\n\n\n\nready\n`);
    const server = await start(dataDir);
    expect(server.isOwner).toBe(true);
    expect(await run(server.url, 'select x from kept')).toEqual([{ x: 1 }]);
  });

  test('several starters at once over the remains of a crash make one server, and none joins a stranger on its port', async () => {
    const port = await trustingStranger();
    for (let round = 1; round <= 5; round++) {
      await writeFile(
        join(dataDir, 'postmaster.pid'),
        `${process.pid}\n${dataDir}\n1700000000\n${port}\n\n\n\nready\n`,
      );
      await rm(join(dataDir, 'server.log'), { force: true });
      const servers = await Promise.all([start(dataDir), start(dataDir), start(dataDir), start(dataDir)]);
      expect(new Set(servers.map((server) => server.url)).size).toBe(1);
      expect(servers.filter((server) => server.isOwner)).toHaveLength(1);
      expect(await run(servers[0].url, 'select x from kept')).toEqual([{ x: 1 }]);
      await Promise.all(servers.map((server) => server.stop()));
    }
  });

  test('starters killed with -9 at any moment leave no server behind, and the next start succeeds', async () => {
    for (let round = 1; round <= 2; round++) {
      const killed = await startersInWait(dataDir, 3);
      await Promise.all(
        killed.map(async (child) => {
          child.stdin?.write('start');
          await sleep(Math.random() * 300);
          child.kill('SIGKILL');
          await once(child, 'exit');
        }),
      );
      const server = await start(dataDir);
      const pid = await serverPid(dataDir);
      expect(server.isOwner).toBe(true);
      expect(await run(server.url, 'select x from kept')).toEqual([{ x: 1 }]);
      expect(await serverPid(dataDir)).toBe(pid);
      await server.stop();
      // Whatever the killed ones had begun holds it.
      const lock = await tryLock(dataDir, 'server');
      expect(lock).not.toBeNull();
      await lock?.release();
    }
  });

  test('starts over the empty pid file of a server that was killed while it wrote it', async () => {
    await writeFile(join(dataDir, 'postmaster.pid'), '');
    const server = await start(dataDir);
    expect(await run(server.url, 'select x from kept')).toEqual([{ x: 1 }]);
  });

  test('a Postgres that somebody else runs there is left alone and named', async () => {
    const posing = join(dataDir, 'postgres');
    await copyFile('/bin/sleep', posing);
    await chmod(posing, 0o755);
    const stranger = spawn(posing, ['60'], { cwd: dataDir });
    running.push(stranger);
    await once(stranger, 'spawn');
    await writeFile(join(dataDir, 'postmaster.pid'), `${stranger.pid}\n${dataDir}\n1700000000\n5432\n\n\n\nready\n`);
    await expect(start(dataDir)).rejects.toThrow(`stop process ${stranger.pid}`);
    expect(await serverPid(dataDir)).toBe(stranger.pid);
    stranger.kill('SIGKILL');
    await once(stranger, 'exit');
    await rm(posing);
    expect((await start(dataDir)).isOwner).toBe(true);
  });

  test('a port that is in use is named', async () => {
    const taken = createServer().listen(0, '127.0.0.1');
    await once(taken, 'listening');
    const address = taken.address();
    const port = typeof address === 'object' && address ? address.port : 0;
    await expect(start(dataDir, port)).rejects.toThrow(`Port ${port} is in use`);
    taken.close();
  });

  test('another major version is refused with advice', async () => {
    await writeFile(join(dataDir, 'PG_VERSION'), '16\n');
    try {
      await expect(start(dataDir)).rejects.toThrow(
        /made by Postgres 16, and the embedded one is 18.*pg_dump.*DATABASE_URL/s,
      );
    } finally {
      await writeFile(join(dataDir, 'PG_VERSION'), '18\n');
    }
  });
});

describe('the first start', () => {
  test('of several at once makes one cluster and one server', async () => {
    const dataDir = join(root, 'several', 'postgres');
    const starters = await Promise.all([startElsewhere(dataDir), startElsewhere(dataDir), start(dataDir)]);
    expect(starters.filter((starter) => 'error' in starter)).toEqual([]);
    expect(new Set(starters.map((starter) => starter.url)).size).toBe(1);
    expect(starters.filter((starter) => starter.isOwner)).toHaveLength(1);
    expect(await run(starters[0].url, 'select current_database() as name')).toEqual([{ name: 'bazaar' }]);
  });

  test('may be killed halfway: the next one succeeds', async () => {
    const dataDir = join(root, 'halfway', 'postgres');
    const child = spawnStarter(dataDir);
    await expect
      .poll(() => readdir(join(root, 'halfway')).catch(() => []), { timeout: 10_000, interval: 10 })
      .toContainEqual(expect.stringMatching(/^\.postgres-new-/));
    await sleep(100);
    child.kill('SIGKILL');
    await expect(readdir(dataDir)).rejects.toThrow('ENOENT');
    const server = await start(dataDir);
    expect(await run(server.url, 'select 1 as one')).toEqual([{ one: 1 }]);
  });

  test.runIf(isRoot)('by root in a directory that others cannot enter runs as another user', async () => {
    const closed = join(root, 'closed');
    await mkdir(closed, { mode: 0o700 });
    const server = await start(join(closed, 'deeper', 'postgres'));
    const status = await readFile(`/proc/${await serverPid(join(closed, 'deeper', 'postgres'))}/status`, 'utf8');
    expect(status).toMatch(/^Uid:\t65534\t65534/m);
    await run(server.url, 'create extension pg_trgm');
  });

  test.runIf(isRoot)('by a user without root runs as that user, and when root starts it later too', async () => {
    const home = await ownedDirectory('home', NOBODY);
    const dataDir = join(home, '.data', 'postgres');
    const starter = await startElsewhere(dataDir, NOBODY);
    expect(starter.error).toBeUndefined();
    starter.process.stdin?.write('stop');
    await once(starter.process, 'exit');

    const server = await start(dataDir);
    expect(server.isOwner).toBe(true);
    expect((await stat(`/proc/${await serverPid(dataDir)}`)).uid).toBe(NOBODY);
  });

  test.runIf(isRoot)('by root in a directory of a user without a name runs as that user', async () => {
    const dataDir = join(await ownedDirectory('mounted', STRANGER), '.data', 'postgres');
    await start(dataDir);
    expect((await stat(`/proc/${await serverPid(dataDir)}`)).uid).toBe(STRANGER);
    expect((await stat(join(dataDir, 'base'))).uid).toBe(STRANGER);
  });

  test.runIf(isRoot)('by a user without a name says what is missing', async () => {
    const starter = await startElsewhere(join(await ownedDirectory('nameless', STRANGER), 'postgres'), STRANGER);
    expect(starter.error).toContain(`needs a name for user ${STRANGER} in /etc/passwd`);
  });

  test('in a directory that holds something else is refused', async () => {
    const dataDir = join(root, 'photos');
    await mkdir(dataDir);
    await writeFile(join(dataDir, 'cat.jpg'), '');
    await expect(start(dataDir)).rejects.toThrow('is not empty and holds no Postgres database');
  });

  test('where nothing can be written is refused with advice', async () => {
    await writeFile(join(root, 'file'), '');
    await expect(start(join(root, 'file', 'postgres'))).rejects.toThrow(/cannot be used.*Set DATA_DIR.*DATABASE_URL/s);
  });

  test('in production is refused', async () => {
    const attempt = startEmbeddedPostgres({ dataDir: join(root, 'production'), log, production: true });
    await expect(attempt).rejects.toThrow('in production set DATABASE_URL');
  });
});

test('a disk without room for a new database is named, with the way out', async () => {
  await expect(requireSpace(root, Number.MAX_SAFE_INTEGER)).rejects.toThrow(
    /MiB left.*choose another DATA_DIR.*DATABASE_URL/s,
  );
  await expect(requireSpace(root, 1)).resolves.toBeUndefined();
});

test('a platform without binaries is named, with the way out', () => {
  expect(() => findPlatformPackage('win32-x64')).toThrow(/no embedded Postgres for win32-x64.*DATABASE_URL/s);
});
