import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { builtProgram } from '@bazaar/testkit/built-program';
import { until } from './until.ts';

const REPOSITORY = fileURLToPath(new URL('../../../', import.meta.url));

/** A process of the marketplace. */
export interface Child {
  /** The exit code, or the signal that ended it. */
  readonly ended: Promise<number | NodeJS.Signals | null>;
  kill(signal: NodeJS.Signals): Promise<number | NodeJS.Signals | null>;
}

/** Starts the built program of `workspace` with nothing but `env` and this process's PATH, and waits until `healthUrl` answers 200. */
export async function startChild(
  workspace: string,
  env: Readonly<Record<string, string>>,
  healthUrl: string,
): Promise<Child> {
  const child = spawn(process.execPath, [builtProgram(workspace)], {
    cwd: REPOSITORY,
    env: { PATH: process.env['PATH'] ?? '', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding('utf8').on('data', (text: string) => (output += text));
  let end: number | NodeJS.Signals | null | undefined;
  const ended = new Promise<number | NodeJS.Signals | null>((resolve) =>
    child.once('close', (code, signal) => resolve((end = code ?? signal))),
  );
  await until(
    `${workspace} is ready`,
    async () => {
      if (end !== undefined) throw new Error(`${workspace} ended with ${end}:\n${output}`);
      return (await fetch(healthUrl).catch(() => null))?.ok;
    },
    60_000,
  );
  return {
    ended,
    kill(signal) {
      child.kill(signal);
      return ended;
    },
  };
}
