import type { Vendor, VendorStatus } from './vendor.ts';

/** Where a vendor may go from each status. */
const NEXT: Readonly<Record<VendorStatus, readonly VendorStatus[]>> = {
  PENDING: ['ACTIVE', 'REJECTED'],
  ACTIVE: ['SUSPENDED'],
  SUSPENDED: ['ACTIVE'],
  REJECTED: [],
};

export type StatusDecision = { readonly kind: 'changed'; readonly vendor: Vendor } | { readonly kind: 'notPossible' };

/** Decides a vendor's change of status at `now`. */
export function decideStatus(vendor: Vendor, status: VendorStatus, now: Date): StatusDecision {
  if (!NEXT[vendor.status].includes(status)) return { kind: 'notPossible' };
  const approvedAt = status === 'ACTIVE' ? (vendor.approvedAt ?? now) : vendor.approvedAt;
  return { kind: 'changed', vendor: { ...vendor, status, approvedAt } };
}
