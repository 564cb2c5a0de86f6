import { execFile } from 'node:child_process';
import { mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';

const NODE_MODULES = fileURLToPath(new URL('../../../node_modules/', import.meta.url));
const REPORTER = fileURLToPath(new URL('redis-reporter.ts', import.meta.url));

let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'bazaar-reporter-'));
  await symlink(NODE_MODULES, join(folder, 'node_modules'));
  await write('cache.redis.test.ts', "test.skip('expires', () => {}); test('elsewhere', () => {});");
  await write('live.test.ts', "describe.skip('over Redis', () => test('arrives', () => {}));");
  await write('other.test.ts', "test.skip('later', () => {});");
});

afterAll(() => rm(folder, { recursive: true, force: true }));

test('the last line counts the skipped Redis-backed tests and names their files', async () => {
  const { code, lastLine } = await run({ required: false });
  expect(lastLine).toMatch(/^Skipped: 2 Redis-backed tests did not run, .*: cache\.redis\.test\.ts, live\.test\.ts$/);
  expect(code).toBe(0);
});

test('where Redis is required, their absence fails the run', async () => {
  const { code, lastLine } = await run({ required: true });
  expect(lastLine).toMatch(/^FAILED: 2 Redis-backed tests/);
  expect(code).toBe(1);
});

function write(name: string, tests: string): Promise<void> {
  return writeFile(join(folder, name), `import { describe, test } from 'vitest';\ndescribe('', () => { ${tests} });\n`);
}

async function run({ required }: { required: boolean }): Promise<{ code: number; lastLine: string | undefined }> {
  await writeFile(
    join(folder, 'vitest.config.ts'),
    `import { redisReporter } from ${JSON.stringify(REPORTER)};
     const print = (line) => process.stdout.write(line + '\\n');
     export default { test: { reporters: ['default', redisReporter({ required: ${required}, print })] } };`,
  );
  const argv = [join(NODE_MODULES, 'vitest/vitest.mjs'), 'run', '--root', folder];
  return new Promise((resolve) => {
    execFile(process.execPath, argv, { cwd: folder }, (error, stdout) =>
      resolve({ code: typeof error?.code === 'number' ? error.code : 0, lastLine: stdout.trim().split('\n').at(-1) }),
    );
  });
}
