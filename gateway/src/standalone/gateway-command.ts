import { Command, InvalidArgumentError, Option } from 'commander';
import { stringify } from 'yaml';
import { environment } from '@bazaar/runtime/config';
import { createLogger } from '@bazaar/runtime/log';
import { runProcess } from '@bazaar/runtime/run-process';
import { readSettings, type Override } from '../settings/read-settings.ts';
import type { Settings } from '../settings/settings.ts';
import { GATEWAY_VARIABLES } from '../settings/variables.ts';
import { withoutSecrets } from '../settings/without-secrets.ts';
import { readSubgraphs, readSupergraph, serve } from './serve.ts';
import { settleSubgraphs } from './settle-subgraphs.ts';

type Environment = Readonly<Record<string, string | undefined>>;

interface Flags {
  readonly supergraph?: string;
  readonly port?: number;
  readonly host?: string;
  readonly config?: string;
  readonly dev?: boolean;
  readonly watch: boolean;
  readonly printConfig?: boolean;
}

const VARIABLES = Object.entries(GATEWAY_VARIABLES)
  .map(([name, { setting }]) => `  ${name.padEnd(26)}${setting.join('.')}`)
  .join('\n');

/** `bazaar-gateway`: a GraphQL gateway for any federation 2 supergraph. */
export const gatewayCommand = new Command('bazaar-gateway')
  .description('Serves a federation 2 supergraph: queries, mutations and subscriptions on /graphql.')
  .addOption(new Option('--supergraph <file>', 'the composed supergraph'))
  .addOption(
    new Option('--port <n>', 'the public port; 0 lets the system choose (default: 4000)').argParser(portNumber),
  )
  .addOption(new Option('--host <address>', 'where to listen (default: 127.0.0.1)'))
  .addOption(
    new Option('--config <file>', 'settings in YAML or JSON: docs/gateway/configuration.md').env('GATEWAY_CONFIG'),
  )
  .addOption(new Option('--dev', 'introspection, the playground, and hints about the schema'))
  .addOption(new Option('--no-watch', 'do not swap the supergraph when its file changes'))
  .addOption(new Option('--print-config', 'print the settings with everything filled in, secrets hidden, and exit'))
  .addHelpText(
    'after',
    `
Flags win over environment variables, those over the file, the file over defaults. Variables and the settings they override:
${VARIABLES}
  ${'<NAME>_URL'.padEnd(26)}subgraphs.<name>.url

Exit codes: 0 stopped by a signal, 1 could not start.

  bazaar-gateway --supergraph supergraph.graphql --dev`,
  )
  .showHelpAfterError('--help tells all options.')
  .action(async (flags: Flags) => {
    const env = environment();
    if (flags.printConfig) {
      const settings = await readSettings({ file: flags.config, env, overrides: overridesOf(flags) });
      const shown = { ...settings, subgraphs: await subgraphsOf(settings, env) };
      process.stdout.write(stringify(withoutSecrets(shown)));
      return;
    }
    await runProcess(createLogger({ name: 'gateway', level: 'info' }), async (lifecycle) => {
      const settings = await readSettings({ file: flags.config, env, overrides: overridesOf(flags) });
      await serve(settings, env, lifecycle, createLogger({ name: 'gateway', level: settings.log.level }));
    });
  });

function overridesOf({ supergraph, port, host, dev, watch }: Flags): Override[] {
  const overrides: Override[] = [];
  if (supergraph !== undefined) overrides.push([['supergraph', 'path'], supergraph]);
  if (port !== undefined) overrides.push([['server', 'port'], port]);
  if (host !== undefined) overrides.push([['server', 'host'], host]);
  if (dev) overrides.push([['production'], false]);
  if (!watch) overrides.push([['supergraph', 'watch'], false]);
  return overrides;
}

/** How each subgraph of the supergraph is treated, every default filled in. @throws ConfigError */
async function subgraphsOf(settings: Settings, env: Environment): Promise<object> {
  const sdl = await readSupergraph(settings.supergraph.path);
  return Object.fromEntries(settleSubgraphs(readSubgraphs(sdl), settings, env));
}

function portNumber(text: string): number {
  const port = Number(text);
  if (!Number.isInteger(port) || port < 0 || port > 65_535) throw new InvalidArgumentError('Must be a port number.');
  return port;
}
