import type { OfferId, ProductId } from '@bazaar/ids/kinds';
import type { Tx } from '@bazaar/postgres/tx';
import type { Offer } from '../domain/offer.ts';
import { done, type Outcome } from '../domain/problem.ts';
import type { Product } from '../domain/product.ts';
import { listOffers } from '../storage/offers.ts';
import { listProducts } from '../storage/products.ts';
import { EVERYTHING } from '../storage/visibility.ts';

/** The product as this transaction leaves it. */
export async function productDone(tx: Tx, id: ProductId): Promise<Outcome<Product>> {
  const [product] = await listProducts(tx, EVERYTHING, [id]);
  if (!product) throw new Error(`Product ${id} vanished within its own transaction.`);
  return done(product);
}

/** The offer as this transaction leaves it. */
export async function offerDone(tx: Tx, id: OfferId): Promise<Outcome<Offer>> {
  const [offer] = await listOffers(tx, EVERYTHING, [id]);
  if (!offer) throw new Error(`Offer ${id} vanished within its own transaction.`);
  return done(offer);
}
