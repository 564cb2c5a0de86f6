import { randomBytes } from 'node:crypto';
import { mkdir, open, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { ConfigError } from '@bazaar/runtime/config';
import { OperatorError } from '@bazaar/runtime/operator-error';
import type { BazaarConfig } from './config.ts';

/** Secrets that a development machine generates once and production must be given. */
const GENERATED = [
  'SIGNING_KEY_SECRET',
  'CART_ID_SECRET',
  'ORDER_TOKEN_SECRET',
  'STRIPE_WEBHOOK_SECRET',
  'DATABASE_ROLE_SECRET',
] as const;

export type Secrets = Readonly<Record<(typeof GENERATED)[number], string>>;

const stored = z.record(z.string(), z.string());

/**
 * The secrets of this data directory: those of the environment first, then those generated at an earlier start, then new ones.
 * In production nothing is generated: a disk that is lost would end all sessions. The file is readable by its owner alone. Of two starters at once, both end with the same file.
 * @throws OperatorError when the directory cannot be used.
 */
export async function loadSecrets(
  { DATA_DIR: dataDir, NODE_ENV }: Pick<BazaarConfig, 'DATA_DIR' | 'NODE_ENV'>,
  env: Readonly<Record<string, string | undefined>>,
): Promise<Secrets> {
  if (NODE_ENV === 'production') {
    const missing = GENERATED.filter((name) => !env[name]);
    if (missing.length > 0) throw new ConfigError(missing.map((name) => `${name}: must be set in production`));
  }
  const file = join(dataDir, 'secrets.json');
  const kept = (await readStored(file)) ?? (await writeNew(file, dataDir));
  return Object.fromEntries(GENERATED.map((name) => [name, env[name] || kept[name] || newSecret()])) as Secrets;
}

async function readStored(file: string): Promise<Record<string, string> | null> {
  const text = await readFile(file, 'utf8').catch((error: unknown) => {
    if (isCode(error, 'ENOENT')) return null;
    throw unusable(`${file} cannot be read`, error);
  });
  if (text === null) return null;
  try {
    return stored.parse(JSON.parse(text));
  } catch (error) {
    throw unusable(`${file} is damaged. Restore it, or delete the data directory to begin anew`, error);
  }
}

async function writeNew(file: string, dataDir: string): Promise<Record<string, string>> {
  await mkdir(dataDir, { recursive: true }).catch((error: unknown) => {
    throw unusable(`${dataDir} cannot be made`, error);
  });
  const fresh = Object.fromEntries(GENERATED.map((name) => [name, newSecret()]));
  try {
    const handle = await open(file, 'wx', 0o600);
    await handle.writeFile(`${JSON.stringify(fresh, null, 2)}\n`);
    await handle.sync();
    await handle.close();
    return fresh;
  } catch (error) {
    if (!isCode(error, 'EEXIST')) throw unusable(`${dataDir} cannot be written`, error);
    return (await readStored(file)) ?? fresh;
  }
}

function newSecret(): string {
  return randomBytes(32).toString('base64url');
}

/** What whoever chose the directory can mend. The code of the system says why, such as EACCES. */
function unusable(what: string, error: unknown): OperatorError {
  const code = error instanceof Error && 'code' in error ? ` (${String(error.code)})` : '';
  return new OperatorError(`DATA_DIR: ${what}${code}.`, { cause: error });
}

function isCode(error: unknown, code: string): boolean {
  return error instanceof Error && 'code' in error && error.code === code;
}
