import { Fault } from '@bazaar/runtime/faults';
import { MAX_USAGE_DAYS } from '../domain/partner-document.ts';
import { firstDayOf } from '../domain/usage-days.ts';
import type { PartnerDocumentResolvers } from '../generated/resolvers.ts';

export const PartnerDocument: PartnerDocumentResolvers = {
  usage(document, { days }, { loaders, now }) {
    if (days < 1 || days > MAX_USAGE_DAYS)
      throw new Fault('BAD_USER_INPUT', `Usage is known for 1 to ${MAX_USAGE_DAYS} days.`, { field: ['days'] });
    return loaders.usageOfDocument(firstDayOf(days, now())).load(document);
  },
};
