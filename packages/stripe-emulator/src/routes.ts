import { ACCOUNT_ROUTES } from './accounts/routes.ts';
import { BALANCE_ROUTES } from './balance/routes.ts';
import { CHARGE_ROUTES } from './charges/routes.ts';
import { CUSTOMER_ROUTES } from './customers/routes.ts';
import { EVENT_ROUTES } from './events/routes.ts';
import type { Route } from './http/call.ts';
import { PAYMENT_INTENT_ROUTES } from './payment-intents/routes.ts';
import { PAYMENT_METHOD_ROUTES } from './payment-methods/routes.ts';
import { PAYOUT_ROUTES } from './payouts/routes.ts';
import { REFUND_ROUTES } from './refunds/routes.ts';
import { TRANSFER_ROUTES } from './transfers/routes.ts';
import { WEBHOOK_ENDPOINT_ROUTES } from './webhooks/routes.ts';

/** The part of Stripe's API that is spoken. */
export const ROUTES: readonly Route[] = [
  ...ACCOUNT_ROUTES,
  ...BALANCE_ROUTES,
  ...CHARGE_ROUTES,
  ...CUSTOMER_ROUTES,
  ...EVENT_ROUTES,
  ...PAYMENT_INTENT_ROUTES,
  ...PAYMENT_METHOD_ROUTES,
  ...PAYOUT_ROUTES,
  ...REFUND_ROUTES,
  ...TRANSFER_ROUTES,
  ...WEBHOOK_ENDPOINT_ROUTES,
];
