import { ROLES, type Role } from '@bazaar/identity/roles';
import { Argument, Command } from 'commander';

/** `bazaar grant-role`: how a new marketplace gets its first administrator. */
export const grantRoleCommand = new Command('grant-role')
  .description(
    'Give a registered user a role, such as the first SUPERADMIN of a new marketplace. It counts from their next sign-in.',
  )
  .argument('<email>', 'the account’s e-mail address')
  .addArgument(new Argument('<role>', 'the role to add').choices(ROLES))
  .action(async (email: string, role: Role) => {
    const { grantRoleTo } = await import('../actions/grant-role.ts');
    await grantRoleTo(email, role);
  });
