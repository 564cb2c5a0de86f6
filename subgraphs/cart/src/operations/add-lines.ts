import { newId } from '@bazaar/ids/id';
import { decideAddedLines, type AddingRefusal, type LineToAdd } from '../domain/decide-added-lines.ts';
import { putLines, type CartAccess } from '../storage/carts.ts';
import { changeCart, type ChangeContext } from './change-cart.ts';

/** Adds units of offers: all lines or none. A line for the same offer grows. */
export function addLines(
  context: ChangeContext,
  access: CartAccess,
  expectedVersion: number | null,
  toAdd: readonly LineToAdd[],
) {
  return changeCart<AddingRefusal>(context, {
    access,
    expectedVersion,
    offerIds: toAdd.flatMap((line) => line.offerId ?? []),
    async apply(tx, cart, offers) {
      const fresh = { newLineId: () => newId('cln'), addedAt: context.now() };
      const decided = decideAddedLines(cart.lines, toAdd, offers, fresh);
      if (decided.kind !== 'added') return decided;
      await putLines(tx, cart.id, decided.changed);
      return { kind: 'changed', cart: { ...cart, lines: decided.lines } };
    },
  });
}
