import { money } from '@bazaar/money/money';
import type { PriceRangeResolvers } from '../generated/resolvers.ts';

export const PriceRange: PriceRangeResolvers = {
  min: ({ minAmount, currency }) => money(minAmount, currency),
  max: ({ maxAmount, currency }) => money(maxAmount, currency),
};
