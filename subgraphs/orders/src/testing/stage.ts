import { createLogger } from '@bazaar/runtime/log';
import type { RawRequest, RawResponse } from '@bazaar/runtime/subgraph-door';
import { startStripeEmulator, type StripeEmulator } from '@bazaar/stripe-emulator/start-stripe-emulator';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Stripe from 'stripe';
import { startDoctoredStripe, type Doctor } from './doctored-stripe.ts';
import { createTestNeighbours, type TestNeighbours } from './neighbours.ts';

export const WEBHOOK_SECRET = 'whsec_orders_test_secret';
export const SECRET_KEY = 'sk_test_orders';
const PUBLISHABLE_KEY = 'pk_test_orders';

/** Everything around the subgraph: the emulated Stripe, the gateway's webhook path, the neighbours. It outlives the processes in front of it. */
export interface Stage {
  readonly emulator: StripeEmulator;
  readonly neighbours: TestNeighbours;
  readonly env: Readonly<Record<string, string>>;
  /** Posts to the webhook as the gateway would. */
  readonly webhookUrl: string;
  /** Who serves webhooks from now on. */
  passWebhooksTo(serveRaw: (request: RawRequest) => Promise<RawResponse>): void;
  /** The buyer confirms in their browser, as the provider's library does. */
  confirm(clientSecret: string, method?: string): Promise<unknown>;
  stop(): Promise<void>;
}

export interface StageOptions {
  readonly env?: Record<string, string>;
  readonly webhooks?: boolean;
  /** Changes what Stripe answers the subgraph. */
  readonly doctor?: Doctor;
}

export async function startStage(options: StageOptions = {}): Promise<Stage> {
  const dataDir = await mkdtemp(join(tmpdir(), 'orders-stripe-'));
  let serveRaw: ((request: RawRequest) => Promise<RawResponse>) | undefined;
  const gateway = await startGateway(() => serveRaw);
  const emulator = await startStripeEmulator({
    dataDir,
    webhooks: options.webhooks === false ? [] : [{ url: gateway.url, secret: WEBHOOK_SECRET }],
    log: createLogger({ name: 'stripe-emulator', level: 'silent' }),
    production: false,
    deliveries: { retryDelaysMs: [50, 50, 100, 500, 2_000, 5_000], timeoutMs: 2_000 },
  });
  const doctored = options.doctor && (await startDoctoredStripe(emulator.url, options.doctor));
  const browser = new Stripe(PUBLISHABLE_KEY, {
    host: '127.0.0.1',
    port: emulator.port,
    protocol: 'http',
    maxNetworkRetries: 0,
    telemetry: false,
  });
  return {
    emulator,
    neighbours: createTestNeighbours(),
    env: {
      ORDER_TOKEN_SECRET: 'a-secret-for-tests-of-at-least-32-characters',
      STRIPE_SECRET_KEY: SECRET_KEY,
      STRIPE_PUBLISHABLE_KEY: PUBLISHABLE_KEY,
      STRIPE_WEBHOOK_SECRET: WEBHOOK_SECRET,
      STRIPE_API_BASE: doctored?.url ?? emulator.url,
      STRIPE_TIMEOUT_MS: '1000',
      PAYMENT_POLL_MS: '60000',
      ...options.env,
    },
    webhookUrl: gateway.url,
    passWebhooksTo: (next) => void (serveRaw = next),
    confirm: (clientSecret, method = 'pm_card_visa') =>
      browser.rawRequest('POST', `/v1/payment_intents/${clientSecret.split('_secret_')[0]}/confirm`, {
        client_secret: clientSecret,
        payment_method: method,
        return_url: 'https://shop.example/return',
      }),
    async stop() {
      await gateway.stop();
      await doctored?.stop();
      await emulator.stop();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}

/** Passes webhooks through, as the gateway does. */
async function startGateway(
  serveRaw: () => ((request: RawRequest) => Promise<RawResponse>) | undefined,
): Promise<{ readonly url: string; stop(): Promise<void> }> {
  const server: Server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const { method = '', url = '', headers } = request;
      const raw = { method, path: url, headers, body: Buffer.concat(chunks), requestId: randomUUID() };
      const answered = serveRaw()?.(raw) ?? Promise.reject(new Error('not started'));
      answered.then(
        ({ status, headers: sent, body }) => response.writeHead(status, sent).end(body),
        () => response.writeHead(503).end(),
      );
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo; // it listens on a TCP port
  return {
    url: `http://127.0.0.1:${port}/webhooks/stripe`,
    async stop() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}
