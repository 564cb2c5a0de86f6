import { decideUpdatedLines, type LineToUpdate, type UpdatingRefusal } from '../domain/decide-updated-lines.ts';
import { deleteLines, putLines, type CartAccess } from '../storage/carts.ts';
import { changeCart, type ChangeContext } from './change-cart.ts';

/** Sets the quantities of lines, or takes lines out: all or none. Fewer units of something that ran short are always allowed. */
export function updateLines(
  context: ChangeContext,
  access: CartAccess,
  expectedVersion: number | null,
  updates: readonly LineToUpdate[],
) {
  return changeCart<UpdatingRefusal>(context, {
    access,
    expectedVersion,
    async apply(tx, cart, offers) {
      const decided = decideUpdatedLines(cart.lines, updates, offers);
      if (decided.kind !== 'updated') return decided;
      await deleteLines(tx, cart.id, decided.gone);
      await putLines(tx, cart.id, decided.changed);
      return { kind: 'changed', cart: { ...cart, lines: decided.lines } };
    },
  });
}
