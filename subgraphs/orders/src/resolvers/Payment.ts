import { money } from '@bazaar/money/money';
import type { PaymentResolvers } from '../generated/resolvers.ts';

export const Payment: PaymentResolvers = {
  amount: ({ amount, currency }) => money(amount, currency),
  captured: ({ capturedAmount, currency }) => money(capturedAmount, currency),
  refunded: ({ refundedAmount, currency }) => money(refundedAmount, currency),
  error: ({ errorCode, errorMessage }) =>
    errorCode === null || errorMessage === null ? null : { code: errorCode, message: errorMessage },
};
