import { constants } from 'node:fs';
import { access, copyFile, link, mkdir, mkdtemp, readFile, readdir, rename, rm, stat, symlink } from 'node:fs/promises';
import { basename, dirname, join, relative } from 'node:path';
import { EmbeddedPostgresError } from './embedded-postgres-error.ts';
import type { PlatformPackage } from './platform-package.ts';
import type { ServerOwner } from './server-owner.ts';

/** Where root keeps them: readable for everyone, writable for root alone, and no part of a checkout that may lie under /root. */
const ROOT_CACHE = '/var/cache/bazaar';

/**
 * A directory with `bin`, `lib` and `share` that the server's owner can run. npm packages hold no symbolic links, and the package's install
 * script that makes them may not have run: unless the installed directory is complete and reachable, hard links to its files (copies, on
 * another file system) and the missing symbolic links are laid out once per version, in `besides` (for root: in /var/cache).
 * About 40 ms the first time. Several starters may do this at once.
 */
export async function prepareBinaries(
  found: PlatformPackage,
  owner: ServerOwner | null,
  besides: string,
): Promise<string> {
  const links = await readLinks(found.nativeDir);
  if ((await isComplete(found.nativeDir, links)) && (owner === null || (await isReachable(found.nativeDir)))) {
    return found.nativeDir;
  }
  const parent = owner ? ROOT_CACHE : besides;
  const target = join(parent, `postgres-${found.version}-${process.arch}`);
  if (await isComplete(target, links)) return target;
  try {
    await layOut(found.nativeDir, links, parent, target);
  } catch (cause) {
    throw new EmbeddedPostgresError(`Cannot lay out the binaries of Postgres in ${target}: ${String(cause)}`, {
      cause,
    });
  }
  return target;
}

/** One symbolic link: `path` within the directory, and the file beside it that it points to. */
interface SymbolicLink {
  readonly path: string;
  readonly pointsTo: string;
}

async function readLinks(nativeDir: string): Promise<SymbolicLink[]> {
  // Written by the package's build: paths relative to the package.
  const listed = JSON.parse(await readFile(join(nativeDir, 'pg-symlinks.json'), 'utf8')) as {
    source: string;
    target: string;
  }[];
  return listed.map(({ source, target }) => ({ path: relative('native', target), pointsTo: basename(source) }));
}

async function isComplete(directory: string, links: readonly SymbolicLink[]): Promise<boolean> {
  const paths = ['bin/postgres', 'bin/initdb', ...links.map((one) => one.path)];
  const checks = await Promise.all(
    paths.map((path) =>
      access(join(directory, path)).then(
        () => true,
        () => false,
      ),
    ),
  );
  return checks.every(Boolean);
}

/** Whether another user may enter `directory` and everything above it. */
async function isReachable(directory: string): Promise<boolean> {
  const { mode } = await stat(directory);
  if ((mode & constants.S_IXOTH) === 0) return false;
  return directory === dirname(directory) || isReachable(dirname(directory));
}

async function layOut(from: string, links: readonly SymbolicLink[], parent: string, target: string): Promise<void> {
  await mkdir(parent, { recursive: true, mode: 0o755 });
  const scratch = await mkdtemp(join(parent, '.postgres-'));
  try {
    const made = join(scratch, 'postgres');
    await linkTree(from, made);
    for (const { path, pointsTo } of links) {
      await symlink(pointsTo, join(made, path)).catch(ignoring('EEXIST'));
    }
    // Whoever comes first wins; the others find the same files there.
    await rename(made, target).catch(ignoring('ENOTEMPTY', 'EEXIST'));
  } finally {
    await rm(scratch, { recursive: true, force: true });
  }
}

async function linkTree(from: string, to: string): Promise<void> {
  await mkdir(to, { mode: 0o755 });
  for (const entry of await readdir(from, { withFileTypes: true })) {
    const [source, target] = [join(from, entry.name), join(to, entry.name)];
    if (entry.isDirectory()) await linkTree(source, target);
    else if (entry.isFile() && !entry.name.endsWith('.a')) {
      // Another file system, or one without hard links.
      await link(source, target).catch(() => copyFile(source, target));
    }
  }
}

function ignoring(...codes: string[]): (error: unknown) => void {
  return (error) => {
    if (!(error instanceof Error && 'code' in error && codes.includes(String(error.code)))) throw error;
  };
}
