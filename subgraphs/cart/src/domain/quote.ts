import type { PricedCart, PricedGroup, PricedLine } from './price-cart.ts';

/** The priced cart as orders copies it. Only for a cart of which every line can be bought. */
export function quoteOf(priced: PricedCart) {
  const { cart } = priced;
  return {
    cartId: cart.id,
    version: cart.version,
    buyerId: cart.buyerId,
    currency: cart.region.currency,
    taxInclusive: cart.region.taxInclusive,
    groups: priced.groups.map(quotedGroup),
    subtotalAmount: priced.subtotalAmount,
    discountAmount: priced.discountAmount,
    shippingAmount: priced.shippingAmount,
    taxAmount: priced.taxAmount,
    totalAmount: priced.totalAmount,
  };
}

function quotedGroup(group: PricedGroup) {
  return {
    vendorId: group.vendorId,
    vendorName: group.vendorName,
    lines: group.lines.map(quotedLine),
    shippingMethodCode: group.shipping.code,
    shippingMethodName: group.shipping.name,
    shippingAmount: group.shipping.amount,
    shippingTaxAmount: group.shippingTaxAmount,
    totalAmount: group.totalAmount,
  };
}

function quotedLine({ line, offer, ...prices }: PricedLine) {
  return {
    cartLineId: line.id,
    offerId: line.offerId,
    vendorId: offer.vendorId,
    productId: offer.productId,
    variantId: offer.variantId,
    title: offer.title,
    variantTitle: offer.variantTitle,
    sku: offer.sku,
    imageUrl: offer.imageUrl,
    isDigital: offer.isDigital,
    categoryIds: [...offer.categoryIds],
    quantity: line.quantity,
    unitAmount: prices.unitAmount,
    subtotalAmount: prices.subtotalAmount,
    discountAmount: prices.discountAmount,
    vendorFundedDiscountAmount: prices.discountAmount,
    taxRatePpm: prices.taxRatePpm,
    taxAmount: prices.taxAmount,
    totalAmount: prices.totalAmount,
  };
}
