import { requireUser } from '@bazaar/identity/guards';
import { payload, userError } from '../../errors.ts';
import type { MutationResolvers } from '../../generated/resolvers.ts';
import { createWarehouse } from '../../operations/create-warehouse.ts';
import { InputParser } from '../parse-input.ts';

export const warehouseCreate: MutationResolvers['warehouseCreate'] = async (_parent, { input }, context) => {
  requireUser(context.viewer);
  const parse = new InputParser();
  const vendorId = parse.id('vnd', input.vendorId, 'VENDOR_NOT_FOUND', 'vendorId');
  if (parse.problems.length > 0) return { userErrors: parse.problems.map(userError) };
  const { name, country, priority } = input;
  return payload(context, 'warehouse', await createWarehouse(context, { vendorId, name, country, priority }));
};
