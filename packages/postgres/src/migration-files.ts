import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';

const FILE_NAME = /^(\d{13})-([a-z0-9]+(?:-[a-z0-9]+)*)\.sql$/;

/** One hand-written SQL file, `<13 digits>-<name>.sql`. */
export interface MigrationFile {
  readonly fileName: string;
  /** The 13 digits: the order in which files run. */
  readonly number: string;
  /** What TypeORM's history calls it: the name with the digits behind it. */
  readonly historyName: string;
  readonly sql: string;
  /** SHA-256 of the content, hexadecimal. Line endings do not count. */
  readonly checksum: string;
}

/**
 * Reads the SQL files of all directories, sorted by number.
 * @throws Error for a directory that cannot be read, a file with another kind of name, or a number that stands twice.
 */
export async function readMigrationFiles(directories: readonly URL[]): Promise<MigrationFile[]> {
  const files = (await Promise.all(directories.map(readDirectory))).flat();
  files.sort((a, b) => a.number.localeCompare(b.number));
  for (const [index, file] of files.entries()) {
    const next = files[index + 1];
    if (next?.number === file.number) {
      throw new Error(
        `Migrations ${file.fileName} and ${next.fileName} have the same number: give one of them another.`,
      );
    }
  }
  return files;
}

async function readDirectory(directory: URL): Promise<MigrationFile[]> {
  const base = directory.href.endsWith('/') ? directory : new URL(`${directory.href}/`);
  const names = (await readdir(base)).filter((name) => !name.startsWith('.'));
  return Promise.all(names.map((name) => readMigrationFile(base, name)));
}

async function readMigrationFile(directory: URL, fileName: string): Promise<MigrationFile> {
  const [, number, name] = FILE_NAME.exec(fileName) ?? [];
  if (number === undefined || name === undefined) {
    throw new Error(`Migration ${fileName} in ${directory.pathname} must be named <13 digits>-<lower-case-name>.sql.`);
  }
  const sql = (await readFile(new URL(encodeURIComponent(fileName), directory), 'utf8')).replaceAll('\r\n', '\n');
  const checksum = createHash('sha256').update(sql).digest('hex');
  return { fileName, number, historyName: `${name}-${number}`, sql, checksum };
}
