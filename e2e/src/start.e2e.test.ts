import { SearchPageDocument } from '@bazaar/client/generated/operations';
import { bazaarCommand } from '@bazaar/bazaar/bazaar-command';
import { connect, signIn } from '@bazaar/bazaar/demo/people';
import { DEMO_ACCOUNTS } from '@bazaar/bazaar/demo-data/people';
import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import type { Command } from 'commander';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { run, runCommand, runNpm, type RunningCommand } from './support/command.ts';
import { alive, descendantsOf } from './support/processes.ts';
import { registerShopper } from './support/shopping.ts';
import { until } from './support/until.ts';

const REPOSITORY = fileURLToPath(new URL('../../', import.meta.url));

let dataDir: string;
const started: RunningCommand[] = [];

beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'bazaar-start-'));
});
afterAll(async () => {
  await Promise.all(started.map((command) => command.kill()));
  await rm(dataDir, { recursive: true, force: true, maxRetries: 5 });
});

/** `npm start` as a newcomer runs it: no Postgres, no Redis, no configuration, on a port that is free. */
function start(env: Record<string, string> = {}): RunningCommand {
  const command = runCommand(['start'], { PORT: '0', DATA_DIR: dataDir, ...env });
  started.push(command);
  return command;
}

function readyAt(command: RunningCommand): Promise<string> {
  return command.line(/(http:\S+)\/graphql/);
}

describe('npm start', { timeout: 90_000 }, () => {
  let shopper: { readonly email: string };

  it('on a bare machine brings up the marketplace with its demo data, and Ctrl-C leaves nothing behind', async () => {
    const command = start();
    const url = await readyAt(command);
    expect(command.stdout).toMatch(/Bazaar is ready after [\d.]+ s/);
    for (const { email } of DEMO_ACCOUNTS) expect(command.stdout).toContain(email);
    const { products } = await connect(url, null).request(SearchPageDocument, { currency: 'USD', first: 100 });
    expect(products?.nodes.length).toBeGreaterThanOrEqual(60);
    const playground = await fetch(url, { headers: { accept: 'text/html' } });
    expect([playground.status, playground.headers.get('content-type')]).toEqual([
      200,
      expect.stringContaining('text/html'),
    ]);
    shopper = await registerShopper(url);
    const children = await descendantsOf(command.pid);
    expect(
      children.map(({ name }) => name),
      'there is a Postgres to leave behind',
    ).toContain('postgres');

    const told = Date.now();
    command.signal('SIGINT');
    expect(await command.ended, command.stderr).toEqual({ code: 0, signal: null });
    expect(Date.now() - told).toBeLessThan(10_000);
    // What watched over Postgres ends a moment after it.
    await until('nothing is left', async () => (await alive(children.map(({ pid }) => pid))).length === 0, 5_000);
    expect(command.stderr).toBe('');
  });

  it('a second time has everything still, makes nothing anew, and does not share its data with another start', async () => {
    const command = start();
    const url = await readyAt(command);
    expect(command.stdout).not.toMatch(/Stocking|Creating/);
    const again = { email: shopper.email, password: 'a password for tests' };
    expect((await signIn(url, again)).name).toBe('Sam Shopper');

    const intruder = start();
    expect(await intruder.ended).toEqual({ code: 1, signal: null });
    expect(intruder.stderr).toMatch(/in use .*DATA_DIR/);
    expect((await signIn(url, again)).name, 'the first goes on').toBe('Sam Shopper');

    // Killed outright, it still leaves nothing behind.
    const children = (await descendantsOf(command.pid)).map(({ pid }) => pid);
    expect(children).not.toEqual([]);
    expect(await command.kill()).toEqual({ code: null, signal: 'SIGKILL' });
    await until('Postgres has noticed', async () => (await alive(children)).length === 0);
  });

  it('after it was killed outright begins again where it was', async () => {
    const command = start();
    const url = await readyAt(command);
    const again = { email: shopper.email, password: 'a password for tests' };
    expect((await signIn(url, again)).name).toBe('Sam Shopper');
    command.signal('SIGTERM');
    expect(await command.ended, command.stderr).toEqual({ code: 0, signal: null });
  });
});

it('npm start, npm run demo and Ctrl-C, word for word', { timeout: 90_000 }, async () => {
  const market = runNpm(['start'], { PORT: '0', DATA_DIR: dataDir });
  started.push(market);
  const url = await readyAt(market);
  const children = (await descendantsOf(market.pid)).map(({ pid }) => pid);

  const demo = runNpm(['run', 'demo', '--', '--url', url], {});
  started.push(demo);
  expect(await demo.ended, demo.stdout + demo.stderr).toEqual({ code: 0, signal: null });
  for (const told of ['Both vendors send their parts', 'The books', 'Everything adds up.'])
    expect(demo.stdout).toContain(told);

  market.signal('SIGINT');
  await market.ended;
  await until('nothing is left', async () => (await alive(children)).length === 0);
  expect(market.stderr).toBe('');
});

