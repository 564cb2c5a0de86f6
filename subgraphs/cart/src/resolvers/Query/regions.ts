import type { QueryResolvers } from '../../generated/resolvers.ts';
import { listRegions } from '../../storage/regions.ts';

export const regions: QueryResolvers['regions'] = (_parent, _args, { reader }) => listRegions(reader);
