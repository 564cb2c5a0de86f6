import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdir, mkdtemp, readFile, readdir, rename, rm, stat, writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { EmbeddedPostgresError, WAY_OUT } from './embedded-postgres-error.ts';
import { requireSpace } from './free-space.ts';
import { chooseInitialiser, giveTo, giveTreeTo, NOBODY, type ServerOwner } from './server-owner.ts';

/** What a new cluster takes with its first write-ahead log, in bytes. */
const NEEDED_BYTES = 200 * 1024 * 1024;
/** A scratch directory older than this was left by a killed starter, in milliseconds. */
const SCRATCH_MS = 10 * 60_000;

export const SUPERUSER = 'postgres';
/** In the data directory: the superuser's password. */
export const PASSWORD_FILE = 'bazaar.password';

/** Nothing of ours: no PG variables, and no LANG, so that its messages are in English. */
export const SERVER_ENVIRONMENT = { PATH: '/usr/local/bin:/usr/bin:/bin' };

export interface Cluster {
  readonly dataDir: string;
  readonly binaries: string;
  readonly owner: ServerOwner | null;
}

/**
 * The password of the superuser, as it lies in the data directory for its owner alone.
 * @throws EmbeddedPostgresError when it is gone.
 */
export async function readPassword(dataDir: string): Promise<string> {
  try {
    return (await readFile(passwordFile(dataDir), 'utf8')).trim();
  } catch (cause) {
    throw new EmbeddedPostgresError(
      `The password of the embedded Postgres cannot be read: ${String(cause)}. ${WAY_OUT}`,
      {
        cause,
      },
    );
  }
}

/**
 * Whether `dataDir` holds a cluster that this version can run.
 * @throws EmbeddedPostgresError when it holds one of another major version, or something else altogether.
 */
export async function holdsCluster(dataDir: string, major: string): Promise<boolean> {
  const entries = await readdir(dataDir).catch((error: unknown): string[] => {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return [];
    throw unusable(dataDir, error);
  });
  if (entries.length === 0) return false;
  if (!entries.includes('PG_VERSION')) {
    throw new EmbeddedPostgresError(`${dataDir} is not empty and holds no Postgres database: choose another DATA_DIR.`);
  }
  const found = (await readFile(join(dataDir, 'PG_VERSION'), 'utf8')).trim();
  if (found !== major) {
    throw new EmbeddedPostgresError(
      `${dataDir} was made by Postgres ${found}, and the embedded one is ${major}. Export the data with pg_dump of version ${found}, ` +
        `or move the directory away to begin anew. ${WAY_OUT}`,
    );
  }
  return true;
}

/**
 * Makes a new cluster: password login only, UTF-8, an order of text that is the same on every machine. It is made beside `dataDir` and
 * renamed at the end, so that a killed start leaves nothing half-made and two starters at once end up with the same one.
 * @throws EmbeddedPostgresError when the directory cannot be written or the disk is nearly full.
 */
export async function createCluster({ dataDir, binaries, owner }: Cluster): Promise<void> {
  const parent = dirname(dataDir);
  try {
    const firstMade = await mkdir(parent, { recursive: true });
    if (firstMade !== undefined && owner !== NOBODY) await giveTo(owner, firstMade);
    await removeAbandoned(parent, basename(dataDir));
  } catch (error) {
    throw unusable(dataDir, error);
  }
  await requireSpace(parent, NEEDED_BYTES);
  const scratch = await mkdtemp(join(parent, scratchPrefix(basename(dataDir)))).catch((error: unknown) => {
    throw unusable(dataDir, error);
  });
  try {
    const made = join(scratch, 'data');
    await mkdir(made, { mode: 0o700 });
    const password = randomBytes(24).toString('base64url');
    await writeFile(join(scratch, 'password'), password, { mode: 0o600 });
    const initialiser = owner && (await chooseInitialiser(owner));
    for (const path of [scratch, made, join(scratch, 'password')]) await giveTo(initialiser, path);
    await initialise({ dataDir: made, binaries, owner: initialiser });
    await writeFile(passwordFile(made), password, { mode: 0o600 });
    if (owner) await giveTreeTo(owner, made);
    // Fails when another starter was faster: then its cluster is the one.
    await rename(made, dataDir).catch(async (error: unknown) => {
      if ((await readdir(dataDir).catch((): string[] => [])).includes('PG_VERSION')) return;
      throw unusable(dataDir, error);
    });
  } finally {
    await rm(scratch, { recursive: true, force: true });
  }
}

/**
 * How the server's processes name the data directory. Under root they run as another user, who may be unable to enter the directories
 * above it (a checkout under /root): on Linux they are started inside it and reach it through their own working directory.
 */
export function pathForServer(dataDir: string, owner: ServerOwner | null): string {
  return owner && process.platform === 'linux' ? '/proc/self/cwd' : dataDir;
}

async function initialise({ dataDir, binaries, owner }: Cluster): Promise<void> {
  const here = pathForServer(dataDir, owner);
  const flags = [
    `--pgdata=${here}`,
    `--pwfile=${here}/../password`,
    `--username=${SUPERUSER}`,
    '--auth=scram-sha-256',
    '--encoding=UTF8',
    '--locale=C',
    '--locale-provider=builtin',
    '--builtin-locale=C.UTF-8',
  ];
  try {
    await promisify(execFile)(join(binaries, 'bin/initdb'), flags, { cwd: dataDir, env: SERVER_ENVIRONMENT, ...owner });
  } catch (cause) {
    const stderr = cause instanceof Error && 'stderr' in cause ? String(cause.stderr).trim() : '';
    if (stderr.includes('could not look up effective user ID')) {
      throw new EmbeddedPostgresError(
        `The embedded Postgres needs a name for user ${process.getuid?.()} in /etc/passwd, or to be started by root. ${WAY_OUT}`,
        { cause },
      );
    }
    throw new EmbeddedPostgresError(
      `Postgres could not make its data directory: ${stderr || String(cause)}. ${WAY_OUT}`,
      {
        cause,
      },
    );
  }
}

async function removeAbandoned(parent: string, name: string): Promise<void> {
  for (const entry of await readdir(parent)) {
    if (!entry.startsWith(scratchPrefix(name))) continue;
    const path = join(parent, entry);
    const { mtimeMs } = await stat(path).catch(() => ({ mtimeMs: Infinity }));
    if (Date.now() - mtimeMs > SCRATCH_MS) await rm(path, { recursive: true, force: true });
  }
}

function scratchPrefix(name: string): string {
  return `.${name}-new-`;
}

function passwordFile(dataDir: string): string {
  return join(dataDir, PASSWORD_FILE);
}

function unusable(dataDir: string, cause: unknown): EmbeddedPostgresError {
  const reason = cause instanceof Error ? cause.message : String(cause);
  return new EmbeddedPostgresError(
    `The data directory ${dataDir} cannot be used: ${reason}. Set DATA_DIR to a directory that can be written. ${WAY_OUT}`,
    { cause },
  );
}
