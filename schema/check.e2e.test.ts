import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, test } from 'vitest';

const FIRST = 'type Query { order(id: ID!): String, me: String }\nenum Status { NEW }\n';

let repository: string;

beforeAll(async () => {
  repository = await mkdtemp(join(tmpdir(), 'bazaar-check-'));
  await git('init', '--quiet');
  await git('commit', '--quiet', '--allow-empty', '--message', 'Empty');
  await git('tag', 'empty');
  await writeSchema(FIRST);
  await git('add', '.');
  await git('commit', '--quiet', '--message', 'First schema');
  await git('tag', 'v1');
});

afterAll(() => rm(repository, { recursive: true, force: true }));

test('a removed field breaks', async () => {
  await writeSchema(FIRST.replace(', me: String', ''));
  const { code, stdout } = await check('--against', 'v1');
  expect(stdout).toContain("Breaking: a request that worked before may fail (1)\n  Field 'me' was removed");
  expect(code).toBe(1);
});

test('a new enum value is dangerous, a new field is safe, and neither fails', async () => {
  await writeSchema(FIRST.replace('NEW', 'NEW OLD').replace('me: String', 'me: String, you: String'));
  const { code, stdout } = await check('--against', 'v1');
  expect(stdout).toMatch(/Dangerous.*\(1\)\n {2}Enum value 'OLD' was added/);
  expect(stdout).toMatch(/Safe \(1\)\n {2}Field 'you' was added/);
  expect(code).toBe(0);
});

test('an equal schema has no changes', async () => {
  await writeSchema(FIRST);
  expect(await check('--against', 'v1')).toMatchObject({
    code: 0,
    stdout: expect.stringContaining('is the same as at v1'),
  });
});

test('before the first version everything is new', async () => {
  await writeSchema(FIRST);
  expect(await check('--against', 'empty')).toMatchObject({
    code: 0,
    stdout: expect.stringContaining('all of it is new'),
  });
});

test('an unknown revision, no revision, an option in its place, a missing file: exit code 2 and a reason', async () => {
  await writeSchema(FIRST);
  expect(await check('--against', 'v9')).toMatchObject({ code: 2, stderr: 'git knows no revision "v9" here.\n' });
  expect(await check('--against=--all')).toMatchObject({ code: 2, stderr: 'git knows no revision "--all" here.\n' });
  expect(await check()).toMatchObject({ code: 2, stderr: expect.stringContaining('--against <rev> is missing') });
  await rm(join(repository, 'api.graphql'));
  expect(await check('--against', 'v1')).toMatchObject({ code: 2, stderr: expect.stringContaining('npm run compose') });
});

test('--help explains options and exit codes', async () => {
  expect(await check('--help')).toMatchObject({ code: 0, stdout: expect.stringMatching(/--against[\s\S]*Exit codes/) });
});

function writeSchema(sdl: string): Promise<void> {
  return writeFile(join(repository, 'api.graphql'), sdl);
}

async function git(...args: string[]): Promise<void> {
  const author = ['-c', 'user.name=Test', '-c', 'user.email=test@example.com', '-c', 'commit.gpgsign=false'];
  await promisify(execFile)('git', [...author, ...args], { cwd: repository });
}

function check(...options: string[]): Promise<{ code: number; stdout: string; stderr: string }> {
  const command = fileURLToPath(new URL('check.ts', import.meta.url));
  const argv = [
    '--import',
    'tsx',
    '--conditions=source',
    command,
    '--file',
    join(repository, 'api.graphql'),
    ...options,
  ];
  return new Promise((resolve) => {
    execFile(process.execPath, argv, (error, stdout, stderr) =>
      resolve({ code: typeof error?.code === 'number' ? error.code : 0, stdout, stderr }),
    );
  });
}
