import { environment } from '@bazaar/runtime/config';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { ROOT } from './server-under-test.ts';

const PEERS = join(ROOT, 'bench/gateway');

/** Builds what the gateway is made of, as images run it; little to do when nothing changed. @throws when it does not build. */
export async function buildGateway(tell: (line: string) => void): Promise<void> {
  tell('building the gateway');
  await run('npx', ['turbo', 'run', 'build', '--filter=@bazaar/gateway', '--filter=@bazaar/subgraph'], ROOT);
}

/** Installs the peers, once and again after their lock changed. @throws when npm does. */
export async function installPeers(tell: (line: string) => void): Promise<void> {
  const [locked, installed] = await Promise.all([
    modifiedAt(join(PEERS, 'package-lock.json')),
    // npm writes it at the end of an install.
    modifiedAt(join(PEERS, 'node_modules/.package-lock.json')),
  ]);
  if (installed >= locked) return;
  tell(
    'installing the peers: npm ci in bench/gateway, about 900 MB in its own node_modules; takes a minute or two, once',
  );
  await run('npm', ['ci', '--no-audit', '--no-fund'], PEERS);
}

/** The Node.js to run servers on: this one, or the one that npm's package `node` brought. @throws when its version is another. */
export async function findNode(
  major: string | undefined,
): Promise<{ readonly path: string; readonly version: string }> {
  if (major === undefined) return { path: process.execPath, version: process.version };
  const path = join(PEERS, 'node_modules/node/bin/node');
  const version = (await run(path, ['--version'], ROOT)).trim();
  if (!version.startsWith(`v${major}.`)) throw new Error(`bench/gateway brings Node.js ${version}, not ${major}.`);
  return { path, version };
}

/** What the command printed. @throws with it when the command fails. */
async function run(command: string, args: readonly string[], cwd: string): Promise<string> {
  const env = { ...environment(), TURBO_TELEMETRY_DISABLED: '1' };
  const child = spawn(command, args, { cwd, env, stdio: ['ignore', 'pipe', 'pipe'] });
  let printed = '';
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (chunk: Buffer) => (printed += chunk.toString()));
  const [code] = (await once(child, 'close')) as [number | null];
  if (code !== 0) throw new Error(`${command} ${args.join(' ')} failed:\n${printed}`);
  return printed;
}

/** Epoch milliseconds; 0 for what is not there. */
async function modifiedAt(path: string): Promise<number> {
  return stat(path).then(
    ({ mtimeMs }) => mtimeMs,
    () => 0,
  );
}
