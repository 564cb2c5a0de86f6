import { newId } from '@bazaar/ids/id';
import fc from 'fast-check';
import { randomUUID } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import {
  CHECKOUT_CANCEL,
  CHECKOUT_COMPLETE,
  ORDER_CANCEL,
  SHIPMENT_CREATE,
  VENDOR_ORDER_CANCEL,
} from './testing/documents.ts';
import type { Answer } from './testing/answer.ts';
import { buyer, member, startScene, type Scene } from './testing/scene.ts';

const METHODS = ['pm_card_visa', 'pm_card_visa_chargeDeclined', 'pm_card_refundFail', 'pm_card_pendingRefund'] as const;
const FAULTS = ['loseAnswer', 'error500AfterEffect', 'error500', 'cut'] as const;
const PATHS = [
  '/v1/payment_intents',
  '/v1/payment_intents/:id/capture',
  '/v1/payment_intents/:id/cancel',
  '/v1/refunds',
];

/** What one shopper and their two vendors do, and what goes wrong meanwhile. */
const story = fc.record({
  quantities: fc.tuple(fc.integer({ min: 1, max: 3 }), fc.integer({ min: 1, max: 3 })),
  unitAmounts: fc.tuple(fc.integer({ min: 1, max: 9_999 }), fc.integer({ min: 1, max: 9_999 })),
  method: fc.constantFrom(...METHODS),
  steps: fc.array(
    fc.constantFrom(
      'complete',
      'cancelCheckout',
      'cancelOrder',
      'cancelFirst',
      'cancelSecond',
      'shipFirst',
      'shipSecond',
    ),
    {
      minLength: 2,
      maxLength: 6,
    },
  ),
  fault: fc.option(fc.record({ kind: fc.constantFrom(...FAULTS), path: fc.constantFrom(...PATHS) }), { freq: 2 }),
});
type Story = typeof story extends fc.Arbitrary<infer T> ? T : never;

async function live(scene: Scene, { quantities, unitAmounts, method, steps, fault }: Story): Promise<void> {
  const caller = buyer();
  const vendors = [newId('vnd'), newId('vnd')] as const;
  const cart = scene.neighbours.addCart(
    vendors.map((vendorId, index) => ({
      vendorId,
      offerId: newId('off'),
      quantity: quantities[index] ?? 1,
      unitAmount: unitAmounts[index] ?? 1,
    })),
    { buyerId: caller.sub },
  );
  if (fault) await scene.emulator.control.failCalls({ ...fault, method: 'POST', times: 2 });
  const { checkout } = await scene.start(cart, caller);
  if (checkout.clientSecret) await scene.confirm(checkout.clientSecret, method).catch(() => undefined);
  await Promise.all(steps.map((step) => act(scene, step, checkout, caller, vendors)));
}

async function act(
  scene: Scene,
  step: Story['steps'][number],
  checkout: Answer['checkoutStart']['checkout'],
  caller: ReturnType<typeof buyer>,
  vendors: readonly string[],
): Promise<void> {
  const idempotencyKey = randomUUID();
  const part = (index: number): string | undefined => checkout.order?.vendorOrders[index]?.id;
  const ship = (index: number) =>
    scene.ask(
      SHIPMENT_CREATE,
      { input: { idempotencyKey, vendorOrderId: part(index) ?? '', carrier: 'Post', trackingNumber: 'T' } },
      member(vendors[index] ?? ''),
    );
  const cancelPart = (index: number) =>
    scene.ask(VENDOR_ORDER_CANCEL, { input: { idempotencyKey, vendorOrderId: part(index) ?? '' } }, caller);
  switch (step) {
    case 'complete':
      return void (await scene.ask(CHECKOUT_COMPLETE, { input: { checkoutId: checkout.id } }, caller));
    case 'cancelCheckout':
      return void (await scene.ask(CHECKOUT_CANCEL, { input: { checkoutId: checkout.id } }, caller));
    case 'cancelOrder':
      return void (await scene.ask(
        ORDER_CANCEL,
        { input: { idempotencyKey, orderId: checkout.order?.id ?? '' } },
        caller,
      ));
    case 'cancelFirst':
      return void (await cancelPart(0));
    case 'cancelSecond':
      return void (await cancelPart(1));
    case 'shipFirst':
      return void (await ship(0));
    case 'shipSecond':
      return void (await ship(1));
  }
}

describe('money', () => {
  it('is where the orders say it is, whatever happens in whatever order', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(story, { minLength: 12, maxLength: 12 }), async (stories) => {
        await using scene = await startScene({
          env: { CHECKOUT_DEADLINE_MS: '3000', PAYMENT_POLL_MS: '500', REFUND_POLL_MS: '500' },
        });
        await Promise.all(stories.map((one) => live(scene, one)));
        await scene.emulator.control.clearFaults();
        // Everybody has paid, given up or run out of time; every refund has been answered, and some come back.
        await scene.until(
          async () => (await scene.rows('select id from checkout where next_at is not null')).length === 0,
          30_000,
        );
        await scene.emulator.control.advanceClock({ byMs: 60_000 });
        await scene.until(async () => {
          const [open] = await scene.rows(`select count(*)::integer as n from refund where status = 'PENDING'`);
          const [payments] = await scene.rows(
            'select coalesce(sum(refunded_amount), 0)::integer as refunded from payment',
          );
          const { refunded } = await scene.emulator.control.countIntents();
          return open?.['n'] === 0 && payments?.['refunded'] === refunded;
        }, 30_000);
        const provider = await scene.emulator.control.countIntents();
        const [ours] = await scene.rows(
          `select coalesce(sum(captured_amount), 0)::integer as captured, coalesce(sum(refunded_amount), 0)::integer as refunded from payment`,
        );
        const [orders] = await scene.rows(
          `select coalesce(sum(total_amount - refunded_amount) filter (where confirmed_at is not null), 0)::integer as kept,
                  coalesce(sum(refunded_amount), 0)::integer as refunded
             from order_`,
        );
        expect(provider).toMatchObject({ capturable: 0, received: ours?.['captured'], refunded: ours?.['refunded'] });
        expect(orders).toEqual({ kept: provider.received - provider.refunded, refunded: provider.refunded });
        // What is neither paid for nor on its way to somebody is in stock again.
        const released = [...scene.neighbours.reservations.values()].filter(({ stage }) => stage === 'released').length;
        const ended = await scene.rows(`select 1 from checkout where state <> 'CONFIRMED'`);
        expect(released).toBe(ended.length);
        expect(
          await scene.rows(
            `select state from checkout where state not in ('CONFIRMED', 'EXPIRED', 'CANCELLED', 'FAILED')`,
          ),
        ).toEqual([]);
      }),
      { numRuns: 2 },
    );
  }, 120_000);
});
