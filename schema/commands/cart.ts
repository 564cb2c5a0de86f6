import { z } from 'zod';
import { defineCommands } from './define-commands.ts';

const minorUnits = z.number().int();

const quotedLine = z.object({
  cartLineId: z.string(),
  offerId: z.string(),
  vendorId: z.string(),
  productId: z.string(),
  variantId: z.string(),
  title: z.string(),
  variantTitle: z.string(),
  sku: z.string(),
  imageUrl: z.string().nullable(),
  isDigital: z.boolean(),
  categoryIds: z.array(z.string()),
  quantity: z.number().int().positive(),
  unitAmount: minorUnits,
  /** `unitAmount` × `quantity`. */
  subtotalAmount: minorUnits,
  /** Discounts of this line, not negative; `discountAmount` includes both fundings. */
  discountAmount: minorUnits,
  vendorFundedDiscountAmount: minorUnits,
  taxRatePpm: z.number().int().nonnegative(),
  taxAmount: minorUnits,
  /** What the buyer pays for this line. */
  totalAmount: minorUnits,
});

const quotedGroup = z.object({
  vendorId: z.string(),
  vendorName: z.string(),
  lines: z.array(quotedLine).min(1),
  shippingMethodCode: z.string(),
  shippingMethodName: z.string(),
  shippingAmount: minorUnits,
  shippingTaxAmount: minorUnits,
  /** Lines, shipping and their taxes: what the buyer pays for this vendor's part. */
  totalAmount: minorUnits,
});

/** The complete priced cart. Orders copies it and never prices anything itself. */
export const cartQuote = z.object({
  cartId: z.string(),
  version: z.number().int(),
  /** `null` for a guest's cart. */
  buyerId: z.string().nullable(),
  currency: z.string(),
  /** Prices and shipping include their tax: `taxAmount` is then part of the amounts, not added to them. */
  taxInclusive: z.boolean(),
  groups: z.array(quotedGroup).min(1),
  subtotalAmount: minorUnits,
  discountAmount: minorUnits,
  shippingAmount: minorUnits,
  taxAmount: minorUnits,
  totalAmount: minorUnits,
});

export type CartQuote = z.output<typeof cartQuote>;
export type QuotedGroup = z.output<typeof quotedGroup>;
export type QuotedLine = z.output<typeof quotedLine>;

export const cartCommands = defineCommands({
  /**
   * Freezes a cart for one checkout: it cannot be changed until that checkout ends. Ownership is the buyer's, whom orders knew when the
   * checkout began (it may go on without them), or the signature inside a guest cart's id. Repeating it for the same checkout returns the
   * same quote.
   */
  'cart.freezeCart': {
    input: z.object({
      cartId: z.string(),
      checkoutId: z.string(),
      /** Null for a guest. Left out: whoever the command acts for. */
      buyerId: z.string().nullish(),
      expectedVersion: z.number().int(),
      /** Minor units; what the buyer saw and agreed to pay. */
      expectedTotalAmount: minorUnits,
      /** ISO 3166 alpha-2 of the shipping address (of the billing address when nothing ships). */
      country: z.string(),
    }),
    output: z.discriminatedUnion('kind', [
      z.object({ kind: z.literal('frozen'), quote: cartQuote }),
      z.object({ kind: z.literal('notFound') }),
      z.object({ kind: z.literal('empty') }),
      z.object({ kind: z.literal('versionStale'), version: z.number().int() }),
      z.object({ kind: z.literal('totalChanged'), totalAmount: minorUnits }),
      z.object({ kind: z.literal('countryNotSupported') }),
      z.object({ kind: z.literal('frozenByAnotherCheckout'), checkoutId: z.string() }),
      /** Lines that cannot be bought as they stand. */
      z.object({
        kind: z.literal('notPurchasable'),
        problems: z.array(
          z.object({
            cartLineId: z.string(),
            offerId: z.string(),
            code: z.enum(['OFFER_UNAVAILABLE', 'OFFER_OUT_OF_STOCK', 'QUANTITY_INVALID']),
            available: z.number().int().nullable(),
          }),
        ),
      }),
    ]),
    callers: ['orders'],
  },
  /** The checkout failed or was abandoned: the cart can be changed again. Unknown checkouts are fine. */
  'cart.unfreezeCart': {
    input: z.object({ checkoutId: z.string() }),
    output: z.object({ kind: z.literal('unfrozen') }),
    callers: ['orders'],
  },
  /** The checkout succeeded: the cart is emptied and unfrozen. Repeats do nothing. */
  'cart.completeCart': {
    input: z.object({ checkoutId: z.string() }),
    output: z.object({ kind: z.literal('completed') }),
    callers: ['orders'],
  },
});
