import type { Id } from '@bazaar/ids/id';
import type {
  CommissionRuleId,
  OfferId,
  OrderId,
  OrderLineId,
  ProductId,
  UserId,
  VariantId,
  VendorId,
  VendorOrderId,
} from '@bazaar/ids/kinds';
import type { CurrencyCode } from '@bazaar/money/currency';
import type { CheckoutRequest } from './checkout.ts';
import type { Order, OrderLine, VendorOrder } from './order.ts';
import type { CommissionQuote, Quote, QuotedGroup, QuotedLine } from './quote.ts';

/** A quote whose amounts do not add up: a bug of the cart, never copied into an order. */
export class QuoteDoesNotAddUp extends Error {
  constructor(what: string) {
    super(`The cart's quote does not add up: ${what}.`);
    this.name = 'QuoteDoesNotAddUp';
  }
}

/** An order as it is first written. */
export interface PlacedOrder {
  readonly order: Omit<Order, 'version' | 'updatedAt'>;
  readonly vendorOrders: readonly Omit<VendorOrder, 'version' | 'updatedAt'>[];
  readonly lines: readonly OrderLine[];
}

export interface Placement {
  readonly orderId: OrderId;
  readonly number: string;
  readonly buyerId: UserId | null;
  readonly email: string | null;
  readonly request: Pick<CheckoutRequest, 'shippingAddress' | 'billingAddress'>;
  readonly quote: Quote;
  /** By cart line. */
  readonly commission: CommissionQuote;
  readonly placedAt: Date;
  /** Makes the ids of parts and lines. */
  readonly makeId: <Prefix extends 'vor' | 'oln'>(prefix: Prefix) => Id<Prefix>;
}

/**
 * Turns a quote into the order it becomes: every amount is copied, none computed anew.
 * @throws QuoteDoesNotAddUp when parts and lines do not sum to the total, or a line has no commission.
 */
export function placeOrder(placement: Placement): PlacedOrder {
  const { orderId, quote, request, placedAt } = placement;
  checkSums(quote);
  const commissions = new Map(placement.commission.lines.map((line) => [line.lineId, line]));
  const parts = quote.groups.map((group, index) => placeGroup(group, index, placement, commissions));
  // A currency the cart quoted was parsed when its region was made.
  const currency = quote.currency as CurrencyCode;
  return {
    order: {
      id: orderId,
      number: placement.number,
      buyerId: placement.buyerId,
      email: placement.email,
      currency,
      taxInclusive: quote.taxInclusive,
      status: 'PENDING',
      paymentStatus: 'PENDING',
      subtotalAmount: quote.subtotalAmount,
      discountAmount: quote.discountAmount,
      shippingAmount: quote.shippingAmount,
      taxAmount: quote.taxAmount,
      totalAmount: quote.totalAmount,
      refundedAmount: 0,
      shippingAddress: request.shippingAddress,
      billingAddress: request.billingAddress,
      placedAt,
      confirmedAt: null,
    },
    vendorOrders: parts.map((part) => part.vendorOrder),
    lines: parts.flatMap((part) => part.lines),
  };
}

function placeGroup(
  group: QuotedGroup,
  index: number,
  { orderId, number, quote, makeId }: Placement,
  commissions: ReadonlyMap<string, CommissionQuote['lines'][number]>,
): { vendorOrder: PlacedOrder['vendorOrders'][number]; lines: OrderLine[] } {
  const vendorOrderId = makeId('vor');
  const lines = group.lines.map((line, position) => {
    const commission = commissions.get(line.cartLineId);
    if (!commission) throw new QuoteDoesNotAddUp(`line ${line.cartLineId} has no commission`);
    return placeLine(line, position, vendorOrderId, makeId('oln'), commission, quote.currency);
  });
  const total = (amount: (line: OrderLine) => number): number => lines.reduce((sum, line) => sum + amount(line), 0);
  return {
    lines,
    vendorOrder: {
      id: vendorOrderId,
      orderId,
      vendorId: group.vendorId as VendorId,
      vendorName: group.vendorName,
      number: `${number}-${index + 1}`,
      position: index + 1,
      status: 'PENDING',
      paymentStatus: 'PENDING',
      digital: lines.every((line) => line.digital),
      currency: quote.currency as CurrencyCode,
      taxInclusive: quote.taxInclusive,
      shippingMethodCode: group.shippingMethodCode,
      shippingMethodName: group.shippingMethodName,
      subtotalAmount: total((line) => line.subtotalAmount),
      discountAmount: total((line) => line.discountAmount),
      shippingAmount: group.shippingAmount,
      shippingTaxAmount: group.shippingTaxAmount,
      taxAmount: total((line) => line.taxAmount) + group.shippingTaxAmount,
      totalAmount: group.totalAmount,
      goodsAmount: total((line) => line.goodsAmount),
      commissionAmount: total((line) => line.commissionAmount),
      refundedAmount: 0,
      confirmedAt: null,
    },
  };
}

