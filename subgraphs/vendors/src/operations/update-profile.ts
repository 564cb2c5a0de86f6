import type { VendorId } from '@bazaar/ids/kinds';
import { isUniqueViolation } from '@bazaar/postgres/errors';
import type { VendorsContext } from '../context.ts';
import { profileProblems, type ProfileProblem, type VendorProfile } from '../domain/profile-rules.ts';
import type { Vendor } from '../domain/vendor.ts';
import { lockVendor, saveVendor } from '../storage/vendors.ts';
import { announceVendor } from './announce-vendor.ts';

export type UpdateProfileOutcome =
  | { readonly kind: 'updated'; readonly vendor: Vendor }
  | { readonly kind: 'refused'; readonly problems: readonly (ProfileProblem | 'handleTaken')[] }
  | { readonly kind: 'notFound' };

/** Changes the given fields of a vendor's profile. The caller has checked `vendor.profile.write`. */
export async function updateProfile(
  { inTransaction }: Pick<VendorsContext, 'inTransaction'>,
  vendorId: VendorId,
  change: Partial<VendorProfile>,
): Promise<UpdateProfileOutcome> {
  try {
    return await inTransaction(async (tx) => {
      const vendor = await lockVendor(tx, vendorId);
      if (!vendor) return { kind: 'notFound' };
      const changed = { ...vendor, ...change };
      const problems = profileProblems(changed);
      if (problems.length > 0) return { kind: 'refused', problems };
      const saved = await saveVendor(tx, changed);
      await announceVendor(tx, 'vendor.profile_changed', saved);
      return { kind: 'updated', vendor: saved };
    });
  } catch (error) {
    if (isUniqueViolation(error, 'vendor_handle_unique')) return { kind: 'refused', problems: ['handleTaken'] };
    throw error;
  }
}