describe('a wrong variable', { timeout: 60_000 }, () => {
  it.concurrent.each([
    [{ PORT: 'abc' }, ['PORT']],
    [{ DATABASE_URL: 'mysql://secret@nowhere' }, ['DATABASE_URL']],
    [{ REDIS_URL: 'secret', LOG_LEVEL: 'secret', DEMO_DATA: 'secret' }, ['REDIS_URL', 'LOG_LEVEL', 'DEMO_DATA']],
    [{ NODE_ENV: 'production' }, ['DATABASE_URL', 'STRIPE_SECRET_KEY']],
  ])('%o stops the start with a message that names it, and never its value', async (env, names) => {
    // An own directory: nothing is made in it.
    const command = start({ DATA_DIR: join(dataDir, 'unused'), ...env });
    expect(await command.ended).toEqual({ code: 1, signal: null });
    for (const name of names) expect(command.stderr).toMatch(new RegExp(`- ${name}: `));
    expect(command.stderr).not.toContain('secret');
    expect(command.stderr, 'a person reads it').not.toMatch(/\n\s+at /);
  });
});

describe('a mistake', { timeout: 60_000 }, () => {
  it.concurrent.each([
    [['start'], { DATA_DIR: join(REPOSITORY, 'package.json') }, 'DATA_DIR: '],
    [['start'], { DATA_DIR: '/dev/null/data' }, 'DATA_DIR: '],
    [['frobnicate'], {}, "unknown command 'frobnicate'"],
    [['demo', '--url', 'shop.example'], {}, 'It begins with http:// or https://.'],
    [['demo', '--url', 'http://127.0.0.1:1/'], {}, 'the marketplace at http://127.0.0.1:1 cannot be reached.'],
  ])('%o with %o is told of to a person', async (words, env, told) => {
    const command = runCommand(words, env);
    started.push(command);
    expect(await command.ended).toEqual({ code: 1, signal: null });
    expect(command.stderr).toContain(told);
    expect(command.stderr).not.toMatch(/\n\s+at .*:\d+:\d+|"level"/);
  });
});

it('a reader that has seen enough breaks nothing off', { timeout: 60_000 }, async () => {
  const demo = 'npm run -s demo -- --url http://127.0.0.1:1 | true';
  const command = run('sh', ['-c', demo], { name: demo, env: {}, cwd: REPOSITORY, isGroup: true });
  started.push(command);
  await command.ended;
  expect(command.stderr).toContain('the marketplace at http://127.0.0.1:1 cannot be reached.');
  expect(command.stderr).not.toContain('EPIPE');
});

/** A command and all below it. */
function withSubcommands(command: Command): Command[] {
  return [command, ...command.commands.flatMap(withSubcommands)];
}

it('every command explains itself with --help', async () => {
  const told = runCommand(['--help'], {});
  expect(await told.ended, told.stderr).toEqual({ code: 0, signal: null });
  for (const command of bazaarCommand.commands) expect(told.stdout).toContain(`\n  ${command.name()} `);

  // The others in this process: a whole start for each would test the computer.
  for (const command of withSubcommands(bazaarCommand)) {
    const help = command
      .exitOverride()
      .configureOutput({ writeOut: () => undefined })
      .parseAsync(['--help'], { from: 'user' });
    await expect(help, command.name()).rejects.toMatchObject({ code: 'commander.helpDisplayed', exitCode: 0 });
    expect(command.description(), `${command.name()} is not described`).not.toBe('');
    for (const { flags, description } of command.options) expect(description, `${flags} is not described`).not.toBe('');
  }
});

it('--help waits for nothing: neither the database nor GraphQL is loaded for it', async () => {
  const script = `
    import { createRequire } from 'node:module';
    const loaded = () => Object.keys(createRequire(import.meta.url).cache).join();
    await import('./packages/bazaar/src/bazaar-command.ts');
    const before = loaded();
    await import('./packages/bazaar/src/start-bazaar.ts');
    process.stdout.write(JSON.stringify([before, loaded()]));`;
  const node = ['--import', 'tsx', '--conditions=source', '--input-type=module', '--eval', script];
  const { stdout } = await promisify(execFile)(process.execPath, node, { cwd: REPOSITORY });
  // What the script prints.
  const [commands, market] = JSON.parse(stdout) as [string, string];
  for (const name of ['graphql', 'pg', 'typeorm']) {
    expect(commands).not.toContain(`/node_modules/${name}/`);
    expect(market, 'the script would have seen it').toContain(`/node_modules/${name}/`);
  }
});

it('a demo that finds no marketplace says so and fails', async () => {
  const demo = runCommand(['demo', '--url', 'http://127.0.0.1:9'], {});
  expect(await demo.ended).toEqual({ code: 1, signal: null });
  expect(demo.stderr).toMatch(/The demo broke off: .*cannot be reached/);
});
