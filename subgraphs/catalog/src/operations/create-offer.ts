import { newId } from '@bazaar/ids/id';
import type { VariantId, VendorId } from '@bazaar/ids/kinds';
import { canForVendor } from '@bazaar/identity/roles';
import { isUniqueViolation } from '@bazaar/postgres/errors';
import type { CatalogContext } from '../context.ts';
import type { Offer, OfferCondition, OfferPrice } from '../domain/offer.ts';
import { checkPrices, checkTerms } from '../domain/offer-rules.ts';
import { refused, type Outcome } from '../domain/problem.ts';
import { insertOffer, lockProductOfVariant, setPrices } from '../storage/offer-writes.ts';
import { indexProducts } from '../storage/product-index.ts';
import { offerDone } from './read-back.ts';

export interface NewOffer {
  readonly vendorId: VendorId;
  readonly variantId: VariantId;
  readonly sku: string;
  readonly condition: OfferCondition;
  readonly leadTimeDays: number;
  readonly minQuantity: number;
  readonly maxQuantity: number | null;
  readonly prices: readonly OfferPrice[];
  /** Null: digital products never run out, others do. */
  readonly tracksStock: boolean | null;
}

/** Offers a variant in the name of a vendor whose offers the viewer may write. Any vendor may offer a product on the market; one that is not on it yet, only who listed it. */
export async function createOffer(
  { inTransaction, viewer }: Pick<CatalogContext, 'inTransaction' | 'viewer'>,
  given: NewOffer,
): Promise<Outcome<Offer>> {
  if (!canForVendor(viewer, given.vendorId, 'catalog.offer.write')) return refused('VENDOR_NOT_FOUND', 'vendorId');
  const problems = [...checkTerms(given), ...checkPrices(given.prices)];
  if (problems.length > 0) return { kind: 'refused', problems };
  try {
    return await inTransaction(async (tx) => {
      const product = await lockProductOfVariant(tx, given.variantId);
      if (!product || !(product.status === 'ACTIVE' || product.vendorId === given.vendorId))
        return refused('VARIANT_NOT_FOUND', 'variantId');
      const id = newId('off');
      const { id: productId, isDigital } = product;
      const tracksStock = given.tracksStock ?? !isDigital;
      await insertOffer(tx, { ...given, id, productId, tracksStock, status: 'ACTIVE', version: 1 });
      await setPrices(tx, id, given.prices);
      await indexProducts(tx, [productId]);
      return offerDone(tx, id);
    });
  } catch (error) {
    if (isUniqueViolation(error, 'offer_sku_key')) return refused('SKU_TAKEN', 'sku');
    if (isUniqueViolation(error, 'offer_variant_key')) return refused('OFFER_EXISTS', 'variantId');
    throw error;
  }
}
