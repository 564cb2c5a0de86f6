import { requireUser } from '@bazaar/identity/guards';
import { payload, userError } from '../../errors.ts';
import type { MutationResolvers } from '../../generated/resolvers.ts';
import { adjustStock } from '../../operations/adjust-stock.ts';
import { InputParser } from '../parse-input.ts';

export const stockAdjust: MutationResolvers['stockAdjust'] = async (_parent, { input }, context) => {
  const { userId } = requireUser(context.viewer);
  const parse = new InputParser();
  const offerId = parse.id('off', input.offerId, 'OFFER_NOT_FOUND', 'offerId');
  const warehouseId = parse.id('whs', input.warehouseId, 'WAREHOUSE_NOT_FOUND', 'warehouseId');
  if (parse.problems.length > 0) return { userErrors: parse.problems.map(userError) };
  const { idempotencyKey, change, reason } = input;
  return payload(
    context,
    'offer',
    await adjustStock(context, userId, { idempotencyKey, offerId, warehouseId, change, reason }),
  );
};
