import { cp, mkdir, mkdtemp, readdir, readlink, rm, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const REPOSITORY = fileURLToPath(new URL('../../../', import.meta.url));
/** What a marketplace of this checkout runs from. */
const SOURCES = ['package.json', 'tsconfig.json', 'tsconfig.base.json', 'schema', 'packages', 'gateway', 'subgraphs'];

export interface SourcesCopy {
  readonly directory: string;
  stop(): Promise<void>;
}

/** Copies the checkout to where a test may change it. Installed packages are shared with it; the workspaces are those of the copy. */
export async function copySources(): Promise<SourcesCopy> {
  const directory = await mkdtemp(join(tmpdir(), 'bazaar-sources-'));
  for (const source of SOURCES) {
    const filter = (path: string): boolean => !/\/(node_modules|dist|\.turbo|\.data)$/.test(path);
    await cp(join(REPOSITORY, source), join(directory, source), { recursive: true, filter });
  }
  const installed = join(REPOSITORY, 'node_modules');
  const workspaces = join('node_modules', '@bazaar');
  await mkdir(join(directory, workspaces), { recursive: true });
  for (const name of await readdir(installed)) {
    if (name !== '@bazaar') await symlink(join(installed, name), join(directory, 'node_modules', name));
  }
  // npm's links are relative.
  for (const name of await readdir(join(REPOSITORY, workspaces)))
    await symlink(await readlink(join(REPOSITORY, workspaces, name)), join(directory, workspaces, name));
  return { directory, stop: () => rm(directory, { recursive: true, force: true, maxRetries: 5 }) };
}
