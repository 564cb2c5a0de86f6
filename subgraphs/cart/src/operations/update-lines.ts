import type { CartLineId } from '@bazaar/ids/kinds';
import type { CartLine } from '../domain/cart.ts';
import { quantityProblem, type QuantityProblem } from '../domain/quantity-rules.ts';
import { deleteLines, putLines, type CartAccess } from '../storage/carts.ts';
import { changeCart, type ChangeContext } from './change-cart.ts';

export interface LineToUpdate {
  /** Null when the client's id is none. */
  readonly id: CartLineId | null;
  /** 0 takes the line out. */
  readonly quantity: number;
}

export interface UpdateLinesRefusal {
  readonly kind: 'refused';
  /** By the index of the line in the input. */
  readonly problems: readonly {
    readonly index: number;
    readonly problem: QuantityProblem | { readonly kind: 'lineNotFound' };
  }[];
}

/** Sets the quantities of lines, or takes lines out: all or none. Fewer units of something that ran short are always allowed. */
export function updateLines(
  context: ChangeContext,
  access: CartAccess,
  expectedVersion: number | null,
  updates: readonly LineToUpdate[],
) {
  return changeCart<UpdateLinesRefusal>(context, {
    access,
    expectedVersion,
    async apply(tx, cart, offers) {
      const lines = new Map(cart.lines.map((line) => [line.id, line]));
      const gone: CartLine[] = [];
      const changed: CartLine[] = [];
      const problems: UpdateLinesRefusal['problems'][number][] = [];
      for (const [index, { id, quantity }] of updates.entries()) {
        const line = id && lines.get(id);
        if (!line) {
          problems.push({ index, problem: { kind: 'lineNotFound' } });
          continue;
        }
        if (quantity === 0) {
          gone.push(line);
          lines.delete(line.id);
          continue;
        }
        const offer = offers.get(line.offerId) ?? { ...line.lastSeen, purchasable: false };
        const problem = quantityProblem(offer, quantity);
        const isReduction = quantity >= 1 && quantity < line.quantity;
        if (problem && !(isReduction && problem.kind === 'outOfStock')) {
          problems.push({ index, problem });
          continue;
        }
        const next = { ...line, quantity, lastSeen: offer };
        lines.set(line.id, next);
        changed.push(next);
      }
      if (problems.length > 0) return { kind: 'refused', problems };
      await deleteLines(tx, cart.id, gone);
      await putLines(tx, cart.id, changed);
      return { kind: 'changed', cart: { ...cart, lines: [...lines.values()] } };
    },
  });
}
