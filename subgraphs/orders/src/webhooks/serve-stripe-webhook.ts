import type { RawResponse } from '@bazaar/runtime/subgraph-door';
import type { RawRoute } from '@bazaar/subgraph/define-subgraph';
import type { OrdersContext } from '../context.ts';
import { receiveWebhook } from '../operations/receive-webhook.ts';

/** `POST /webhooks/stripe`: acknowledged once it is kept; 400 for whatever Stripe did not sign, which then leaves no trace. */
export const serveStripeWebhook: RawRoute<OrdersContext> = async (context, request) => {
  const outcome = await receiveWebhook(context, request);
  return outcome.kind === 'kept' ? json(200, { received: true }) : BAD_SIGNATURE;
};

function json(status: number, body: object): RawResponse {
  return { status, headers: { 'content-type': 'application/json; charset=utf-8' }, body: JSON.stringify(body) };
}

const BAD_SIGNATURE = json(400, {
  errors: [{ message: 'The signature is missing, wrong or too old.', extensions: { code: 'BAD_REQUEST' } }],
});
