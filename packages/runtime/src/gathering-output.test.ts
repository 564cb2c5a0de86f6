import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { text } from 'node:stream/consumers';
import { expect, test } from 'vitest';

const LOG = new URL('./log.ts', import.meta.url).href;

function argumentsOf(program: string): string[] {
  const source = `import { createLogger } from '${LOG}'; const log = createLogger({ name: 'test', level: 'info' }); ${program}`;
  return ['--import', 'tsx', '--conditions=source', '--input-type=module', '--eval', source];
}

/** Runs a program that has a `log`, and returns what it printed; a program that stays is killed as soon as it printed `until`. */
async function run(program: string, until?: string): Promise<readonly string[]> {
  const child = spawn(process.execPath, argumentsOf(program), { stdio: ['ignore', 'pipe', 'inherit'] });
  child.stdout.on('data', (data: Buffer) => {
    if (until !== undefined && data.includes(until)) child.kill('SIGKILL');
  });
  const [printed] = await Promise.all([text(child.stdout), once(child, 'close')]);
  return printed
    .split('\n')
    .filter(Boolean)
    .map((line) => (JSON.parse(line) as { msg: string }).msg);
}

const FIVE = `for (let number = 0; number < 5; number++) log.info(String(number));`;
const PRINTED = ['0', '1', '2', '3', '4'];

test('a process that ends has written all its lines, in order', async () => {
  expect(await run(FIVE)).toEqual(PRINTED);
});

test('so has one that exits at once, also in the middle of a write', async () => {
  expect(await run(`${FIVE} process.exit(3);`)).toEqual(PRINTED);
  const many = `for (let number = 0; number < 2_000; number++) log.info(String(number));`;
  expect(await run(`${many} setImmediate(() => process.exit());`)).toHaveLength(2_000);
});

test('a fatal line is written at once, with those before it', async () => {
  expect(await run(`${FIVE} log.fatal('over'); process.kill(process.pid, 'SIGKILL');`)).toEqual([...PRINTED, 'over']);
});

test('a process that goes on writes its lines soon', async () => {
  expect(await run(`${FIVE} setInterval(() => undefined, 1_000);`, '"4"')).toEqual(PRINTED);
});

test('what comes while others are written is written soon after, too', async () => {
  const many = `for (let number = 0; number < 3_000; number++) log.info(String(number));`;
  const inBetween = `setTimeout(() => log.info('last'), 1);`;
  const printed = await run(`${many} ${inBetween} setInterval(() => undefined, 1_000);`, '"last"');
  expect(printed).toHaveLength(3_001);
});

test('of a reader that does not read only so much waits; it is told how much was lost when it reads again', async () => {
  const flood = `
    const text = 'x'.repeat(10_000);
    for (let number = 0; number < 4_000; number++) log.info(text);
    process.stderr.write('flooded\\n');
    process.stdin.once('data', () => {
      log.info('after');
      process.stdin.destroy();
    });`;
  const child = spawn(process.execPath, argumentsOf(flood), { stdio: 'pipe' });
  let told = '';
  child.stderr.on('data', (data: Buffer) => (told += data.toString()));
  await expect.poll(() => told, { timeout: 15_000 }).toBe('flooded\n');
  const read = text(child.stdout);
  await expect
    .poll(() => told, { timeout: 15_000 })
    .toMatch(/^flooded\n\d{4} log lines were lost: standard output was not read\.\n$/);
  child.stdin.write('go on');
  const printed = await read;
  expect(printed.length).toBeGreaterThan(15_000_000);
  expect(printed.length).toBeLessThan(20_000_000);
  expect(printed.trimEnd().split('\n').at(-1)).toContain('after');
});

test('loggers of one process keep their order', async () => {
  const other = `const other = createLogger({ name: 'other', level: 'info' });`;
  expect(await run(`${other} log.info('1'); other.info('2'); log.info('3'); other.info('4');`)).toEqual([
    '1',
    '2',
    '3',
    '4',
  ]);
});
