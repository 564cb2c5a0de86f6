import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { connectControl } from './control/control.ts';
import { FileInUse } from './state/file-lock.ts';
import { EmulatorInProduction, startStripeEmulator } from './start-stripe-emulator.ts';
import { clientOf, SECRET, silentLog, startReceiver, startScene } from './testing/harness.ts';

const MAIN = fileURLToPath(new URL('main.ts', import.meta.url));

let dataDir: string;
const children: ChildProcess[] = [];
beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'stripe-emulator-'));
});
afterEach(async () => {
  for (const child of children.splice(0)) await kill(child);
  await rm(dataDir, { recursive: true, force: true });
});

interface Process {
  readonly child: ChildProcess;
  readonly port: number;
  readonly url: string;
}

/** Starts the emulator as a process of its own; resolves when it listens, rejects with its output when it ends before. */
async function startProcess(env: Record<string, string> = {}): Promise<Process> {
  const child = spawn(process.execPath, ['--conditions=source', '--import', 'tsx', MAIN], {
    env: { PATH: process.env['PATH'], PORT: '0', DATA_DIR: dataDir, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  children.push(child);
  let output = '';
  child.stderr.on('data', (chunk: Buffer) => (output += chunk.toString()));
  return new Promise((resolve, reject) => {
    child.once('exit', () => reject(new Error(output)));
    child.stdout.on('data', (chunk: Buffer) => {
      output += chunk.toString();
      const url = /"url":"(http:[^"]+)"/.exec(output)?.[1];
      if (url) resolve({ child, url, port: Number(new URL(url).port) });
    });
  });
}

async function kill(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const gone = once(child, 'exit');
  child.kill('SIGKILL');
  await gone;
}

describe('the emulator', () => {
  it('loses nothing that it acknowledged when it is killed, and its keys still replay', async () => {
    const first = await startProcess();
    const stripe = clientOf(first);
    const acknowledged: string[] = [];
    let killed = false;
    const shopper = async (name: number) => {
      for (let order = 0; !killed; order += 1) {
        const idempotencyKey = `shopper-${name}-${order}`;
        const created = await stripe.paymentIntents.create(
          {
            amount: 1_000,
            currency: 'usd',
            confirm: true,
            payment_method: 'pm_card_visa',
            return_url: 'https://shop.example',
            metadata: { key: idempotencyKey },
          },
          { idempotencyKey },
        );
        acknowledged.push(`${idempotencyKey} ${created.id}`);
      }
    };
    const shoppers = Array.from({ length: 8 }, (_, name) => shopper(name).catch(() => undefined));
    await expect.poll(() => acknowledged.length, { timeout: 10_000 }).toBeGreaterThan(60);
    await kill(first.child);
    killed = true;
    await Promise.all(shoppers);

    const second = await startProcess();
    const again = clientOf(second);
    const kept = new Map<string, string>();
    for await (const intent of again.paymentIntents.list({ limit: 100 })) {
      expect(intent.status).toBe('succeeded');
      expect(kept.has(intent.metadata['key'] ?? '')).toBe(false); // one payment a key
      kept.set(intent.metadata['key'] ?? '', intent.id);
    }
    for (const line of acknowledged) {
      const [key = '', id] = line.split(' ');
      expect(kept.get(key)).toBe(id);
    }
    const [key = '', id] = acknowledged[0]?.split(' ') ?? [];
    const replayed = await again.paymentIntents.create(
      {
        amount: 1_000,
        currency: 'usd',
        confirm: true,
        payment_method: 'pm_card_visa',
        return_url: 'https://shop.example',
        metadata: { key },
      },
      { idempotencyKey: key },
    );
    expect(replayed.id).toBe(id);
    // 1,000 less 59 each, and nothing half done
    expect((await again.balance.retrieve()).available[0]?.amount).toBe(kept.size * 941);
  });

  it('delivers after a restart what was not delivered before, to the endpoint’s new address', async () => {
    const first = await startProcess({ WEBHOOK_URL: 'http://127.0.0.1:9/nobody', WEBHOOK_SECRET: SECRET });
    const { id } = await clientOf(first).paymentIntents.create({ amount: 1_000, currency: 'usd' });
    await kill(first.child);
    const receiver = await startReceiver(SECRET);
    const second = await startProcess({ WEBHOOKS: JSON.stringify([{ url: receiver.url, secret: SECRET }]) });
    await expect.poll(() => receiver.types(), { timeout: 5_000 }).toEqual(['payment_intent.created']);
    expect(await connectControl(second.url).countIntents()).toMatchObject({ total: 1 });
    expect((await clientOf(second).paymentIntents.retrieve(id)).amount).toBe(1_000);
    await receiver.stop();
  });

  it('ends by SIGTERM with exit code 0', async () => {
    const { child } = await startProcess();
    const exit = once(child, 'exit');
    child.kill('SIGTERM');
    expect(await exit).toEqual([0, null]);
  });

  it('refuses a directory that another process uses', async () => {
    await startProcess();
    await expect(startProcess()).rejects.toThrow('is in use by the emulator with process id');
  });

  it('refuses a directory that is in use in the same process', async () => {
    await using scene = await startScene();
    const options = { dataDir: scene.dataDir, webhooks: [], log: silentLog(), production: false };
    await expect(startStripeEmulator(options)).rejects.toThrow(FileInUse);
  });

  it('refuses to start in production', async () => {
    const options = { dataDir, webhooks: [], log: silentLog(), production: true };
    await expect(startStripeEmulator(options)).rejects.toThrow(EmulatorInProduction);
    await expect(startProcess({ NODE_ENV: 'production' })).rejects.toThrow('does not run in production');
  });

  it('keeps its state over a stop and a start in one process, and stops twice without harm', async () => {
    const options = { dataDir, webhooks: [], log: silentLog(), production: false };
    const first = await startStripeEmulator(options);
    const { id } = await clientOf(first).paymentIntents.create({ amount: 1_000, currency: 'usd' });
    await Promise.all([first.stop(), first.stop()]);
    const second = await startStripeEmulator(options);
    expect((await clientOf(second).paymentIntents.retrieve(id)).id).toBe(id);
    await second.stop();
  });
});
