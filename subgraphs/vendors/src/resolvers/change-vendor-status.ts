import { requirePermission } from '@bazaar/identity/guards';
import { parseId } from '@bazaar/ids/id';
import type { VendorsContext } from '../context.ts';
import type { Vendor } from '../domain/vendor.ts';
import { userError } from '../errors.ts';
import type { VendorsUserError } from '../generated/resolvers.ts';
import { changeStatus } from '../operations/change-status.ts';

/** What vendorApprove, vendorReject and vendorSuspend share: an administrator, a vendor, a note. */
export async function changeVendorStatus(
  context: VendorsContext,
  input: { readonly vendorId: string; readonly note?: string | null | undefined },
  status: 'ACTIVE' | 'REJECTED' | 'SUSPENDED',
): Promise<{ vendor?: Vendor; userErrors: VendorsUserError[] }> {
  const administrator = requirePermission(context.viewer, 'vendor.approve');
  const vendorId = parseId('vnd', input.vendorId);
  if (!vendorId) return { userErrors: [userError('notFound')] };
  const outcome = await changeStatus(context, administrator, vendorId, status, input.note ?? '');
  return outcome.kind === 'changed'
    ? { vendor: outcome.vendor, userErrors: [] }
    : { userErrors: [userError(outcome.kind)] };
}
