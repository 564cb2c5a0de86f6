import type { CategoryId, CommissionRuleId, VendorId } from '@bazaar/ids/kinds';
import { applyRate } from '@bazaar/money/rate';

export interface CommissionRule {
  readonly id: CommissionRuleId;
  /** Null: for every vendor. */
  readonly vendorId: VendorId | null;
  /** Null: for every category. */
  readonly categoryId: CategoryId | null;
  readonly ratePpm: number;
  readonly validFrom: Date;
  /** Null: until further notice. */
  readonly validUntil: Date | null;
  readonly createdAt: Date;
}

export interface CommissionedLine {
  readonly vendorId: VendorId;
  /** The product's categories with their ancestors. */
  readonly categoryIds: readonly CategoryId[];
  /** Minor units, after vendor-funded discounts, without tax and shipping. */
  readonly netAmount: number;
}

export interface Commission {
  readonly rule: CommissionRule | null;
  readonly ratePpm: number;
  /** Minor units. */
  readonly amount: number;
}

/**
 * The commission of a line by the most specific rule in force at `now`: vendor and category, then vendor, then category, then all.
 * Between rules of the same kind the one that began last wins. Without a rule the default rate applies.
 */
export function commissionOf(
  line: CommissionedLine,
  rules: readonly CommissionRule[],
  defaultPpm: number,
  now: Date,
): Commission {
  const rule = rules.filter((candidate) => applies(candidate, line, now)).reduce(moreSpecific, null);
  const ratePpm = rule?.ratePpm ?? defaultPpm;
  return { rule, ratePpm, amount: applyRate(line.netAmount, ratePpm) };
}

function applies(rule: CommissionRule, line: CommissionedLine, now: Date): boolean {
  return (
    (rule.vendorId === null || rule.vendorId === line.vendorId) &&
    (rule.categoryId === null || line.categoryIds.includes(rule.categoryId)) &&
    rule.validFrom <= now &&
    (rule.validUntil === null || now < rule.validUntil)
  );
}

function moreSpecific(best: CommissionRule | null, rule: CommissionRule): CommissionRule {
  if (best === null) return rule;
  const difference = specificity(rule) - specificity(best);
  if (difference !== 0) return difference > 0 ? rule : best;
  const begun = rule.validFrom.getTime() - best.validFrom.getTime();
  if (begun !== 0) return begun > 0 ? rule : best;
  return rule.id > best.id ? rule : best;
}

function specificity({ vendorId, categoryId }: CommissionRule): number {
  return (vendorId === null ? 0 : 2) + (categoryId === null ? 0 : 1);
}
