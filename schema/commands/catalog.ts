import { z } from 'zod';
import { defineCommands } from './define-commands.ts';

const offerQuantity = z.object({ offerId: z.string(), quantity: z.number().int().positive() });

const shortage = z.object({
  offerId: z.string(),
  /** Units that could be had now. */
  available: z.number().int().nonnegative(),
});

/** An offer as it stands right now. */
export const offerQuote = z.object({
  offerId: z.string(),
  vendorId: z.string(),
  vendorName: z.string(),
  productId: z.string(),
  productSlug: z.string(),
  variantId: z.string(),
  title: z.string(),
  /** The options that make the variant (`Blue / L`); empty for a product without options. */
  variantTitle: z.string(),
  sku: z.string(),
  imageUrl: z.string().nullable(),
  /** Minor units; `null` when the offer has no price in the asked currency. */
  unitAmount: z.number().int().nonnegative().nullable(),
  compareAtAmount: z.number().int().nonnegative().nullable(),
  /** Units on hand that nobody has reserved or bought; `null` for untracked (digital) offers. */
  available: z.number().int().nonnegative().nullable(),
  /** The product, the offer and its vendor are all active. */
  purchasable: z.boolean(),
  isDigital: z.boolean(),
  minQuantity: z.number().int().positive(),
  maxQuantity: z.number().int().positive().nullable(),
  taxCategory: z.string(),
  /** Every category of the product with its ancestors, for commission and promotion rules. */
  categoryIds: z.array(z.string()),
});

export type OfferQuote = z.output<typeof offerQuote>;

export const catalogCommands = defineCommands({
  /** Prices and availability of many offers at once. Offers that do not exist are missing from the answer. */
  'catalog.quoteOffers': {
    input: z.object({ currency: z.string(), offerIds: z.array(z.string()).max(500) }),
    output: z.object({ offers: z.array(offerQuote) }),
    callers: ['cart'],
  },
  /** Takes all lines or none. Repeating a reservation id returns the first outcome; a released id is never reserved again. */
  'catalog.reserveStock': {
    input: z.object({
      reservationId: z.string(),
      ttlSeconds: z.number().int().positive(),
      lines: z.array(offerQuantity).min(1).max(500),
    }),
    output: z.discriminatedUnion('kind', [
      z.object({ kind: z.literal('reserved') }),
      z.object({ kind: z.literal('outOfStock'), shortages: z.array(shortage) }),
      z.object({ kind: z.literal('released') }),
    ]),
    callers: ['orders'],
  },
  /** Turns a reservation into sold stock; one that expired meanwhile is taken anew if the stock is still there. */
  'catalog.allocateStock': {
    input: z.object({ reservationId: z.string() }),
    output: z.discriminatedUnion('kind', [
      z.object({ kind: z.literal('allocated') }),
      z.object({ kind: z.literal('outOfStock'), shortages: z.array(shortage) }),
      z.object({ kind: z.literal('released') }),
      z.object({ kind: z.literal('notFound') }),
    ]),
    callers: ['orders'],
  },
  /** Gives reserved or allocated (not yet shipped) stock back. An unknown id is remembered as released, so that a late reservation cannot leak. */
  'catalog.releaseStock': {
    input: z.object({ reservationId: z.string() }),
    output: z.object({ kind: z.literal('released') }),
    callers: ['orders'],
  },
});
