import { execFile } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { onCores } from '../cores.ts';
import { CONNECTIONS, headersOf, type LoadGenerator, type LoadRequest, type LoadSeen } from './load.ts';

const SCRIPT = fileURLToPath(new URL('requests.lua', import.meta.url));
const run = promisify(execFile);

/** What `requests.lua` prints. */
interface Printed {
  readonly requests: number;
  readonly microseconds: number;
  readonly bytes: number;
  readonly failed: number;
  readonly p99Microseconds: number;
}

/** wrk, a load generator in C, when this machine has it: one core of it sends more than any server here answers. */
export async function openWrk(workDir: string, cores: string | null): Promise<LoadGenerator | null> {
  // It prints its version, and exits with 1.
  const found = await run('wrk', ['--version']).then(
    () => true,
    (error: unknown) => (error as { code?: unknown }).code !== 'ENOENT',
  );
  if (!found) return null;
  const requestsPath = join(workDir, 'wrk.requests');
  return {
    name: 'wrk',
    async run({ port, requests }, seconds) {
      await writeFile(requestsPath, requests.map(recordOf).join(''));
      const options = ['--threads', '1', '--connections', String(CONNECTIONS), '--duration', `${seconds}s`];
      const [command, ...args] = onCores(cores, [
        'wrk',
        ...options,
        '--timeout',
        '10s',
        '--script',
        SCRIPT,
        `http://127.0.0.1:${port}/graphql`,
        '--',
        requestsPath,
      ]);
      const { stdout } = await run(command, args);
      return readPrinted(stdout);
    },
  };
}

/** A request as `requests.lua` reads it: a line with its length in bytes, and the request. */
export function recordOf(request: LoadRequest): string {
  const { method, path, body } = request;
  const headers = {
    host: '127.0.0.1',
    ...headersOf(request),
    ...(body !== null && { 'content-length': String(Buffer.byteLength(body)) }),
  };
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`);
  const text = `${method} ${path} HTTP/1.1\r\n${lines.join('')}\r\n${body ?? ''}`;
  return `${Buffer.byteLength(text)}\n${text}`;
}

/** Reads the last line of wrk's output. */
export function readPrinted(stdout: string): LoadSeen {
  // Our own script printed it.
  const printed = JSON.parse(stdout.trim().split('\n').at(-1) ?? '') as Printed;
  const { requests, microseconds, bytes, failed, p99Microseconds } = printed;
  return {
    requests,
    seconds: microseconds / 1e6,
    p99Ms: p99Microseconds / 1e3,
    failed,
    bytesPerAnswer: bytes / Math.max(requests, 1),
  };
}
