import { expect, vi } from 'vitest';
import { bazaarCommand } from '../../bazaar-command.ts';

export interface Ran {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs `work` and returns what it printed, with the exit code that it would have ended with. */
export async function watch(work: () => Promise<unknown>): Promise<Ran> {
  const printed = { stdout: '', stderr: '' };
  const spies = (['stdout', 'stderr'] as const).map((stream) =>
    vi.spyOn(process[stream], 'write').mockImplementation((text) => {
      printed[stream] += String(text);
      return true;
    }),
  );
  try {
    await work();
    return { code: Number(process.exitCode ?? 0), ...printed };
  } finally {
    process.exitCode = undefined;
    for (const spy of spies) spy.mockRestore();
  }
}

export const run = (...words: readonly string[]) => watch(() => bazaarCommand.parseAsync(words, { from: 'user' }));

/** What is printed as JSON, one a line. */
export async function lines<Line>(...words: readonly string[]): Promise<Line[]> {
  const { code, stdout, stderr } = await run(...words, '--json');
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  return stdout
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as Line);
}
