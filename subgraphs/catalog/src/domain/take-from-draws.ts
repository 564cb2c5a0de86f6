import type { OfferId } from '@bazaar/ids/kinds';
import type { Draw, OfferQuantity } from './plan-reservation.ts';

/**
 * Chooses which held units a part of a reservation lets go (shipped or cancelled): in the order of `held`, at most what is held.
 * `missing` are the units that are not held.
 */
export function takeFromDraws(
  held: readonly Draw[],
  lines: readonly OfferQuantity[],
): { readonly taken: readonly Draw[]; readonly missing: readonly OfferQuantity[] } {
  const left = new Map<OfferId, number>(lines.map(({ offerId, quantity }) => [offerId, quantity]));
  const taken: Draw[] = [];
  for (const draw of held) {
    const wanted = left.get(draw.offerId) ?? 0;
    const quantity = Math.min(wanted, draw.quantity);
    if (quantity === 0) continue;
    taken.push({ ...draw, quantity });
    left.set(draw.offerId, wanted - quantity);
  }
  const missing = [...left].filter(([, quantity]) => quantity > 0);
  return { taken, missing: missing.map(([offerId, quantity]) => ({ offerId, quantity })) };
}
