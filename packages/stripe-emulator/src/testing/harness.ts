import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createLogger } from '@bazaar/runtime/log';
import { Stripe } from 'stripe';
import { startStripeEmulator, type StripeEmulator, type StripeEmulatorOptions } from '../start-stripe-emulator.ts';

export const SECRET = 'whsec_test_secret_of_the_platform';
export const CONNECT_SECRET = 'whsec_test_secret_for_connect';

/** What an endpoint got: the event as verified by the official library, or why it was refused. */
export interface Received {
  readonly event: Stripe.Event | null;
  readonly refused: string | null;
}

export interface Receiver {
  readonly url: string;
  readonly received: Received[];
  /** The next requests are answered with these statuses, then 200. */
  readonly statuses: number[];
  types(): string[];
  stop(): Promise<void>;
}

/** An endpoint that verifies what it gets, as a platform does. */
export async function startReceiver(secret: string): Promise<Receiver> {
  const received: Received[] = [];
  const statuses: number[] = [];
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const signature = request.headers['stripe-signature'] ?? '';
      try {
        const event = Stripe.webhooks.constructEvent(Buffer.concat(chunks), signature, secret);
        received.push({ event, refused: null });
      } catch (error) {
        received.push({ event: null, refused: error instanceof Error ? error.message : String(error) });
      }
      response.writeHead(statuses.shift() ?? 200).end();
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo; // it listens on a TCP port
  return {
    url: `http://127.0.0.1:${port}/hook`,
    received,
    statuses,
    types: () => received.map(({ event }) => event?.type ?? 'refused'),
    async stop() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

/** The official client, talking to the emulator. */
export function clientOf(
  emulator: { readonly port: number },
  options: { key?: string; retries?: number } = {},
): Stripe {
  return new Stripe(options.key ?? 'sk_test_bazaar', {
    host: '127.0.0.1',
    port: emulator.port,
    protocol: 'http',
    maxNetworkRetries: options.retries ?? 0,
    telemetry: false,
  });
}

export interface Scene extends AsyncDisposable {
  emulator: StripeEmulator;
  readonly stripe: Stripe;
  readonly hooks: Receiver;
  readonly connectHooks: Receiver;
  readonly dataDir: string;
  /** Waits until every webhook that is due has been answered. */
  settle(): Promise<void>;
}

/** An emulator with a platform endpoint and a Connect endpoint, in a directory of its own. */
export async function startScene(options: Partial<StripeEmulatorOptions> = {}): Promise<Scene> {
  const dataDir = await mkdtemp(join(tmpdir(), 'stripe-emulator-'));
  const [hooks, connectHooks] = await Promise.all([startReceiver(SECRET), startReceiver(CONNECT_SECRET)]);
  const emulator = await startStripeEmulator({
    dataDir,
    webhooks: [
      { url: hooks.url, secret: SECRET },
      { url: connectHooks.url, secret: CONNECT_SECRET, connect: true },
    ],
    log: silentLog(),
    production: false,
    // One at a time, so that the order of arrival is the order of the events.
    deliveries: { retryDelaysMs: [20, 20, 20], timeoutMs: 2_000, concurrency: 1 },
    ...options,
  });
  return {
    emulator,
    stripe: clientOf(emulator),
    hooks,
    connectHooks,
    dataDir,
    async settle() {
      await emulator.control.deliveriesIdle();
    },
    async [Symbol.asyncDispose]() {
      await emulator.stop();
      await Promise.all([hooks.stop(), connectHooks.stop()]);
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}

export function silentLog() {
  return createLogger({ name: 'stripe-emulator', level: 'silent' });
}

/** What the official client threw. */
export async function refusalOf(call: Promise<unknown>): Promise<Stripe.errors.StripeError> {
  try {
    await call;
  } catch (error) {
    if (error instanceof Stripe.errors.StripeError) return error;
    throw error;
  }
  throw new Error('the call was not refused');
}
