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

/** The most characters of what is said about a change of status. */
const MAX_REMARK = 1_000;

/** Whether a trimmed text is fit for the history: a vendor is refused or stopped for a reason, and approved without one. */
export function isRemark(status: VendorStatus, text: string): boolean {
  return text.length <= MAX_REMARK && (status === 'ACTIVE' || text !== '');
}
