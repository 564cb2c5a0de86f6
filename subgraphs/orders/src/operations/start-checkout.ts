import { createHash } from 'node:crypto';
import { actingUser } from '@bazaar/identity/acting-user';
import { newId } from '@bazaar/ids/id';
import { crashPoint } from '@bazaar/runtime/crash-points';
import type { OrdersContext } from '../context.ts';
import type { Checkout } from '../domain/checkout.ts';
import { readCheckoutInput, type CheckoutInput, type InvalidInput } from './read-checkout-input.ts';
import { claimCheckout, findCheckoutByKey, insertCheckout } from '../storage/checkouts.ts';
import { advanceCheckout } from './advance-checkout.ts';
import type { Saga, SagaContext } from './checkout-saga.ts';

export type StartCheckoutOutcome =
  | ({ readonly kind: 'checkout' } & Saga)
  | { readonly kind: 'invalid'; readonly errors: readonly InvalidInput[] }
  | { readonly kind: 'idempotencyKeyReused' };

/**
 * Starts a checkout, or finds the one that this key started, and takes it as far as it goes now. The same key any number of times at once: one
 * checkout, and every reply shows it as it is. A guest's key counts for their cart.
 */
export async function startCheckout(
  context: SagaContext & Pick<OrdersContext, 'viewer'>,
  input: CheckoutInput,
): Promise<StartCheckoutOutcome> {
  const user = actingUser(context.viewer);
  const outcome = readCheckoutInput(input, user === null);
  if (outcome.kind === 'invalid') return outcome;
  const { request } = outcome;
  const caller = user?.userId ?? `cart:${request.cartId}`;
  const inputHash = createHash('sha256').update(JSON.stringify(request)).digest();
  const mine = await insertCheckout(context.reader, {
    id: newId('chk'),
    caller,
    idempotencyKey: input.idempotencyKey,
    inputHash,
    input: request,
    buyerId: user?.userId ?? null,
    expiresAt: new Date(context.now().getTime() + context.config.CHECKOUT_DEADLINE_MS),
  });
  if (mine) {
    crashPoint('checkout.afterIntentRecorded');
    return { kind: 'checkout', ...(await advanceCheckout(context, { checkout: mine, payment: null })) };
  }

  const known = await findCheckoutByKey(context.reader, caller, input.idempotencyKey);
  if (!known) throw new Error('A checkout whose key was taken is not there.');
  if (!known.inputHash.equals(inputHash)) return { kind: 'idempotencyKeyReused' };
  return { kind: 'checkout', ...(await resume(context, known)) };
}

/** Goes on with a checkout that nobody is advancing and that does not wait for its buyer. */
async function resume(context: SagaContext, known: Checkout): Promise<Saga> {
  const waits = known.state === 'AWAITING_PAYMENT' || known.nextAt === null;
  const claimed = waits ? null : await claimCheckout(context.reader, known.id);
  return claimed ? advanceCheckout(context, { checkout: claimed, payment: null }) : { checkout: known, payment: null };
}
