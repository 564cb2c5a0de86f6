import { ConfigError } from '@bazaar/runtime/config';
import { createLifecycle } from '@bazaar/runtime/lifecycle';
import { createLogger } from '@bazaar/runtime/log';
import { readEmulatorConfig } from './config.ts';
import { EmulatorInProduction, startStripeEmulator } from './start-stripe-emulator.ts';
import { FileInUse } from './state/file-lock.ts';
import { JournalDamaged } from './state/journal.ts';

/** What an operator can do something about: the message says all. */
const EXPECTED = [ConfigError, EmulatorInProduction, FileInUse, JournalDamaged];

async function main(): Promise<void> {
  const config = readEmulatorConfig();
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
  for (const signal of ['SIGINT', 'SIGTERM'] as const)
    process.once(signal, () => {
      void lifecycle.stop();
    });
  log.info({ url: emulator.url, dataDir: config.dataDir }, 'the Stripe emulator listens');
}

try {
  await main();
} catch (error) {
  if (!(error instanceof Error) || !EXPECTED.some((kind) => error instanceof kind)) throw error;
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 1;
}
