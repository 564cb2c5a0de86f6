import type { MutationResolvers } from '../../generated/resolvers.ts';
import { userError } from '../../errors.ts';
import { registerUser, type RegisterProblem } from '../../operations/register-user.ts';

const FIELDS: Record<Exclude<RegisterProblem['kind'], 'nameInvalid'>, string> = {
  emailInvalid: 'email',
  emailTaken: 'email',
  passwordWeak: 'password',
  localeInvalid: 'locale',
};

export const userRegister: MutationResolvers['userRegister'] = async (_parent, { input }, context) => {
  const outcome = await registerUser(context, { ...input, locale: input.locale ?? 'en' });
  if (outcome.kind === 'registered') return { user: outcome.user, tokens: outcome.tokens, userErrors: [] };
  return {
    userErrors: outcome.problems.map((problem) =>
      userError(problem.kind, problem.kind === 'nameInvalid' ? problem.field : FIELDS[problem.kind]),
    ),
  };
};
