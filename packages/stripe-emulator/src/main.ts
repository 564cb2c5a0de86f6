import { createLogger } from '@bazaar/runtime/log';
import { runProcess } from '@bazaar/runtime/run-process';
import { readEmulatorConfig } from './config.ts';
import { startStripeEmulator } from './start-stripe-emulator.ts';

/** The emulator as a process of its own. */
await runProcess(createLogger({ name: 'stripe-emulator', level: 'warn' }), async (lifecycle) => {
  const config = readEmulatorConfig();
  const log = createLogger({ name: 'stripe-emulator', level: config.logLevel });
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
});
