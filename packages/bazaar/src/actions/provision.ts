import { environment, readConfig, urlOf } from '@bazaar/runtime/config';
import { createLogger } from '@bazaar/runtime/log';
import { provision } from '@bazaar/postgres/provision';
import { SUBGRAPH_NAMES } from '@bazaar/schema/subgraph-names';
import { z } from 'zod';
import { tellDatabaseRefusal } from '../database-refusal.ts';
import { rolePasswords } from '../role-passwords.ts';

/**
 * Makes each subgraph's schema and role in the database of DATABASE_URL, or only prints the SQL. With the DATABASE_ROLE_SECRET of a marketplace that
 * runs in one process the roles keep its passwords; without it they get those of a deployment, which derive from the admin's. What fails is told by
 * its message, with exit code 1.
 */
export async function provisionDatabase({ print }: { readonly print?: boolean }): Promise<void> {
  try {
    const { DATABASE_URL, DATABASE_ROLE_SECRET } = readConfig(
      { DATABASE_URL: urlOf('postgres:', 'postgresql:'), DATABASE_ROLE_SECRET: z.string().optional() },
      environment(),
    );
    const passwords = DATABASE_ROLE_SECRET ? rolePasswords(DATABASE_ROLE_SECRET) : undefined;
    const log = createLogger({ name: 'provision', level: 'warn' });
    const { sql, isolated } = await provision({
      adminUrl: DATABASE_URL,
      subgraphs: SUBGRAPH_NAMES,
      passwords,
      print,
      log,
    });
    if (print) process.stdout.write(`${sql}\n`);
    else
      process.stdout.write(
        isolated
          ? 'Every subgraph has its schema and its role.\n'
          : 'Every subgraph has its schema. They share one role: this user may not create roles.\n',
      );
  } catch (error) {
    const told = tellDatabaseRefusal(error);
    process.stderr.write(`${told instanceof Error ? told.message : String(told)}\n`);
    process.exitCode = 1;
  }
}
