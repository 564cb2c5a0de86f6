import type { CartLineId, OfferId } from '@bazaar/ids/kinds';
import type { CartLine } from './cart.ts';
import type { OfferView } from './offer-view.ts';
import { MAX_LINES, quantityInvalid, quantityProblem, type QuantityProblem } from './quantity-rules.ts';

export interface LineToAdd {
  /** Null when the client's id is none. */
  readonly offerId: OfferId | null;
  /** How many units more. */
  readonly quantity: number;
}

/** A problem of the entry at `index` of the input. */
export interface AddingProblem {
  readonly index: number;
  readonly problem: QuantityProblem | { readonly kind: 'offerNotFound' };
}

export type AddingRefusal =
  { readonly kind: 'refused'; readonly problems: readonly AddingProblem[] } | { readonly kind: 'tooManyLines' };

export type AddingDecision =
  | { readonly kind: 'added'; readonly lines: readonly CartLine[]; readonly changed: readonly CartLine[] }
  | AddingRefusal;

/**
 * Decides the lines of a cart after `toAdd`: all entries or none. Entries of the same offer count together, and the last of them is the one
 * whose quantity does not fit. A line for the same offer grows.
 */
export function decideAddedLines(
  lines: readonly CartLine[],
  toAdd: readonly LineToAdd[],
  offers: ReadonlyMap<OfferId, OfferView>,
  fresh: { readonly newLineId: () => CartLineId; readonly addedAt: Date },
): AddingDecision {
  const problems: AddingProblem[] = [];
  const wanted = new Map<OfferId, { readonly offer: OfferView; readonly units: number; readonly index: number }>();
  for (const [index, { offerId, quantity }] of toAdd.entries()) {
    const offer = offerId && offers.get(offerId);
    if (!offer) problems.push({ index, problem: { kind: 'offerNotFound' } });
    else if (quantity < 1) problems.push({ index, problem: quantityInvalid(offer) });
    else wanted.set(offer.offerId, { offer, units: (wanted.get(offer.offerId)?.units ?? 0) + quantity, index });
  }

  const after = new Map(lines.map((line) => [line.offerId, line]));
  const changed: CartLine[] = [];
  for (const [offerId, { offer, units, index }] of wanted) {
    const before = after.get(offerId);
    const quantity = (before?.quantity ?? 0) + units;
    const problem = quantityProblem(offer, quantity);
    if (problem) problems.push({ index, problem });
    // No problem means that there is a price.
    if (problem || offer.unitAmount === null) continue;
    const line = before
      ? { ...before, quantity, lastSeen: offer }
      : {
          id: fresh.newLineId(),
          offerId,
          quantity,
          unitAmountWhenAdded: offer.unitAmount,
          lastSeen: offer,
          addedAt: fresh.addedAt,
        };
    after.set(offerId, line);
    changed.push(line);
  }
  if (problems.length > 0) return { kind: 'refused', problems: problems.sort((a, b) => a.index - b.index) };
  if (after.size > MAX_LINES) return { kind: 'tooManyLines' };
  return { kind: 'added', lines: [...after.values()], changed };
}
