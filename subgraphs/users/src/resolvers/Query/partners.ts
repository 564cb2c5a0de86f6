import { requirePermission } from '@bazaar/identity/guards';
import { isIdOf } from '@bazaar/ids/id';
import type { PartnerId } from '@bazaar/ids/kinds';
import { parsePage, toConnection } from '@bazaar/subgraph/connections';
import type { QueryResolvers } from '../../generated/resolvers.ts';
import { partnerSightOf } from '../../storage/partner-sight.ts';
import { countPartners, listPartners } from '../../storage/partners.ts';

export const partners: QueryResolvers['partners'] = async (_parent, args, { viewer, reader }) => {
  requirePermission(viewer, 'partner.read');
  const page = parsePage<PartnerId>(args, (key) => (typeof key === 'string' && isIdOf('ptn', key) ? key : null));
  const sight = partnerSightOf(viewer);
  const connection = toConnection(await listPartners(reader, sight, page), page, (partner) => partner.id);
  return { ...connection, count: () => countPartners(reader, sight) };
};
