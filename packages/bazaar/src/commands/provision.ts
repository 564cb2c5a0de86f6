import { ConfigError, environment, readConfig, urlOf } from '@bazaar/runtime/config';
import { createLogger } from '@bazaar/runtime/log';
import { provision } from '@bazaar/postgres/provision';
import { SUBGRAPH_NAMES } from '@bazaar/schema/subgraph-names';
import { Command } from 'commander';

/** `bazaar provision`: schemas, roles, extensions and timeouts, as often as you like. */
export const provisionCommand = new Command('provision')
  .description(
    'Make schemas, login roles, extensions and timeouts in the database of DATABASE_URL. May be run again at any time.',
  )
  .option('--print', 'only print the SQL, for a database administrator to run')
  .action(async ({ print }: { print?: boolean }) => {
    try {
      const { DATABASE_URL } = readConfig({ DATABASE_URL: urlOf('postgres:', 'postgresql:') }, environment());
      const log = createLogger({ name: 'provision', level: 'warn' });
      const { sql, isolated } = await provision({ adminUrl: DATABASE_URL, subgraphs: SUBGRAPH_NAMES, print, log });
      if (print) process.stdout.write(`${sql}\n`);
      else
        process.stdout.write(
          isolated
            ? 'Every subgraph has its schema and its role.\n'
            : 'Every subgraph has its schema. They share one role: this user may not create roles.\n',
        );
    } catch (error) {
      process.stderr.write(
        `${error instanceof ConfigError || error instanceof Error ? error.message : String(error)}\n`,
      );
      process.exitCode = 1;
    }
  });
