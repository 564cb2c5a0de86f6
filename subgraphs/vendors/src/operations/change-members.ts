import { announce } from '@bazaar/events/announce';
import { VENDOR_ROLE_PERMISSIONS } from '@bazaar/identity/permissions';
import { can } from '@bazaar/identity/roles';
import type { UserViewer } from '@bazaar/identity/viewer';
import { newId } from '@bazaar/ids/id';
import type { UserId, VendorId } from '@bazaar/ids/kinds';
import { isCheckViolation } from '@bazaar/postgres/errors';
import type { Tx } from '@bazaar/postgres/tx';
import type { VendorsContext } from '../context.ts';
import { decideMemberChange } from '../domain/member-rules.ts';
import type { Vendor, VendorMember, VendorRole } from '../domain/vendor.ts';
import {
  deleteMember,
  insertMember,
  listMembersByVendors,
  MEMBERSHIPS_FULL,
  saveMemberRole,
} from '../storage/members.ts';
import { lockVendor, saveVendor } from '../storage/vendors.ts';

/** The most members of one vendor. */
export const MAX_MEMBERS = 100;

export type MembersOutcome =
  | { readonly kind: 'changed'; readonly vendor: Vendor }
  | { readonly kind: 'notFound' }
  | { readonly kind: 'memberNotFound' }
  | { readonly kind: 'memberExists' }
  | { readonly kind: 'memberLimitReached' }
  | { readonly kind: 'membershipLimitReached' }
  | { readonly kind: 'lastOwner' };

type Context = Pick<VendorsContext, 'inTransaction' | 'now'>;

/** Who asks. An owner who was removed a moment ago changes nothing any more: the right is checked under the vendor's lock. */
type Actor = UserViewer;

/** Makes a user a member. A vendor whose members the actor may not change reads as not found. */
export async function addMember(
  context: Context,
  actor: Actor,
  vendorId: VendorId,
  userId: UserId,
  role: VendorRole,
): Promise<MembersOutcome> {
  const adding = withMembers(context, actor, vendorId, async (tx, vendor, members) => {
    if (members.some((member) => member.userId === userId)) return { kind: 'memberExists' };
    if (members.length >= MAX_MEMBERS) return { kind: 'memberLimitReached' };
    const saved = await saveVendor(tx, vendor);
    await insertMember(tx, { id: newId('vmb'), vendorId, userId, role, createdAt: context.now() });
    await announceAdded(tx, saved, userId, role);
    return { kind: 'changed', vendor: saved };
  });
  return adding.catch((error: unknown) => {
    if (isCheckViolation(error, MEMBERSHIPS_FULL)) return { kind: 'membershipLimitReached' };
    throw error;
  });
}

/** Gives a member another role; the last owner keeps theirs. A vendor whose members the actor may not change reads as not found. */
export function setMemberRole(
  context: Context,
  actor: Actor,
  vendorId: VendorId,
  userId: UserId,
  role: VendorRole,
): Promise<MembersOutcome> {
  return withMembers(context, actor, vendorId, async (tx, vendor, members) => {
    const decision = decideMemberChange(members, userId, role);
    if (decision.kind !== 'allowed') return decision;
    const saved = await saveVendor(tx, vendor);
    await saveMemberRole(tx, { ...decision.member, role });
    await announceAdded(tx, saved, userId, role);
    return { kind: 'changed', vendor: saved };
  });
}

/** Removes a member; the last owner stays. Members may leave, whatever their role; others whose members the actor may not change read as not found. */
export function removeMember(
  context: Context,
  actor: Actor,
  vendorId: VendorId,
  userId: UserId,
): Promise<MembersOutcome> {
  const leaves = actor.userId === userId;
  return withMembers(
    context,
    actor,
    vendorId,
    async (tx, vendor, members) => {
      const decision = decideMemberChange(members, userId, null);
      if (decision.kind !== 'allowed') return decision;
      const saved = await saveVendor(tx, vendor);
      await deleteMember(tx, decision.member);
      await announce(tx, {
        type: 'vendor.member_removed',
        aggregateId: vendorId,
        sequence: saved.version,
        data: { vendorId, userId },
      });
      return { kind: 'changed', vendor: saved };
    },
    leaves,
  );
}

/** All changes of a vendor's members queue at the vendor's row. */
function withMembers(
  { inTransaction }: Context,
  actor: Actor,
  vendorId: VendorId,
  work: (tx: Tx, vendor: Vendor, members: readonly VendorMember[]) => Promise<MembersOutcome>,
  /** Whether any member may do this. */
  anyMember = false,
): Promise<MembersOutcome> {
  return inTransaction(async (tx) => {
    const vendor = await lockVendor(tx, vendorId);
    if (!vendor) return { kind: 'notFound' };
    const [members = []] = await listMembersByVendors(tx, [vendorId]);
    const own = members.find((member) => member.userId === actor.userId);
    const mayChange =
      can(actor, 'vendor.members.write') ||
      (own && (anyMember || VENDOR_ROLE_PERMISSIONS[own.role].has('vendor.members.write')));
    return mayChange ? work(tx, vendor, members) : { kind: 'notFound' };
  });
}

function announceAdded(tx: Tx, vendor: Vendor, userId: UserId, role: VendorRole): Promise<void> {
  return announce(tx, {
    type: 'vendor.member_added',
    aggregateId: vendor.id,
    sequence: vendor.version,
    data: { vendorId: vendor.id, userId, role },
  });
}
