import { announce } from '@bazaar/events/announce';
import type { UserViewer } from '@bazaar/identity/viewer';
import { newId } from '@bazaar/ids/id';
import { isCheckViolation, isUniqueViolation } from '@bazaar/postgres/errors';
import { isEmail } from '@bazaar/subgraph/email';
import type { VendorsContext } from '../context.ts';
import { profileProblems, type ProfileProblem, type VendorProfile } from '../domain/profile-rules.ts';
import type { Vendor } from '../domain/vendor.ts';
import { insertMember, MEMBERSHIPS_FULL } from '../storage/members.ts';
import { insertStatusChange, insertVendor } from '../storage/vendors.ts';
import { announceVendor } from './announce-vendor.ts';

export type Application = VendorProfile & { readonly email: string };

export type ApplicationProblem =
  ProfileProblem | 'emailInvalid' | 'handleTaken' | 'applicationPending' | 'ownMembershipLimitReached';

export type ApplyOutcome =
  | { readonly kind: 'applied'; readonly vendor: Vendor }
  | { readonly kind: 'refused'; readonly problems: readonly ApplicationProblem[] };

/** Applies to sell: the vendor waits for approval, the applicant owns it. One application of a user waits at a time. */
export async function applyAsVendor(
  { inTransaction, now }: Pick<VendorsContext, 'inTransaction' | 'now'>,
  applicant: UserViewer,
  application: Application,
): Promise<ApplyOutcome> {
  const problems: ApplicationProblem[] = profileProblems(application);
  if (!isEmail(application.email)) problems.push('emailInvalid');
  if (problems.length > 0) return { kind: 'refused', problems };
  const at = now();
  const vendor: Vendor = {
    ...application,
    id: newId('vnd'),
    status: 'PENDING',
    version: 1,
    applicantId: applicant.userId,
    appliedAt: at,
    approvedAt: null,
  };
  try {
    return await inTransaction(async (tx) => {
      await insertVendor(tx, vendor);
      await insertStatusChange(tx, vendor, { actorId: applicant.userId, note: '', at });
      const member = {
        id: newId('vmb'),
        vendorId: vendor.id,
        userId: applicant.userId,
        role: 'OWNER',
        createdAt: at,
      } as const;
      await insertMember(tx, member);
      await announceVendor(tx, 'vendor.applied', vendor);
      await announce(tx, {
        type: 'vendor.member_added',
        aggregateId: vendor.id,
        sequence: vendor.version,
        data: { vendorId: vendor.id, userId: applicant.userId, role: 'OWNER' },
      });
      return { kind: 'applied', vendor };
    });
  } catch (error) {
    const problem = problemOf(error);
    if (problem === null) throw error;
    return { kind: 'refused', problems: [problem] };
  }
}

function problemOf(error: unknown): ApplicationProblem | null {
  if (isUniqueViolation(error, 'vendor_handle_unique')) return 'handleTaken';
  if (isUniqueViolation(error, 'vendor_application_once')) return 'applicationPending';
  return isCheckViolation(error, MEMBERSHIPS_FULL) ? 'ownMembershipLimitReached' : null;
}
