import type { UsersContext } from '../context.ts';
import type { Partner } from '../domain/partner.ts';
import { partnerProblems, type PartnerProblem } from '../domain/partner-rules.ts';
import { recordAudit } from '../storage/audit.ts';
import { listHashesToRun } from '../storage/partner-documents.ts';
import { lockPartnerByHandle, savePartnerTerms } from '../storage/partners.ts';

/** What stays as it is when left out. */
export type TermsToChange = Partial<Pick<Partner, 'contract' | 'scopes' | 'requestsPerMinute'>>;

/** A partner as the caller read it, with the documents that it held against the new terms. */
export interface LookedAt {
  readonly partner: Partner;
  /** Of all its documents that are not retired. */
  readonly hashes: ReadonlySet<string>;
}

export type ChangePartnerTermsOutcome =
  | { readonly kind: 'changed'; readonly partner: Partner }
  /** Its terms are these already. */
  | { readonly kind: 'unchanged' }
  | { readonly kind: 'refused'; readonly problems: readonly PartnerProblem[] }
  | { readonly kind: 'notFound' }
  /** Its terms are others by now, or it has documents that the caller has not looked at. */
  | { readonly kind: 'changedMeanwhile' };

/**
 * Gives a partner another contract, other scopes or another quota. What becomes of its documents is for the caller to judge beforehand; a change that is
 * made on what has changed itself meanwhile is not made. Gateways that know a key already go by what it was for half a minute more.
 */
export function changePartnerTerms(
  { inTransaction, now }: Pick<UsersContext, 'inTransaction' | 'now'>,
  lookedAt: LookedAt,
  change: TermsToChange,
): Promise<ChangePartnerTermsOutcome> {
  return inTransaction(async (tx) => {
    const before = await lockPartnerByHandle(tx, lookedAt.partner.handle);
    if (!before) return { kind: 'notFound' };
    if (textOf(before) !== textOf(lookedAt.partner)) return { kind: 'changedMeanwhile' };
    const hashes = await listHashesToRun(tx, before.id);
    if (!hashes.every((hash) => lookedAt.hashes.has(hash))) return { kind: 'changedMeanwhile' };

    const partner: Partner = { ...before, ...change, scopes: [...new Set(change.scopes ?? before.scopes)] };
    const problems = partnerProblems(partner);
    if (problems.length > 0) return { kind: 'refused', problems };
    if (textOf(partner) === textOf(before)) return { kind: 'unchanged' };
    await savePartnerTerms(tx, partner);
    const detail = { from: termsOf(before), to: termsOf(partner) };
    await recordAudit(tx, { action: 'partner.changed', actorId: null, resource: partner.id, at: now(), detail });
    return { kind: 'changed', partner };
  });
}

function termsOf({ contract, scopes, requestsPerMinute }: Partner): Record<string, unknown> {
  return { contract, scopes: scopes.toSorted(), requestsPerMinute };
}

function textOf(partner: Partner): string {
  return JSON.stringify(termsOf(partner));
}
