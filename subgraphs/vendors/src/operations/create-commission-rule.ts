import { newId } from '@bazaar/ids/id';
import type { CategoryId, CommissionRuleId, VendorId } from '@bazaar/ids/kinds';
import { isForeignKeyViolation } from '@bazaar/postgres/errors';
import type { VendorsContext } from '../context.ts';
import type { CommissionRule } from '../domain/commission.ts';
import { endRule, insertRule } from '../storage/commission-rules.ts';

export interface NewRule {
  readonly vendorId: VendorId | null;
  readonly categoryId: CategoryId | null;
  readonly ratePpm: number;
  /** Null: from now. */
  readonly validFrom: Date | null;
  readonly validUntil: Date | null;
}

export type CreateRuleOutcome =
  | { readonly kind: 'created'; readonly rule: CommissionRule }
  | { readonly kind: 'vendorNotFound' }
  | { readonly kind: 'rateInvalid' }
  | { readonly kind: 'beginsInThePast' }
  | { readonly kind: 'endsBeforeItBegins' };

/** Adds a commission rule. Orders already placed keep the rate they were placed with. The caller has checked `commission.write`. */
export async function createCommissionRule(
  { inTransaction, now }: Pick<VendorsContext, 'inTransaction' | 'now'>,
  given: NewRule,
): Promise<CreateRuleOutcome> {
  const createdAt = now();
  const rule: CommissionRule = { ...given, id: newId('cmr'), validFrom: given.validFrom ?? createdAt, createdAt };
  if (rule.ratePpm < 0 || rule.ratePpm > 1_000_000) return { kind: 'rateInvalid' };
  // A rule for the past would tell of rates that no order ever had.
  if (rule.validFrom < createdAt) return { kind: 'beginsInThePast' };
  if (rule.validUntil !== null && rule.validUntil <= rule.validFrom) return { kind: 'endsBeforeItBegins' };
  try {
    await inTransaction((tx) => insertRule(tx, rule));
    return { kind: 'created', rule };
  } catch (error) {
    if (isForeignKeyViolation(error)) return { kind: 'vendorNotFound' };
    throw error;
  }
}

/** Ends a rule now; null when there is none in force. The caller has checked `commission.write`. */
export function endCommissionRule(
  { inTransaction, now }: Pick<VendorsContext, 'inTransaction' | 'now'>,
  id: CommissionRuleId,
): Promise<CommissionRule | null> {
  return inTransaction((tx) => endRule(tx, id, now()));
}
