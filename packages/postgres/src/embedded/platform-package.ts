import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { EmbeddedPostgresError, WAY_OUT } from './embedded-postgres-error.ts';

const SUPPORTED = ['linux-x64', 'linux-arm64', 'darwin-x64', 'darwin-arm64'];

export interface PlatformPackage {
  /** Holds `bin`, `lib`, `share` and `pg-symlinks.json`. */
  readonly nativeDir: string;
  /** Of the npm package: `18.4.0-beta.17`. */
  readonly version: string;
  /** The major version of Postgres: `18`. */
  readonly major: string;
}

/**
 * Finds the Postgres binaries that npm installed for this platform.
 * @throws EmbeddedPostgresError when there are none for it, or npm left them out.
 */
export function findPlatformPackage(platform = `${process.platform}-${process.arch}`): PlatformPackage {
  if (!SUPPORTED.includes(platform) || usesMusl()) {
    throw new EmbeddedPostgresError(
      `There is no embedded Postgres for ${platform}${usesMusl() ? ' with musl' : ''}, only for ${SUPPORTED.join(', ')} (glibc). ${WAY_OUT}`,
    );
  }
  const name = `@embedded-postgres/${platform}`;
  let entry: string;
  try {
    entry = createRequire(import.meta.url).resolve(name);
  } catch (cause) {
    throw new EmbeddedPostgresError(
      `The optional package ${name} is not installed: run npm ci without --omit=optional. ${WAY_OUT}`,
      { cause },
    );
  }
  const root = dirname(dirname(entry));
  // The shape of every package.json on npm.
  const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { version: string };
  return { nativeDir: join(root, 'native'), version, major: version.split('.')[0] ?? version };
}

/** Alpine and its like: the binaries need glibc. */
function usesMusl(): boolean {
  if (process.platform !== 'linux') return false;
  // Node's documented report; a musl build has no glibc version in its header.
  const { header } = process.report.getReport() as { header: { glibcVersionRuntime?: string } };
  return header.glibcVersionRuntime === undefined;
}
