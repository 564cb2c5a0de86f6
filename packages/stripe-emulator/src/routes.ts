import { BALANCE_ROUTES } from './balance/routes.ts';
import type { Route } from './http/call.ts';
import { PAYMENT_INTENT_ROUTES } from './payment-intents/routes.ts';
import { PAYMENT_METHOD_ROUTES } from './payment-methods/routes.ts';

/** The part of Stripe's API that is spoken. */
export const ROUTES: readonly Route[] = [...BALANCE_ROUTES, ...PAYMENT_INTENT_ROUTES, ...PAYMENT_METHOD_ROUTES];
