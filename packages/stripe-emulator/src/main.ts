import { createLogger } from '@bazaar/runtime/log';
import { createLifecycle } from '@bazaar/runtime/lifecycle';
import { readEmulatorConfig } from './config.ts';
import { startStripeEmulator } from './start-stripe-emulator.ts';

const config = readEmulatorConfig(process.env);
const log = createLogger({ name: 'stripe-emulator', level: config.logLevel });
const lifecycle = createLifecycle(log);

const emulator = await startStripeEmulator({
  dataDir: config.dataDir,
  host: config.host,
  port: config.port,
  publicUrl: config.publicUrl,
  webhooks: config.webhooks,
  log,
  production: config.production,
  settings: {
    onboardAtOnce: config.onboardAtOnce,
    settlementSeconds: config.settlementSeconds,
    fee: config.fee,
  },
});
lifecycle.add('stripe-emulator', emulator);
log.info({ url: emulator.url, dataDir: config.dataDir }, 'the Stripe emulator listens');

for (const signal of ['SIGINT', 'SIGTERM'] as const)
  process.once(signal, () => {
    void lifecycle.stop();
  });
