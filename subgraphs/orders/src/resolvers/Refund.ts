import { money } from '@bazaar/money/money';
import type { RefundResolvers } from '../generated/resolvers.ts';

export const Refund: RefundResolvers = { amount: ({ totalAmount, currency }) => money(totalAmount, currency) };
