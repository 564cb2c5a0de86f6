import type { UserViewer } from '@bazaar/identity/viewer';
import type { UsersContext } from '../context.ts';
import { profileProblems, type ProfileChange, type ProfileProblem } from '../domain/profile-rules.ts';
import type { User } from '../domain/user.ts';
import { lockUser, saveUser } from '../storage/users.ts';

export type UpdateProfileOutcome =
  | { readonly kind: 'updated'; readonly user: User }
  | { readonly kind: 'refused'; readonly problems: readonly ProfileProblem[] }
  | { readonly kind: 'notFound' };

/** Changes the fields that are given of the user's own profile. */
export async function updateProfile(
  { inTransaction }: Pick<UsersContext, 'inTransaction'>,
  viewer: UserViewer,
  change: ProfileChange,
): Promise<UpdateProfileOutcome> {
  const problems = profileProblems(change);
  if (problems.length > 0) return { kind: 'refused', problems };
  return inTransaction(async (tx) => {
    const user = await lockUser(tx, viewer.userId);
    if (!user) return { kind: 'notFound' };
    const saved = await saveUser(tx, {
      ...user,
      firstName: change.firstName?.trim() ?? user.firstName,
      lastName: change.lastName?.trim() ?? user.lastName,
      locale: change.locale ?? user.locale,
    });
    return { kind: 'updated', user: saved };
  });
}
