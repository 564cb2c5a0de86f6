import { parseId } from '@bazaar/ids/id';
import type { CategoryId, VendorId } from '@bazaar/ids/kinds';
import type { CommandHandler } from '@bazaar/subgraph/commands';
import type { VendorsContext } from '../context.ts';
import { commissionOf } from '../domain/commission.ts';
import { listRulesInForce } from '../storage/commission-rules.ts';

/** The commission of each line by the rules in force now, and which vendors may not sell. */
export const quoteCommission: CommandHandler<VendorsContext, 'vendors.quoteCommission'> = async (
  { reader, loaders, config, now },
  { lines },
) => {
  const at = now();
  const vendorIds = [...new Set(lines.map((line) => line.vendorId))];
  const known = vendorIds.map((id) => parseId('vnd', id)).filter((id): id is VendorId => id !== null);
  const [rules, vendors] = await Promise.all([
    listRulesInForce(reader, known, at),
    // Not loadMany: vendors that cannot be read are a fault, not vendors that may not sell.
    Promise.all(known.map((id) => loaders.vendors.load(id))),
  ]);
  const active = new Set<string>(vendors.flatMap((vendor) => (vendor?.status === 'ACTIVE' ? vendor.id : [])));
  return {
    lines: lines.map((line) => {
      const vendorId = parseId('vnd', line.vendorId);
      const categoryIds = line.categoryIds
        .map((id) => parseId('cat', id))
        .filter((id): id is CategoryId => id !== null);
      const commission = vendorId
        ? commissionOf({ ...line, vendorId, categoryIds }, rules, config.DEFAULT_COMMISSION_PPM, at)
        : { rule: null, ratePpm: 0, amount: 0 };
      return {
        lineId: line.lineId,
        commissionRuleId: commission.rule?.id ?? null,
        ratePpm: commission.ratePpm,
        commissionAmount: commission.amount,
      };
    }),
    inactiveVendorIds: vendorIds.filter((id) => !active.has(id)),
  };
};
