import type { Partner } from '@bazaar/users/domain/partner';
import type { PartnerProblem } from '@bazaar/users/domain/partner-rules';

/** By the options that say them. */
const PROBLEMS: Readonly<Record<PartnerProblem, string>> = {
  handleInvalid: '--handle: 3 to 50 lower-case letters, digits and dashes, with no dash at the ends',
  nameInvalid: '--name: 1 to 100 characters',
  contractInvalid: '--contract: lower-case letters, digits and dashes, beginning with a letter',
  quotaInvalid: '--quota: a whole number from 1 to 1,000,000',
};

/** What is wrong with a partner's terms: one line each. */
export function describeProblems(problems: readonly PartnerProblem[]): string {
  return problems.map((problem) => PROBLEMS[problem]).join('\n');
}

/** A partner and its terms, in one line. */
export function describePartner({ handle, name, contract, scopes, requestsPerMinute, suspendedAt }: Partner): string {
  const may = scopes.length > 0 ? scopes.join(' ') : 'no scope';
  const state = suspendedAt ? `, suspended since ${suspendedAt.toISOString()}` : '';
  return `${handle}  ${name}  contract ${contract}, ${may}, ${requestsPerMinute} requests a minute${state}`;
}
