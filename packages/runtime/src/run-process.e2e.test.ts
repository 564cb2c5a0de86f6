import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';

const PROGRAM = fileURLToPath(new URL('./testing/process-under-test.ts', import.meta.url));

interface Ended {
  readonly code: number | null;
  readonly signal: string | null;
  readonly output: string;
  readonly errors: string;
  readonly tookMs: number;
}

/** Runs the program; `at` acts once it has written `ready`. */
async function run(args: readonly string[], at?: (kill: (signal: NodeJS.Signals) => void) => void): Promise<Ended> {
  const child = spawn(process.execPath, ['--import', 'tsx', '--conditions=source', PROGRAM, ...args], {
    stdio: 'pipe',
  });
  let output = '';
  let errors = '';
  let readyAt = performance.now();
  child.stdout.on('data', (chunk: Buffer) => {
    const before = output;
    output += chunk.toString();
    if (before.includes('ready') || !output.includes('ready')) return;
    readyAt = performance.now();
    at?.((signal) => child.kill(signal));
  });
  child.stderr.on('data', (chunk: Buffer) => (errors += chunk.toString()));
  // The exit's two arguments, as documented.
  const [code, signal] = (await once(child, 'close')) as [number | null, string | null];
  return { code, signal, output, errors, tookMs: performance.now() - readyAt };
}

describe.concurrent('a process', () => {
  test('is killed at an armed crash point, without any clean-up', async () => {
    const { code, signal, output } = await run(['crash', 'checkout.afterReserve']);
    expect({ code, signal, output }).toEqual({
      code: null,
      signal: 'SIGKILL',
      output: 'passed checkout.afterFreeze\n',
    });
  });

  test('passes crash points that are not armed', async () => {
    const { code, output } = await run(['crash', 'none']);
    expect(code).toBe(0);
    expect(output).toBe('passed checkout.afterFreeze\npassed checkout.afterReserve\ncleaned up\n');
  });

  test.each(['SIGTERM', 'SIGINT'] as const)(
    'stops its parts in reverse order at %s, also when it comes twice, and ends with 0',
    async (signal) => {
      const { code, output } = await run(['run'], (kill) => {
        kill(signal);
        kill(signal);
      });
      expect(code).toBe(0);
      expect(output.match(/stopped \w+/g)).toEqual(['stopped second', 'stopped first']);
    },
  );

  test('ends at once when a second signal comes seconds later', async () => {
    const { code, tookMs } = await run(['run', 'slow'], (kill) => {
      kill('SIGTERM');
      setTimeout(() => kill('SIGTERM'), 2_300);
    });
    expect(code).toBe(130);
    expect(tookMs).toBeLessThan(10_000);
  });

  test('that is misconfigured says what is wrong without a stack, stops what it started, and ends with 1', async () => {
    const { code, output, errors } = await run(['misconfigured']);
    expect(code).toBe(1);
    expect(errors).toBe('The configuration is not usable:\n  - PORT: must be a port number\n');
    expect(output).toBe('stopped started\n');
  });

  test('that cannot start logs why and ends with 1', async () => {
    const { code, output } = await run(['broken']);
    expect(code).toBe(1);
    expect(JSON.parse(output)).toMatchObject({ level: 60, err: { message: 'no such host' }, msg: 'could not start' });
  });

  test('with an error nobody handled stops and ends with 1', async () => {
    const { code, output } = await run(['unhandled']);
    expect(code).toBe(1);
    expect(output).toContain('forgotten');
    expect(output).toContain('stopped part');
  });
});
