import { execFile } from 'node:child_process';
import { basename, dirname } from 'node:path';
import { promisify } from 'node:util';

/**
 * The file's text at a git revision, or null when it did not exist there.
 * @throws Error when git knows no such revision.
 */
export async function readAt(revision: string, file: string): Promise<string | null> {
  const cwd = dirname(file);
  const commit = await git(cwd, 'rev-parse', '--verify', '--quiet', '--end-of-options', `${revision}^{commit}`).catch(
    (cause: unknown) => {
      throw new Error(`git knows no revision ${JSON.stringify(revision)} here.`, { cause });
    },
  );
  const path = `${commit.trim()}:./${basename(file)}`;
  const exists = await git(cwd, 'cat-file', '-e', path).then(
    () => true,
    () => false,
  );
  return exists ? git(cwd, 'show', path) : null;
}

async function git(cwd: string, ...args: string[]): Promise<string> {
  const { stdout } = await promisify(execFile)('git', args, { cwd, maxBuffer: 64 * 1024 ** 2 });
  return stdout;
}
