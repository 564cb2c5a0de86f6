import type { VendorOrderId } from '@bazaar/ids/kinds';
import type { OrderLine, VendorOrder } from './order.ts';

/** One vendor's part with the money its books need, as events carry it. Amounts in minor units. */
export interface VendorPart {
  readonly vendorOrderId: string;
  readonly vendorId: string;
  readonly number: string;
  readonly lines: {
    readonly orderLineId: string;
    readonly offerId: string;
    readonly productId: string;
    readonly quantity: number;
    /** After all discounts, without tax. */
    readonly netAmount: number;
    readonly taxAmount: number;
  }[];
  /** After the discounts the vendor funds, without tax and shipping. */
  readonly goodsAmount: number;
  /** Without its tax. */
  readonly shippingAmount: number;
  readonly taxAmount: number;
  /** What the buyer pays: goods, shipping and tax, less what the platform funds. */
  readonly totalAmount: number;
  readonly commissionAmount: number;
}

/** What a checkout remembers of a part it placed, to confirm and announce it without reading it again. */
export interface PlacedPart {
  readonly id: VendorOrderId;
  readonly event: VendorPart;
  readonly digital: boolean;
}

/** Tells a part as events carry it. `shippingAmount` is without its tax, so that goods + shipping + tax is the total and what the platform funds of it. */
export function toVendorPart(
  part: Omit<VendorOrder, 'version' | 'updatedAt'>,
  lines: readonly OrderLine[],
): VendorPart {
  return {
    vendorOrderId: part.id,
    vendorId: part.vendorId,
    number: part.number,
    lines: lines.map((line) => ({
      orderLineId: line.id,
      offerId: line.offerId,
      productId: line.productId,
      quantity: line.quantity,
      netAmount: netOfTax(line),
      taxAmount: line.taxAmount,
    })),
    goodsAmount: part.goodsAmount,
    shippingAmount: shippingWithoutTax(part),
    taxAmount: part.taxAmount,
    totalAmount: part.totalAmount,
    commissionAmount: part.commissionAmount,
  };
}

/** The shipping of a part without its tax, in minor units. */
export function shippingWithoutTax(
  part: Pick<VendorOrder, 'shippingAmount' | 'shippingTaxAmount' | 'taxInclusive'>,
): number {
  return part.shippingAmount - (part.taxInclusive ? part.shippingTaxAmount : 0);
}

/** What the buyer pays for a line, without tax. `totalAmount` includes the tax whether or not the prices do. */
function netOfTax(line: Pick<OrderLine, 'totalAmount' | 'taxAmount'>): number {
  return line.totalAmount - line.taxAmount;
}
