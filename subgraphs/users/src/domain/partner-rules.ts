import type { PartnerKey } from './partner.ts';

/** How many keys of a partner are good at a time: with as many, an old one has to go first. */
export const MAX_GOOD_KEYS = 10;

export interface PartnerTerms {
  readonly handle: string;
  readonly name: string;
  readonly contract: string;
  readonly requestsPerMinute: number;
}

export type PartnerProblem = 'handleInvalid' | 'nameInvalid' | 'contractInvalid' | 'quotaInvalid';

/** What keeps these from being a partner's; empty when nothing does. */
export function partnerProblems({ handle, name, contract, requestsPerMinute }: PartnerTerms): PartnerProblem[] {
  const problems: PartnerProblem[] = [];
  if (!/^[a-z0-9][a-z0-9-]{1,48}[a-z0-9]$/.test(handle)) problems.push('handleInvalid');
  if (name.trim() === '' || name.length > 100) problems.push('nameInvalid');
  if (!isContractName(contract)) problems.push('contractInvalid');
  if (!Number.isInteger(requestsPerMinute) || requestsPerMinute < 1 || requestsPerMinute > 1_000_000)
    problems.push('quotaInvalid');
  return problems;
}

/** Whether a contract could be called so. */
export function isContractName(text: string): boolean {
  return /^[a-z][a-z0-9-]{0,49}$/.test(text);
}

/** Whether the key opens anything at `now`, as far as it depends on the key. */
export function isGood({ revokedAt, expiresAt }: PartnerKey, now: Date): boolean {
  return revokedAt === null && (expiresAt === null || expiresAt > now);
}

/** The keys that end at `end` when a new one takes their place: those that would be good for longer. */
export function keysToEnd(keys: readonly PartnerKey[], now: Date, end: Date): PartnerKey[] {
  return keys
    .filter((key) => isGood(key, now) && (key.expiresAt === null || key.expiresAt > end))
    .map((key) => ({ ...key, expiresAt: end }));
}
