import { newId } from '@bazaar/ids/id';
import { isUniqueViolation } from '@bazaar/postgres/errors';
import type { UsersContext } from '../context.ts';
import type { Partner } from '../domain/partner.ts';
import { partnerProblems, type PartnerProblem } from '../domain/partner-rules.ts';
import { recordAudit } from '../storage/audit.ts';
import { insertPartner } from '../storage/partners.ts';
import { addPartnerKey, type NewPartnerKey } from './add-partner-key.ts';

export interface PartnerToCreate {
  readonly handle: string;
  readonly name: string;
  readonly contract: string;
  readonly scopes: readonly string[];
  readonly requestsPerMinute: number;
  /** Until when its first key is good; null until it is revoked. */
  readonly keyExpiresAt: Date | null;
}

export type CreatePartnerOutcome =
  | ({ readonly kind: 'created'; readonly partner: Partner } & NewPartnerKey)
  | { readonly kind: 'refused'; readonly problems: readonly PartnerProblem[] }
  | { readonly kind: 'handleTaken' };

/** Adds a partner with its first key, as whoever holds the database. */
export async function createPartner(
  { inTransaction, now }: Pick<UsersContext, 'inTransaction' | 'now'>,
  { keyExpiresAt, ...given }: PartnerToCreate,
): Promise<CreatePartnerOutcome> {
  const problems = partnerProblems(given);
  if (problems.length > 0) return { kind: 'refused', problems };
  const at = now();
  const partner: Partner = {
    ...given,
    id: newId('ptn'),
    name: given.name.trim(),
    scopes: [...new Set(given.scopes)],
    createdAt: at,
    suspendedAt: null,
  };
  try {
    return await inTransaction(async (tx) => {
      await insertPartner(tx, partner);
      const { handle, contract, scopes } = partner;
      const detail = { handle, contract, scopes };
      await recordAudit(tx, { action: 'partner.created', actorId: null, resource: partner.id, at, detail });
      return { kind: 'created', partner, ...(await addPartnerKey(tx, partner.id, at, keyExpiresAt)) };
    });
  } catch (error) {
    if (isUniqueViolation(error, 'partner_handle_unique')) return { kind: 'handleTaken' };
    throw error;
  }
}
