import type { CartLineId, OfferId } from '@bazaar/ids/kinds';
import type { CartLine } from './cart.ts';
import type { OfferView } from './offer-view.ts';
import { quantityProblem, type QuantityProblem } from './quantity-rules.ts';

export interface LineToUpdate {
  /** Null when the client's id is none. */
  readonly id: CartLineId | null;
  /** 0 takes the line out. */
  readonly quantity: number;
}

/** A problem of the entry at `index` of the input. */
export interface UpdatingProblem {
  readonly index: number;
  readonly problem: QuantityProblem | { readonly kind: 'lineNotFound' };
}

export interface UpdatingRefusal {
  readonly kind: 'refused';
  readonly problems: readonly UpdatingProblem[];
}

export type UpdatingDecision =
  | {
      readonly kind: 'updated';
      readonly lines: readonly CartLine[];
      readonly changed: readonly CartLine[];
      readonly gone: readonly CartLine[];
    }
  | UpdatingRefusal;

/**
 * Decides the lines of a cart after `updates`: all entries or none; of several for one line the last counts. Fewer units of something that
 * ran short are always allowed.
 */
export function decideUpdatedLines(
  lines: readonly CartLine[],
  updates: readonly LineToUpdate[],
  offers: ReadonlyMap<OfferId, OfferView>,
): UpdatingDecision {
  const before = new Map(lines.map((line) => [line.id, line]));
  const after = new Map(before);
  const problems: UpdatingProblem[] = [];
  for (const [index, { id, quantity }] of updates.entries()) {
    const line = id && before.get(id);
    if (!line) {
      problems.push({ index, problem: { kind: 'lineNotFound' } });
      continue;
    }
    if (quantity === 0) {
      after.delete(line.id);
      continue;
    }
    const offer = offers.get(line.offerId) ?? { ...line.lastSeen, purchasable: false };
    const problem = quantityProblem(offer, quantity);
    const isReduction = quantity < line.quantity;
    if (problem && !(isReduction && problem.kind === 'outOfStock')) problems.push({ index, problem });
    else after.set(line.id, { ...line, quantity, lastSeen: offer });
  }
  if (problems.length > 0) return { kind: 'refused', problems };
  return {
    kind: 'updated',
    lines: [...after.values()],
    changed: [...after.values()].filter((line) => before.get(line.id) !== line),
    gone: lines.filter((line) => !after.has(line.id)),
  };
}
