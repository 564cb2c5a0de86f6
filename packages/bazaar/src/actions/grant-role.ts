import type { Role } from '@bazaar/identity/roles';
import { OperatorError } from '@bazaar/runtime/operator-error';
import { grantRole } from '@bazaar/users/operations/grant-role';
import { users } from '@bazaar/users/subgraph';
import { withDatabases } from '../with-databases.ts';

/** Gives whoever has registered with `email` the role, and tells all roles they have then. */
export function grantRoleTo(email: string, role: Role): Promise<void> {
  return withDatabases([users], async (databaseOf) => {
    const granted = await grantRole({ ...databaseOf('users'), now: () => new Date() }, email, role);
    if (!granted) throw new OperatorError(`Nobody has registered with ${email}.`);
    process.stdout.write(`${email} has the roles ${granted.roles.join(', ')}.\n`);
  });
}
