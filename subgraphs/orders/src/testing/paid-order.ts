import { newId } from '@bazaar/ids/id';
import type { CallerClaims } from '@bazaar/runtime/subgraph-door';
import type { Answer } from './answer.ts';
import { ORDER_QUERY } from './documents.ts';
import type { Want } from './neighbours.ts';
import { buyer, type Scene } from './scene.ts';

export interface PaidOrder {
  readonly caller: CallerClaims;
  /** The vendors of the parts, in their order. */
  readonly vendorIds: readonly string[];
  readonly order: Answer['order'];
  /** Reads the order again, as its buyer. */
  again(): Promise<Answer['order']>;
}

/** Buys and pays: by default two mugs at one vendor and three maps at another. */
export async function placePaidOrder(
  scene: Scene,
  wants?: readonly Want[],
  caller = buyer(),
  paymentMethod = 'pm_card_visa',
): Promise<PaidOrder> {
  const given = wants ?? [
    { vendorId: newId('vnd'), offerId: newId('off'), quantity: 2, unitAmount: 2_000 },
    { vendorId: newId('vnd'), offerId: newId('off'), quantity: 3, unitAmount: 777 },
  ];
  const cart = scene.neighbours.addCart(given, { buyerId: caller.sub });
  const { checkout } = await scene.start(cart, caller, { paymentMethod });
  if (checkout.status !== 'CONFIRMED') throw new Error(`The checkout is ${checkout.status}.`);
  const again = async (): Promise<Answer['order']> =>
    (await scene.ask(ORDER_QUERY, { id: checkout.order.id }, caller)).order;
  return { caller, vendorIds: [...new Set(given.map((want) => want.vendorId))], order: await again(), again };
}
