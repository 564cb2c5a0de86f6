import { Command } from 'commander';

/** `bazaar provision`: schemas, roles, extensions and timeouts, as often as you like. */
export const provisionCommand = new Command('provision')
  .description(
    'Make schemas, login roles, extensions and timeouts in the database of DATABASE_URL. May be run again at any time.',
  )
  .option('--print', 'only print the SQL, for a database administrator to run')
  .action(async (options: { print?: boolean }) => {
    const { provisionDatabase } = await import('../actions/provision.ts');
    await provisionDatabase(options);
  });
