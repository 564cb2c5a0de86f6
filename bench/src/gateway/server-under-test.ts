import { environment } from '@bazaar/runtime/config';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { cpuMs, processTree } from '../process-usage.ts';
import { onCores } from './cores.ts';
import type { Command, CommandReply } from './servers/answer-commands.ts';
import type { ServerSettings } from './servers/server-process.ts';

/** The repository's folder. */
export const ROOT = fileURLToPath(new URL('../../../', import.meta.url));

const START_MS = 60_000;
const STOP_MS = 5_000;

export interface ServerProgram {
  /** Relative to the repository. */
  readonly script: string;
  readonly arguments: readonly string[];
}

export interface RunningServer {
  /** CPU time of all its processes so far; milliseconds. */
  cpuMs(): number;
  /** Sends a command to a server that answers commands, and returns its reply. @throws when it ends instead. */
  ask(command: string): Promise<unknown>;
  stop(): Promise<void>;
}

/**
 * Starts a server as a process of its own on `cores` and waits until it listens. Workspace packages are their built form, as in images.
 * @throws when it ends before, or takes more than a minute.
 */
export async function startServer(
  program: ServerProgram,
  settings: Partial<ServerSettings>,
  { node, cores }: { readonly node: string; readonly cores: string | null },
): Promise<RunningServer> {
  const [command, ...args] = onCores(cores, [
    node,
    '--import',
    'tsx',
    program.script,
    JSON.stringify(settings),
    ...program.arguments,
  ]);
  const child = spawn(command, args, {
    cwd: ROOT,
    env: { PATH: environment()['PATH'], NODE_ENV: 'production', APOLLO_TELEMETRY_DISABLED: '1' },
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  const ended = once(child, 'exit');

  async function stop(): Promise<void> {
    if (child.exitCode !== null || child.signalCode !== null) return;
    child.kill('SIGTERM');
    const late = setTimeout(() => child.kill('SIGKILL'), STOP_MS);
    await ended;
    clearTimeout(late);
  }

  const outcome = await Promise.race([
    once(child, 'message', { signal: AbortSignal.timeout(START_MS) }).then(
      () => 'ready',
      () => 'is not ready after a minute',
    ),
    ended.then(([code]) => `ended with exit code ${code}`),
  ]);
  if (outcome !== 'ready') {
    await stop();
    throw new Error(`${program.script} ${outcome}.`);
  }
  const pending = new Map<number, (reply: unknown) => void>();
  let asked = 0;
  child.on('message', (message) => {
    // After `ready` it sends nothing else.
    const { id, reply } = message as CommandReply;
    pending.get(id)?.(reply);
    pending.delete(id);
  });
  const gone = ended.then(() => {
    throw new Error(`${program.script} has ended.`);
  });
  gone.catch(() => undefined);
  return {
    async ask(command) {
      const id = (asked += 1);
      const reply = new Promise<unknown>((resolve) => pending.set(id, resolve));
      child.send({ id, command } satisfies Command);
      return Promise.race([reply, gone]);
    },
    cpuMs: () => processTree(child.pid ?? 0).reduce((total, pid) => total + cpuMs(pid), 0),
    stop,
  };
}