/** Ids in a quote were made by their owners, who parse them; a wrong one fails the insert, not the buyer. */
function placeLine(
  line: QuotedLine,
  index: number,
  vendorOrderId: VendorOrderId,
  id: OrderLineId,
  commission: CommissionQuote['lines'][number],
  currency: string,
): OrderLine {
  return {
    id,
    vendorOrderId,
    position: index + 1,
    offerId: line.offerId as OfferId,
    productId: line.productId as ProductId,
    variantId: line.variantId as VariantId,
    title: line.title,
    variantTitle: line.variantTitle,
    sku: line.sku,
    imageUrl: line.imageUrl,
    digital: line.isDigital,
    currency: currency as CurrencyCode,
    quantity: line.quantity,
    unitAmount: line.unitAmount,
    subtotalAmount: line.subtotalAmount,
    discountAmount: line.discountAmount,
    vendorFundedDiscountAmount: line.vendorFundedDiscountAmount,
    taxRatePpm: line.taxRatePpm,
    taxAmount: line.taxAmount,
    totalAmount: line.totalAmount,
    goodsAmount: goodsAmount(line),
    commissionRuleId: commission.commissionRuleId as CommissionRuleId | null,
    commissionRatePpm: commission.ratePpm,
    commissionAmount: commission.commissionAmount,
    shippedQuantity: 0,
  };
}

/**
 * What a line is worth to its vendor, in minor units: after the discounts the vendor funds, without tax. What the platform funds of the
 * discount is the vendor's all the same. The same in both tax modes, because `totalAmount` always includes the tax.
 */
export function goodsAmount(
  line: Pick<QuotedLine, 'totalAmount' | 'taxAmount' | 'discountAmount' | 'vendorFundedDiscountAmount'>,
): number {
  return line.totalAmount - line.taxAmount + line.discountAmount - line.vendorFundedDiscountAmount;
}

function checkSums(quote: Quote): void {
  const sum = <T>(list: readonly T[], amount: (entry: T) => number): number =>
    list.reduce((total, entry) => total + amount(entry), 0);
  const lines = quote.groups.flatMap((group) => group.lines);
  const added = (tax: number): number => (quote.taxInclusive ? 0 : tax);

  for (const line of lines) {
    if (line.subtotalAmount !== line.unitAmount * line.quantity) throw new QuoteDoesNotAddUp(`line ${line.cartLineId}`);
    if (line.totalAmount !== line.subtotalAmount - line.discountAmount + added(line.taxAmount))
      throw new QuoteDoesNotAddUp(`the total of line ${line.cartLineId}`);
  }
  for (const group of quote.groups) {
    const expected =
      sum(group.lines, (line) => line.totalAmount) + group.shippingAmount + added(group.shippingTaxAmount);
    if (group.totalAmount !== expected) throw new QuoteDoesNotAddUp(`the part of ${group.vendorId}`);
  }
  const tax = sum(lines, (line) => line.taxAmount) + sum(quote.groups, (group) => group.shippingTaxAmount);
  const agree =
    quote.subtotalAmount === sum(lines, (line) => line.subtotalAmount) &&
    quote.discountAmount === sum(lines, (line) => line.discountAmount) &&
    quote.shippingAmount === sum(quote.groups, (group) => group.shippingAmount) &&
    quote.taxAmount === tax &&
    quote.totalAmount === sum(quote.groups, (group) => group.totalAmount);
  if (!agree) throw new QuoteDoesNotAddUp('its totals');
}
