import { parseId } from '@bazaar/ids/id';
import type { CommandHandler } from '@bazaar/subgraph/commands';
import type { UsersContext } from '../context.ts';

/** Tells orders whom to write to. */
export const findContact: CommandHandler<UsersContext, 'users.findContact'> = async ({ loaders }, input) => {
  const id = parseId('usr', input.userId);
  const user = id && (await loaders.users.load(id));
  if (!user) return { kind: 'notFound' };
  const { email, firstName, lastName, locale } = user;
  return { kind: 'found', email, firstName, lastName, locale };
};
