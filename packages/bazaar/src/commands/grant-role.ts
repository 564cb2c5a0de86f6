import { ROLES } from '@bazaar/identity/roles';
import { OperatorError } from '@bazaar/runtime/operator-error';
import { grantRole } from '@bazaar/users/operations/grant-role';
import { Argument, Command } from 'commander';
import { withDatabases } from '../with-databases.ts';

/** `bazaar grant-role`: how a new marketplace gets its first administrator. */
export const grantRoleCommand = new Command('grant-role')
  .description(
    'Give a registered user a role, such as the first SUPERADMIN of a new marketplace. It counts from their next sign-in.',
  )
  .argument('<email>', 'the account’s e-mail address')
  .addArgument(new Argument('<role>', 'the role to add').choices(ROLES))
  .action((email: string, role: (typeof ROLES)[number]) =>
    withDatabases(async (databases) => {
      const users = databases.get('users');
      const granted = users && (await grantRole({ ...users, now: () => new Date() }, email, role));
      if (!granted) throw new OperatorError(`Nobody has registered with ${email}.`);
      process.stdout.write(`${email} has the roles ${granted.roles.join(', ')}.\n`);
    }),
  );
