import { fileURLToPath } from 'node:url';
import { inject } from 'vitest';
import { askAt } from './ask-once.ts';

const ROOT = new URL('../../../', import.meta.url);

// At once, not when a program is asked for: a test file that runs some waits for the build while it is loaded, where no test's time runs.
await askAt(inject('builtPrograms'));

/**
 * The file that runs a program as the image does, from JavaScript: `gateway` or `packages/bazaar`. Its process starts in half the time of one that
 * compiles TypeScript. What a reader of the README types is run word for word in `e2e/src/start.e2e.test.ts`.
 */
export function builtProgram(workspace: string): string {
  return fileURLToPath(new URL(`${workspace}/dist/main.js`, ROOT));
}
