import { OperatorError } from '@bazaar/runtime/operator-error';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import type { Logger } from '@bazaar/runtime/log';
import { createCallFaults } from './control/call-faults.ts';
import { createControl, type Control } from './control/control.ts';
import { createControlServer } from './control/control-server.ts';
import { openEmulator } from './emulator.ts';
import { createApi } from './http/api-server.ts';
import { keepHouse } from './keep-house.ts';
import { ROUTES } from './routes.ts';
import { DEFAULT_SETTINGS, type Settings } from './settings.ts';
import { DEFAULT_DISPATCHER, startDispatcher, type DispatcherOptions } from './webhooks/dispatcher.ts';
import { putFixedEndpoints, type GivenEndpoint } from './webhooks/fixed-endpoints.ts';

/** How often what is due by time alone is looked for. */
const HOUSEKEEPING_MS = 60_000;

export interface StripeEmulatorOptions {
  /** The directory of the journal; it is made when missing. One running emulator may use it. */
  readonly dataDir: string;
  /** 0, the default, lets the system choose. */
  readonly port?: number;
  /** The address to listen on. Everybody who reaches it controls the emulator: 127.0.0.1 unless told. */
  readonly host?: string;
  /** Where people's browsers reach the emulator; without it, the address it listens on. Stands in links. */
  readonly publicUrl?: string;
  /** Endpoints that are there from the start. More can be added through the API or the control. */
  readonly webhooks: readonly GivenEndpoint[];
  readonly log: Logger;
  /** Whether the caller runs in production: the emulator then refuses to start. */
  readonly production: boolean;
  readonly settings?: Partial<Settings>;
  readonly deliveries?: Partial<DispatcherOptions>;
}

export interface StripeEmulator {
  /** `http://127.0.0.1:12111`, without a slash at the end. */
  readonly url: string;
  readonly host: string;
  readonly port: number;
  readonly control: Control;
  /** Ends requests and deliveries under way and closes the journal. May be called more than once. */
  stop(): Promise<void>;
}

/** The emulator was asked to run in production. */
export class EmulatorInProduction extends OperatorError {
  constructor() {
    super(
      'The Stripe emulator does not run in production: it takes no real money. Set STRIPE_SECRET_KEY to use Stripe.',
    );
  }
}

/**
 * Starts an HTTP server that speaks Stripe's API. It keeps its state in `dataDir`: whatever it has answered is there after
 * any kind of end.
 * @throws EmulatorInProduction
 * @throws FileInUse when another emulator uses `dataDir`
 * @throws JournalDamaged
 */
export async function startStripeEmulator(options: StripeEmulatorOptions): Promise<StripeEmulator> {
  if (options.production) throw new EmulatorInProduction();
  const { log, host = '127.0.0.1' } = options;
  let url = '';
  const emulator = await openEmulator(
    join(options.dataDir, 'stripe.journal'),
    { ...DEFAULT_SETTINGS, ...options.settings },
    () => options.publicUrl ?? url,
  );
  const server = createServer();
  try {
    emulator.perform({}, (step) => putFixedEndpoints(step, options.webhooks));
    await emulator.durable();
    server.listen(options.port ?? 0, host);
    await once(server, 'listening');
  } catch (error) {
    await emulator.stop();
    throw error;
  }
  const { port } = server.address() as AddressInfo; // it listens on a TCP port
  url = `http://${host.includes(':') ? `[${host}]` : host}:${port}`;

  const dispatcher = startDispatcher(emulator, log, { ...DEFAULT_DISPATCHER, ...options.deliveries });
  const faults = createCallFaults();
  const dependencies = { emulator, dispatcher, faults };
  const handleApi = createApi({ emulator, routes: ROUTES, faults, log });
  const handleControl = createControlServer(dependencies, log);
  server.on('request', (message, response) => {
    const requested = new URL(message.url ?? '/', url);
    const handle = requested.pathname.startsWith('/_emulator/') ? handleControl : handleApi;
    handle(message, response, requested).catch((error: unknown) => {
      log.error({ err: error }, 'a connection broke');
      message.socket.destroy();
    });
  });

  const housekeeping = setInterval(() => keepHouse(emulator), HOUSEKEEPING_MS);
  housekeeping.unref();

  let stopped: Promise<void> | undefined;
  async function stop(): Promise<void> {
    clearInterval(housekeeping);
    const closed = once(server, 'close');
    server.close();
    server.closeIdleConnections();
    const impatience = setTimeout(() => server.closeAllConnections(), 1_000);
    await Promise.all([closed, dispatcher.stop()]);
    clearTimeout(impatience);
    await emulator.stop();
  }
  return {
    url,
    host,
    port,
    control: createControl(dependencies),
    stop() {
      stopped ??= stop();
      return stopped;
    },
  };
}
