import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { environment as ownEnvironment } from '@bazaar/runtime/config';
import type { ComposeService } from './compose-file.ts';
import { reservePorts } from './reserve-ports.ts';

export interface LocalService {
  readonly name: string;
  readonly process: ChildProcess;
  /** On this machine, by the port inside the container. */
  readonly port: number;
  /** What it wrote so far. */
  output(): string;
  /** The exit code, or the signal that ended it. */
  readonly ended: Promise<number | string>;
}

export interface LocalServices {
  /** Starts the command of a service as its container would, in `root` instead of the image. */
  start(name: string): LocalService;
  /** Waits until the image's health check, run as a command, exits 0. @throws Error after 30 s, or when the service ended. */
  untilHealthy(service: LocalService): Promise<void>;
  /** Whether a process of any service that was started is still there, grandchildren too. */
  survivors(): string[];
  /** For what a failed test left. */
  killAll(): void;
}

/**
 * Options with which this Node runs TypeScript: before 22.18 it does not by itself; the image's does. So it is this repository's `tsx`: where the
 * command runs there need be none.
 */
export const TYPESCRIPT =
  'typescript' in process.features && process.features.typescript ? [] : ['--import', import.meta.resolve('tsx')];

/**
 * Runs services of docker-compose.yml without Docker: the commands and variables are theirs, ports and host names become those of this machine.
 * @param variables replace those of all services.
 */
export async function localServices(
  root: string,
  services: Readonly<Record<string, ComposeService>>,
  variables: Readonly<Record<string, string>>,
): Promise<LocalServices> {
  const inside = Object.values(services).flatMap(({ environment: { PORT, INTERNAL_PORT } }) => [PORT, INTERNAL_PORT]);
  const named = inside.filter((port) => port !== undefined);
  const free = await reservePorts(named.length);
  const ports = new Map(named.map((port, index) => [port, free[index] ?? 0]));
  const started: LocalService[] = [];

  function portHere(port: string | undefined): number {
    return ports.get(port ?? '') ?? 0;
  }

  function localized(given: Readonly<Record<string, string>>): Record<string, string> {
    return Object.fromEntries(Object.entries(given).map(([name, value]) => [name, localize(name, value)]));
  }

  function localize(name: string, value: string): string {
    if (name === 'PORT' || name === 'INTERNAL_PORT') return String(portHere(value));
    return value.replaceAll(/\/\/(?:[a-z-]+):(\d+)/g, (all, port: string) =>
      ports.has(port) ? `//127.0.0.1:${portHere(port)}` : all,
    );
  }

  return {
    start(name) {
      const service = services[name];
      const [program, ...args] = service?.command ?? [];
      if (!service || program !== 'node') throw new Error(`${name} does not run node.`);
      const child = spawn(process.execPath, args, {
        cwd: root,
        // Nothing of this process's environment but what the image has too.
        env: {
          PATH: ownEnvironment()['PATH'],
          NODE_ENV: 'production',
          HOST: '127.0.0.1',
          GATEWAY_CONFIG: 'deploy/gateway.yaml',
          ...localized(service.environment),
          ...variables,
        },
        stdio: ['ignore', 'pipe', 'pipe'],
        // A group of its own, so that what it leaves behind is found.
        detached: true,
      });
      let text = '';
      for (const stream of [child.stdout, child.stderr])
        stream.on('data', (chunk: Buffer) => (text += chunk.toString()));
      // 'close' comes when the output is complete, too.
      const ended = once(child, 'close').then(([code, signal]: (number | string)[]) => code ?? signal ?? 'lost');
      const running = { name, process: child, port: portHere(service.environment['PORT']), output: () => text, ended };
      started.push(running);
      return running;
    },

    async untilHealthy({ name, process: child, port, output, ended }) {
      const path = services[name]?.healthcheck?.test?.at(-1) ?? 'http://127.0.0.1/health/ready';
      const url = `http://127.0.0.1:${port}${new URL(path).pathname}`;
      const until = Date.now() + 30_000;
      while (Date.now() < until && child.exitCode === null && child.signalCode === null) {
        // The check itself is a process: it is asked only when there is something to ask.
        if ((await fetch(url).catch(() => null))?.ok) {
          const check = spawn(process.execPath, [...TYPESCRIPT, 'deploy/healthcheck.ts', url], { cwd: root });
          await once(check, 'exit');
          if (check.exitCode === 0) return;
        }
        await sleep(50);
      }
      // What it wrote last arrives after it has ended.
      const how =
        child.exitCode === null && child.signalCode === null ? 'not healthy after 30 s' : `ended (${await ended})`;
      throw new Error(`${name}: ${how}\n${output()}`);
    },

    survivors: () => started.flatMap(({ name, process: { pid } }) => (pid && isAlive(-pid) ? [name] : [])),

    killAll() {
      for (const { pid } of started.map((service) => service.process))
        if (pid && isAlive(-pid)) process.kill(-pid, 'SIGKILL');
    },
  };
}

/** Of a negative id: whether any process of the group lives. */
function isAlive(id: number): boolean {
  try {
    process.kill(id, 0);
    return true;
  } catch {
    return false;
  }
}
