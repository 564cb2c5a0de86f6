import { environment } from '@bazaar/runtime/config';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import type { Stoppable } from '@bazaar/runtime/lifecycle';
import { OperatorError } from '@bazaar/runtime/operator-error';

export interface Child extends Stoppable {
  readonly name: string;
  readonly pid: number;
  /** Rejects when the process ends without having been stopped. */
  readonly failure: Promise<never>;
}

const STOP_MS = 25_000;
const READY_MS = 60_000;

/** Starts `entry` (TypeScript in a checkout, JavaScript in a build) as a process of its own, with nothing but `env`, this process's PATH, and where traces go. */
export function startChild(name: string, entry: URL, env: Readonly<Record<string, string>>): Child {
  const child = spawn(process.execPath, [...process.execArgv, fileURLToPath(entry)], {
    env: { ...inherited(), ...env },
    // The channel carries nothing: its end tells the child that this process is gone.
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
    // Ctrl-C reaches this process alone, which stops its children in order.
    detached: true,
  });
  const ended = once(child, 'exit');
  let stopping: Promise<void> | undefined;

  const failure = ended.then(async ([code, signal]): Promise<never> => {
    if (stopping) return new Promise(() => undefined);
    throw new OperatorError(`${name} ended with ${signal ?? `exit code ${code}`}.`);
  });
  failure.catch(() => undefined);

  async function stop(): Promise<void> {
    if (child.exitCode !== null || child.signalCode !== null) return;
    child.kill('SIGTERM');
    const timer = setTimeout(() => child.kill('SIGKILL'), STOP_MS);
    await ended;
    clearTimeout(timer);
  }

  return { name, pid: child.pid ?? 0, failure, stop: () => (stopping ??= stop()) };
}

/** Waits until a process answers its readiness check with 200. @throws when it ends before, or after a minute. */
export async function untilReady(child: Child, url: string): Promise<void> {
  await Promise.race([child.failure, poll(child.name, url)]);
}

async function poll(name: string, url: string): Promise<void> {
  const until = Date.now() + READY_MS;
  while (Date.now() < until) {
    const answer = await fetch(url).catch(() => null);
    if (answer?.ok) return;
    await sleep(50);
  }
  throw new Error(`${name} is not ready after ${READY_MS / 1000} s.`);
}

function inherited(): Record<string, string> {
  const { PATH = '', HOME = '', ...others } = environment();
  return { PATH, HOME, ...tracing(others) };
}

/** Where traces go is the same for all processes; what a service is called is not. */
function tracing(env: Readonly<Record<string, string | undefined>>): Record<string, string> {
  const given: Record<string, string> = {};
  for (const [name, value] of Object.entries(env))
    if (name.startsWith('OTEL_') && name !== 'OTEL_SERVICE_NAME' && value !== undefined) given[name] = value;
  return given;
}
