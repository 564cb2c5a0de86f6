import { ConfigError } from '@bazaar/runtime/config';
import { gatewayCommand } from './standalone/gateway-command.ts';

/** The gateway as a process of its own. */
try {
  await gatewayCommand.parseAsync();
} catch (error) {
  if (!(error instanceof ConfigError)) throw error;
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 1;
}
