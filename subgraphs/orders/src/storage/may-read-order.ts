import { actingUser } from '@bazaar/identity/acting-user';
import { can } from '@bazaar/identity/roles';
import type { Viewer } from '@bazaar/identity/viewer';
import { idToUuid } from '@bazaar/ids/id';
import type { Params } from './params.ts';

/**
 * The SQL condition under which a viewer sees an order (or checkout) of the relation `alias`: their own, every one for staff, or one
 * that a guest's token opens. Everyone else's reads as not there.
 */
export function mayReadOrder(viewer: Viewer, params: Params, alias: string, tokenOpens = false): string {
  if (tokenOpens || can(viewer, 'order.read.any')) return 'true';
  const user = actingUser(viewer);
  return user ? `${alias}.buyer_id = ${params.add(idToUuid(user.userId))}` : 'false';
}
