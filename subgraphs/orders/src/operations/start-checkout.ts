import { createHash } from 'node:crypto';
import { actingUser } from '@bazaar/identity/acting-user';
import type { UserViewer } from '@bazaar/identity/viewer';
import { newId } from '@bazaar/ids/id';
import { crashPoint } from '@bazaar/runtime/crash-points';
import { isWithin, tooOften, type RateLimit } from '@bazaar/subgraph/rate-limit';
import type { OrdersContext } from '../context.ts';
import type { Checkout } from '../domain/checkout.ts';
import { readCheckoutInput, type CheckoutInput, type InvalidInput } from './read-checkout-input.ts';
import { claimCheckout, findCheckoutByKey, insertCheckout } from '../storage/checkouts.ts';
import { advanceCheckout } from './advance-checkout.ts';
import type { Saga, SagaContext } from './checkout-saga.ts';

/** Checkouts that one user, or guests at one address, start: each may hold stock until it is paid or its time is up. */
const CHECKOUTS_OF_USER: RateLimit = { name: 'checkout-user', most: 300, windowMs: 60 * 60_000 };
const CHECKOUTS_OF_ADDRESS: RateLimit = { name: 'checkout-guest', most: 120, windowMs: 60 * 60_000 };

export type StartCheckoutOutcome =
  | ({ readonly kind: 'checkout' } & Saga)
  | { readonly kind: 'invalid'; readonly errors: readonly InvalidInput[] }
  | { readonly kind: 'idempotencyKeyReused' };

type StartContext = SagaContext & Pick<OrdersContext, 'viewer' | 'clientAddress'>;

/**
 * Starts a checkout, or finds the one that this key started, and takes it as far as it goes now. The same key any number of times at once: one
 * checkout, and every reply shows it as it is. A guest's key counts for their cart.
 * @throws Fault `RATE_LIMITED` after too many checkouts of one user, or of guests at one address. A key that started one is answered all the same.
 */
export async function startCheckout(context: StartContext, input: CheckoutInput): Promise<StartCheckoutOutcome> {
  const user = actingUser(context.viewer);
  const outcome = readCheckoutInput(input, user === null);
  if (outcome.kind === 'invalid') return outcome;
  const { request } = outcome;
  const caller = user?.userId ?? `cart:${request.cartId}`;
  const inputHash = createHash('sha256').update(JSON.stringify(request)).digest();
  const mayStart = await mayStartAnother(context, user);
  const mine =
    mayStart &&
    (await insertCheckout(context.reader, {
      id: newId('chk'),
      caller,
      idempotencyKey: input.idempotencyKey,
      inputHash,
      input: request,
      buyerId: user?.userId ?? null,
      expiresAt: new Date(context.now().getTime() + context.config.CHECKOUT_DEADLINE_MS),
    }));
  if (mine) {
    crashPoint('checkout.afterIntentRecorded');
    return { kind: 'checkout', ...(await advanceCheckout(context, { checkout: mine, payment: null })) };
  }

  const known = await findCheckoutByKey(context.reader, caller, input.idempotencyKey);
  if (!known && !mayStart) throw tooOften();
  if (!known) throw new Error('A checkout whose key was taken is not there.');
  if (!known.inputHash.equals(inputHash)) return { kind: 'idempotencyKeyReused' };
  return { kind: 'checkout', ...(await resume(context, known)) };
}

/** Counts every start, repeated ones too: they are told apart only when there are too many. */
async function mayStartAnother(context: StartContext, user: UserViewer | null): Promise<boolean> {
  if (user) return isWithin(CHECKOUTS_OF_USER, user.userId, context);
  return context.clientAddress === null || isWithin(CHECKOUTS_OF_ADDRESS, context.clientAddress, context);
}

/** Goes on with a checkout that nobody is advancing and that does not wait for its buyer. */
async function resume(context: SagaContext, known: Checkout): Promise<Saga> {
  const waits = known.state === 'AWAITING_PAYMENT' || known.nextAt === null;
  const claimed = waits ? null : await claimCheckout(context.reader, known.id);
  return claimed ? advanceCheckout(context, { checkout: claimed, payment: null }) : { checkout: known, payment: null };
}
