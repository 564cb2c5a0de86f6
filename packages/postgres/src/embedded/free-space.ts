import { statfs } from 'node:fs/promises';
import { EmbeddedPostgresError, WAY_OUT } from './embedded-postgres-error.ts';

const MIB = 1024 * 1024;

/** @throws EmbeddedPostgresError when the file system of `directory` has less than `neededBytes` left. */
export async function requireSpace(directory: string, neededBytes: number): Promise<void> {
  const { bavail, bsize } = await statfs(directory);
  const freeBytes = bavail * bsize;
  if (freeBytes >= neededBytes) return;
  throw new EmbeddedPostgresError(
    `${directory} has ${Math.floor(freeBytes / MIB)} MiB left, and a new database needs ${Math.ceil(neededBytes / MIB)} MiB. ` +
      `Free some space or choose another DATA_DIR. ${WAY_OUT}`,
  );
}
