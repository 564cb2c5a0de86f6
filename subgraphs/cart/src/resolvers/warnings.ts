import type { PricedCart, PricedLine } from '../domain/price-cart.ts';
import type { CartWarning } from '../generated/resolvers.ts';

/** What the buyer should know about a cart, the whole first, then line by line. */
export function warningsOf(priced: PricedCart): CartWarning[] {
  const about = priced.groups.flatMap((group) => group.lines.flatMap(lineWarnings));
  if (!priced.stale) return about;
  return [
    { code: 'PRICE_STALE', message: 'Prices and stock are as last seen; they cannot be checked right now.' },
    ...about,
  ];
}

function lineWarnings({ line, offer, problem, priceChanged }: PricedLine): CartWarning[] {
  const warnings: CartWarning[] = [];
  switch (problem?.kind) {
    case 'outOfStock':
      warnings.push({ code: 'OFFER_OUT_OF_STOCK', message: `Only ${problem.available} of ${offer.title} are left.` });
      break;
    case 'offerUnavailable':
    case 'currencyNotSupported':
      warnings.push({ code: 'OFFER_UNAVAILABLE', message: `${offer.title} cannot be bought any more.` });
      break;
    case 'quantityInvalid':
      warnings.push({
        code: 'QUANTITY_INVALID',
        message: `The cart has ${line.quantity} of ${offer.title}; between ${problem.min} and ${problem.max} are possible.`,
      });
      break;
    case undefined:
  }
  if (priceChanged) warnings.push({ code: 'PRICE_CHANGED', message: `The price of ${offer.title} has changed.` });
  return warnings.map((warning) => ({ ...warning, cartLineId: line.id }));
}
