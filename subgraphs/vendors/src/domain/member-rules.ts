import type { UserId } from '@bazaar/ids/kinds';
import type { VendorMember, VendorRole } from './vendor.ts';

export type MemberDecision =
  | { readonly kind: 'allowed'; readonly member: VendorMember }
  | { readonly kind: 'memberNotFound' }
  | { readonly kind: 'lastOwner' };

/** Decides whether a member may get another role, or leave (`null`): a vendor always keeps an owner. */
export function decideMemberChange(
  members: readonly VendorMember[],
  userId: UserId,
  role: VendorRole | null,
): MemberDecision {
  const member = members.find((candidate) => candidate.userId === userId);
  if (!member) return { kind: 'memberNotFound' };
  const otherOwners = members.filter((candidate) => candidate.role === 'OWNER' && candidate !== member);
  if (member.role === 'OWNER' && role !== 'OWNER' && otherOwners.length === 0) return { kind: 'lastOwner' };
  return { kind: 'allowed', member };
}
