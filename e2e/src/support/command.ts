import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { builtProgram } from '@bazaar/testkit/built-program';
import { until } from './until.ts';

const REPOSITORY = fileURLToPath(new URL('../../../', import.meta.url));

export interface Ended {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
}

/** A command as a process of its own. */
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

/** Runs `bazaar <words>`, built, with nothing but `env` and this process's PATH. */
export function runCommand(words: readonly string[], env: Readonly<Record<string, string>>): RunningCommand {
  return run(process.execPath, [builtProgram('packages/bazaar'), ...words], {
    name: words.join(' '),
    env,
    cwd: REPOSITORY,
    isGroup: false,
  });
}

/** Runs `npm <words>` in `cwd` as a person types it. Signals go to npm and all that it started, as those of a terminal do. */
export function runNpm(
  words: readonly string[],
  env: Readonly<Record<string, string>>,
  cwd = REPOSITORY,
): RunningCommand {
  const name = `npm ${words.join(' ')}`;
  return run('npm', words, { name, env: { npm_config_update_notifier: 'false', ...env }, cwd, isGroup: true });
}

interface How {
  /** For messages. */
  readonly name: string;
  readonly env: Readonly<Record<string, string>>;
  readonly cwd: string;
  /** Whether signals go to what it started too. */
  readonly isGroup: boolean;
}

/** Runs any program. */
export function run(program: string, words: readonly string[], { name, env, cwd, isGroup }: How): RunningCommand {
  const child = spawn(program, words, {
    cwd,
    env: { PATH: process.env['PATH'] ?? '', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: isGroup,
  });
  let [stdout, stderr] = ['', ''];
  child.stdout.setEncoding('utf8').on('data', (text: string) => (stdout += text));
  child.stderr.setEncoding('utf8').on('data', (text: string) => (stderr += text));
  let end: Ended | undefined;
  const ended = new Promise<Ended>((resolve) => {
    child.once('close', (code, signal) => resolve((end = { code, signal })));
  });
  function send(signal: NodeJS.Signals): void {
    if (!isGroup) child.kill(signal);
    else if (!end && child.pid !== undefined) process.kill(-child.pid, signal);
  }
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
        `${name} prints ${String(expression)}`,
        () => {
          const found = expression.exec(stdout);
          if (!found && end) throw new Error(`${name} ended with ${JSON.stringify(end)}:\n${stdout}${stderr}`);
          return found && (found[1] ?? found[0]);
        },
        timeoutMs,
      );
    },
    ended,
    signal: send,
    async kill() {
      send('SIGKILL');
      return ended;
    },
  };
}
