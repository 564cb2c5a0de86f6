import { newId } from '@bazaar/ids/id';
import type { OfferId } from '@bazaar/ids/kinds';
import type { Cart, CartLine } from '../domain/cart.ts';
import type { OfferView } from '../domain/offer-view.ts';
import { MAX_LINES, quantityProblem, type QuantityProblem } from '../domain/quantity-rules.ts';
import { putLines, type CartAccess } from '../storage/carts.ts';
import { changeCart, type ChangeContext } from './change-cart.ts';

export interface LineToAdd {
  /** Null when the client's id is none. */
  readonly offerId: OfferId | null;
  readonly quantity: number;
}

/** Problems by the index of the line in the input. */
export type AddLinesRefusal =
  { readonly kind: 'refused'; readonly problems: readonly LineProblem[] } | { readonly kind: 'tooManyLines' };
export type LineProblem = {
  readonly index: number;
  readonly problem: QuantityProblem | { readonly kind: 'offerNotFound' };
};

/** Adds units of offers: all lines or none. A line for the same offer grows. */
export function addLines(
  context: ChangeContext,
  access: CartAccess,
  expectedVersion: number | null,
  lines: readonly LineToAdd[],
) {
  return changeCart<AddLinesRefusal>(context, {
    access,
    expectedVersion,
    offerIds: lines.flatMap((line) => line.offerId ?? []),
    async apply(tx, cart, offers) {
      const decided = decideLines(cart, lines, offers, context.now());
      if (decided.kind !== 'decided') return decided;
      await putLines(tx, cart.id, decided.changed);
      return { kind: 'changed', cart: { ...cart, lines: decided.lines } };
    },
  });
}

type Decision =
  | AddLinesRefusal
  | { readonly kind: 'decided'; readonly lines: readonly CartLine[]; readonly changed: readonly CartLine[] };

function decideLines(
  cart: Cart,
  toAdd: readonly LineToAdd[],
  offers: ReadonlyMap<OfferId, OfferView>,
  addedAt: Date,
): Decision {
  const byOffer = new Map(cart.lines.map((line) => [line.offerId, line]));
  const changed = new Map<OfferId, CartLine>();
  const problems: LineProblem[] = [];
  for (const [index, { offerId, quantity }] of toAdd.entries()) {
    const offer = offerId && offers.get(offerId);
    if (!offer) {
      problems.push({ index, problem: { kind: 'offerNotFound' } });
      continue;
    }
    const before = byOffer.get(offer.offerId);
    const problem =
      quantity < 1 ? quantityProblem(offer, 0) : quantityProblem(offer, (before?.quantity ?? 0) + quantity);
    if (problem) problems.push({ index, problem });
    // No problem means that there is a price.
    if (problem || offer.unitAmount === null) continue;
    const line: CartLine = before
      ? { ...before, quantity: before.quantity + quantity, lastSeen: offer }
      : {
          id: newId('cln'),
          offerId: offer.offerId,
          quantity,
          unitAmountWhenAdded: offer.unitAmount,
          lastSeen: offer,
          addedAt,
        };
    byOffer.set(line.offerId, line);
    changed.set(line.offerId, line);
  }
  if (problems.length > 0) return { kind: 'refused', problems };
  if (byOffer.size > MAX_LINES) return { kind: 'tooManyLines' };
  return { kind: 'decided', lines: [...byOffer.values()], changed: [...changed.values()] };
}
