import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseEnv, promisify } from 'node:util';
import { makeEnvironment } from '@bazaar/deploy/environment';
import { afterEach, beforeEach, expect, it } from 'vitest';

const ROOT = fileURLToPath(new URL('../../../', import.meta.url));
const execute = promisify(execFile);

let directory: string;
beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'bazaar-env-'));
});
afterEach(() => rm(directory, { recursive: true, force: true }));

function generate(...args: string[]): Promise<{ stdout: string; stderr: string }> {
  const command = ['--conditions=source', '--import', 'tsx', 'deploy/generate-env.ts', ...args];
  return execute(process.execPath, command, { cwd: ROOT });
}

it('writes an env file for its owner alone, says what is left to fill in, and never overwrites one', async () => {
  const file = join(directory, '.env');
  const { stdout, stderr } = await generate('--out', file);
  expect(stdout).toBe('');
  expect(stderr).toContain('Fill in STRIPE_SECRET_KEY, STRIPE_PUBLISHABLE_KEY, STRIPE_WEBHOOK_SECRET.');
  expect((await stat(file)).mode & 0o777).toBe(0o600);
  const text = await readFile(file, 'utf8');
  await expect(generate('--out', file)).rejects.toMatchObject({ code: 1, stderr: expect.stringContaining('exists') });
  expect(await readFile(file, 'utf8')).toBe(text);
});

it('prints what env files read back, for a database elsewhere too', async () => {
  const { stdout } = await generate(
    '--print',
    '--emulator',
    '--database-url',
    'postgres://admin:a%27b@db.example:6432/shop',
  );
  const environment = parseEnv(stdout);
  expect(environment['DATABASE_ADMIN_URL']).toBe('postgres://admin:a%27b@db.example:6432/shop');
  expect(environment['ORDERS_DATABASE_URL']).toMatch(/^postgres:\/\/bazaar_orders:[\w-]{43}@db\.example:6432\/shop$/);
  expect(JSON.parse(environment['INTERNAL_TRUSTED_KEYS'] ?? '')).toHaveProperty('gateway.kty', 'OKP');
  expect(environment['INTERNAL_TRUSTED_KEYS']).not.toContain('"d"');
  expect(Object.values(environment)).not.toContain('');
});

it('makes other secrets each time, and the same passwords for the same database', async () => {
  const adminUrl = 'postgres://admin:secret@db.example/shop';
  const [one, other] = await Promise.all([1, 2].map(() => makeEnvironment({ adminUrl, emulator: false })));
  expect(one?.['CART_ID_SECRET']).not.toBe(other?.['CART_ID_SECRET']);
  expect(one?.['USERS_INTERNAL_SIGNING_KEY']).not.toBe(other?.['USERS_INTERNAL_SIGNING_KEY']);
  expect(one?.['USERS_DATABASE_URL']).toBe(other?.['USERS_DATABASE_URL']);
  await expect(makeEnvironment({ adminUrl: 'postgres://admin@db.example/shop', emulator: false })).rejects.toThrow(
    'password',
  );
});

it('explains itself, and refuses what it does not know', async () => {
  expect((await generate('--help')).stdout).toContain('--emulator');
  await expect(generate('--force')).rejects.toMatchObject({ code: 1, stderr: expect.stringContaining('--force') });
});
