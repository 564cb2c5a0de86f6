import { percentileMs } from '@bazaar/runtime/latency-histogram';
import type { PartnerDocumentUsageResolvers } from '../generated/resolvers.ts';

export const PartnerDocumentUsage: PartnerDocumentUsageResolvers = {
  p50Ms: ({ latencyHistogram }) => percentileMs(latencyHistogram, 0.5),
  p95Ms: ({ latencyHistogram }) => percentileMs(latencyHistogram, 0.95),
};
