import { requirePermission } from '@bazaar/identity/guards';
import { parseId } from '@bazaar/ids/id';
import type { VendorsContext } from '../context.ts';
import type { Vendor } from '../domain/vendor.ts';
import { userError } from '../errors.ts';
import type { VendorsUserError } from '../generated/resolvers.ts';
import { changeStatus } from '../operations/change-status.ts';

/** What vendorApprove, vendorReject and vendorSuspend share: an administrator, a vendor, a remark: the approval's note, the others' reason. */
export async function changeVendorStatus(
  context: VendorsContext,
  input:
    | { readonly vendorId: string; readonly note?: string | null | undefined }
    | { readonly vendorId: string; readonly reason: string },
  status: 'ACTIVE' | 'REJECTED' | 'SUSPENDED',
): Promise<{ vendor?: Vendor; userErrors: VendorsUserError[] }> {
  const administrator = requirePermission(context.viewer, 'vendor.approve');
  const vendorId = parseId('vnd', input.vendorId);
  if (!vendorId) return { userErrors: [userError('notFound')] };
  const hasReason = 'reason' in input;
  const remark = hasReason ? input.reason : (input.note ?? '');
  const outcome = await changeStatus(context, administrator, vendorId, status, remark);
  switch (outcome.kind) {
    case 'changed':
      return { vendor: outcome.vendor, userErrors: [] };
    case 'remarkInvalid':
      return { userErrors: [userError(hasReason ? 'reasonInvalid' : 'noteInvalid')] };
    case 'notFound':
    case 'notPossible':
      return { userErrors: [userError(outcome.kind)] };
  }
}
