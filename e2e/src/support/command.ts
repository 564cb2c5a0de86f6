import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { until } from './until.ts';

const REPOSITORY = fileURLToPath(new URL('../../../', import.meta.url));

export interface Ended {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
}

/** A `bazaar` command as a process of its own, as npm's scripts start it. */
export interface RunningCommand {
  readonly pid: number;
  readonly stdout: string;
  readonly stderr: string;
  /** Waits for a line of its output, and returns what the expression's group caught. @throws when the process ends before. */
  line(expression: RegExp, timeoutMs?: number): Promise<string>;
  readonly ended: Promise<Ended>;
  signal(signal: NodeJS.Signals): void;
  /** Ends it at once, if it has not ended yet. */
  kill(): Promise<Ended>;
}

/** Runs `npm run bazaar -- <words>` without npm in between, with nothing but `env` and this process's PATH. */
export function runCommand(words: readonly string[], env: Readonly<Record<string, string>>): RunningCommand {
  const child = spawn(
    process.execPath,
    ['--import', 'tsx', '--conditions=source', 'packages/bazaar/src/main.ts', ...words],
    { cwd: REPOSITORY, env: { PATH: process.env['PATH'] ?? '', ...env }, stdio: ['ignore', 'pipe', 'pipe'] },
  );
  let [stdout, stderr] = ['', ''];
  child.stdout.setEncoding('utf8').on('data', (text: string) => (stdout += text));
  child.stderr.setEncoding('utf8').on('data', (text: string) => (stderr += text));
  let end: Ended | undefined;
  const ended = new Promise<Ended>((resolve) => {
    child.once('close', (code, signal) => resolve((end = { code, signal })));
  });
  return {
    pid: child.pid ?? 0,
    get stdout() {
      return stdout;
    },
    get stderr() {
      return stderr;
    },
    async line(expression, timeoutMs = 60_000) {
      return until(
        `${words.join(' ')} prints ${String(expression)}`,
        () => {
          const found = expression.exec(stdout);
          if (!found && end)
            throw new Error(`${words.join(' ')} ended with ${JSON.stringify(end)}:\n${stdout}${stderr}`);
          return found && (found[1] ?? found[0]);
        },
        timeoutMs,
      );
    },
    ended,
    signal: (signal) => void child.kill(signal),
    async kill() {
      child.kill('SIGKILL');
      return ended;
    },
  };
}
