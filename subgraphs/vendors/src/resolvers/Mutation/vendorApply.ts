import { requireUser } from '@bazaar/identity/guards';
import { userError } from '../../errors.ts';
import type { MutationResolvers } from '../../generated/resolvers.ts';
import { applyAsVendor } from '../../operations/apply-as-vendor.ts';

export const vendorApply: MutationResolvers['vendorApply'] = async (_parent, { input }, context) => {
  const outcome = await applyAsVendor(context, requireUser(context.viewer), {
    handle: input.handle,
    name: input.name,
    description: input.description ?? '',
    website: input.website ?? null,
    avatarUrl: input.avatarUrl ?? null,
    email: input.email,
    phone: input.phone ?? null,
  });
  return outcome.kind === 'applied'
    ? { vendor: outcome.vendor, userErrors: [] }
    : { userErrors: outcome.problems.map(userError) };
};
