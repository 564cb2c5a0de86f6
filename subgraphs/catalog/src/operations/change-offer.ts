import type { OfferId } from '@bazaar/ids/kinds';
import { isUniqueViolation } from '@bazaar/postgres/errors';
import type { Tx } from '@bazaar/postgres/tx';
import type { CatalogContext } from '../context.ts';
import type { Offer, OfferPrice } from '../domain/offer.ts';
import { checkPrices, checkTerms } from '../domain/offer-rules.ts';
import { refused, type Outcome, type Problem } from '../domain/problem.ts';
import { lockOffer, lockProductOfOffer, saveOffer, setPrices } from '../storage/offer-writes.ts';
import { indexProducts } from '../storage/product-index.ts';
import type { OfferRow } from '../storage/tables/offer-table.ts';
import { reachOf } from '../storage/visibility.ts';
import { offerDone } from './read-back.ts';

type Needs = Pick<CatalogContext, 'inTransaction' | 'viewer'>;

/** What is left out stays as it is. */
export interface OfferChanges {
  readonly sku?: string | undefined;
  readonly leadTimeDays?: number | undefined;
  readonly minQuantity?: number | undefined;
  /** Null: no limit. */
  readonly maxQuantity?: number | null | undefined;
  readonly isPaused?: boolean | undefined;
}

/** Changes the terms of an offer within the viewer's reach. */
export async function updateOffer(needs: Needs, id: OfferId, changes: OfferChanges): Promise<Outcome<Offer>> {
  try {
    return await changeOffer(needs, id, (_tx, offer) => {
      const { sku = offer.sku, leadTimeDays = offer.leadTimeDays, minQuantity = offer.minQuantity } = changes;
      const maxQuantity = changes.maxQuantity === undefined ? offer.maxQuantity : changes.maxQuantity;
      const status = changes.isPaused === undefined ? offer.status : changes.isPaused ? 'PAUSED' : 'ACTIVE';
      const terms = { sku, leadTimeDays, minQuantity, maxQuantity };
      const problems = checkTerms(terms).map((problem) =>
        // A lower limit above the upper one that is there already: what was given is at fault.
        problem.field[0] === 'maxQuantity' && changes.maxQuantity === undefined
          ? { ...problem, field: ['minQuantity'] }
          : problem,
      );
      return Promise.resolve(problems.length > 0 ? { problems } : { offer: { ...offer, ...terms, status } });
    });
  } catch (error) {
    if (isUniqueViolation(error, 'offer_sku_key')) return refused('SKU_TAKEN', 'sku');
    throw error;
  }
}

/** Replaces all prices of an offer within the viewer's reach. */
export function setOfferPrices(needs: Needs, id: OfferId, prices: readonly OfferPrice[]): Promise<Outcome<Offer>> {
  return changeOffer(needs, id, async (tx, offer) => {
    const problems = checkPrices(prices);
    if (problems.length > 0) return { problems };
    await setPrices(tx, id, prices);
    return { offer };
  });
}

/** Ends an offer within the viewer's reach for good. */
export function archiveOffer(needs: Needs, id: OfferId): Promise<Outcome<Offer>> {
  return changeOffer(needs, id, (_tx, offer) => Promise.resolve({ offer: { ...offer, status: 'ARCHIVED' } }));
}

/** Locks the product, then the offer; an archived one reads as not found. Saves what `change` makes of it in its next version, and derives the product's prices. */
function changeOffer(
  { inTransaction, viewer }: Needs,
  id: OfferId,
  change: (
    tx: Tx,
    offer: OfferRow,
  ) => Promise<{ readonly offer: OfferRow } | { readonly problems: readonly Problem[] }>,
): Promise<Outcome<Offer>> {
  const reach = reachOf(viewer, 'catalog.offer.write');
  return inTransaction(async (tx) => {
    const isLocked = await lockProductOfOffer(tx, reach, id);
    const offer = isLocked ? await lockOffer(tx, reach, id) : null;
    if (!offer || offer.status === 'ARCHIVED') return refused('OFFER_NOT_FOUND', 'offerId');
    const changed = await change(tx, offer);
    if ('problems' in changed) return { kind: 'refused', problems: changed.problems };
    await saveOffer(tx, { ...changed.offer, version: offer.version + 1 });
    await indexProducts(tx, [offer.productId]);
    return offerDone(tx, id);
  });
}
