import { execFile } from 'node:child_process';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import type { TestProject } from 'vitest/node';
import { openDoor, type Door } from './ask-once.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** Asked for an answer, this port of vitest's process answers once everything that processes run is built. */
    builtPrograms: number;
  }
}

const ROOT = fileURLToPath(new URL('../../../', import.meta.url));

let door: Door | undefined;

/**
 * vitest's globalSetup: builds what processes run, as the image does, when the first test of the run asks for it. Only what has changed is built
 * again, a second when nothing has. Turbo goes by the content of the sources and puts back what was changed in `dist`, so that no test meets a
 * build of other sources. One build at a time: it writes files that processes of other tests load.
 */
export async function setup(project: TestProject): Promise<void> {
  const opened = await openDoor(build);
  door = opened;
  project.provide('builtPrograms', opened.port);
  // In watch mode, where the sources are others by then.
  project.onTestsRerun(() => opened.forget());
}

/** vitest's globalSetup, at the end of the run. */
export function teardown(): void {
  door?.close();
}

async function build(): Promise<string> {
  const turbo = createRequire(import.meta.url).resolve('turbo/bin/turbo');
  const words = [turbo, 'run', 'build', '--filter=@bazaar/bazaar...', '--output-logs=errors-only'];
  const env = { ...process.env, TURBO_TELEMETRY_DISABLED: '1' };
  try {
    await promisify(execFile)(process.execPath, words, { cwd: ROOT, env });
  } catch (error) {
    // The compiler writes what is wrong to its standard output.
    const output = error instanceof Error && 'stdout' in error ? String(error.stdout) : String(error);
    throw new Error(`What processes run cannot be built:\n${output}`, { cause: error });
  }
  return 'built';
}
