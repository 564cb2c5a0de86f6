import type { UserId, VendorId, VendorMemberId } from '@bazaar/ids/kinds';

export type VendorStatus = 'PENDING' | 'ACTIVE' | 'REJECTED' | 'SUSPENDED';
export type VendorRole = 'OWNER' | 'MANAGER' | 'FULFILMENT' | 'FINANCE';

export interface Vendor {
  readonly id: VendorId;
  /** Lower-case letters, digits and dashes; stands in addresses. */
  readonly handle: string;
  readonly name: string;
  readonly description: string;
  readonly website: string | null;
  readonly avatarUrl: string | null;
  /** Private. */
  readonly email: string;
  /** Private. */
  readonly phone: string | null;
  readonly status: VendorStatus;
  readonly version: number;
  /** Null for vendors that were brought in. Private. */
  readonly applicantId: UserId | null;
  readonly appliedAt: Date;
  readonly approvedAt: Date | null;
}

export interface VendorMember {
  readonly id: VendorMemberId;
  readonly vendorId: VendorId;
  readonly userId: UserId;
  readonly role: VendorRole;
  readonly createdAt: Date;
}
