import { actingPartner } from '@bazaar/identity/acting-user';
import { can } from '@bazaar/identity/roles';
import type { Viewer } from '@bazaar/identity/viewer';
import { idToUuid } from '@bazaar/ids/id';

/** Which partners a viewer may see: all of them, itself, or none. Every read of partners filters by it. */
export interface PartnerSight {
  readonly all: boolean;
  /** The viewer's own, as the database knows it. */
  readonly own: string | null;
}

export const EVERY_PARTNER: PartnerSight = { all: true, own: null };

/** What a viewer may see of partners: administrators all, a partner itself, everybody else none. */
export function partnerSightOf(viewer: Viewer): PartnerSight {
  const partner = actingPartner(viewer);
  return { all: can(viewer, 'partner.read'), own: partner && idToUuid(partner.partnerId) };
}
