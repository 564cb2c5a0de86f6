import type { OfferId, VendorId } from '@bazaar/ids/kinds';
import { applyRate, taxIncludedIn } from '@bazaar/money/rate';
import type { Cart, CartLine } from './cart.ts';
import type { OfferView } from './offer-view.ts';
import { quantityProblem, type QuantityProblem } from './quantity-rules.ts';
import type { ShippingMethod, ShippingStrategy } from './shipping-strategy.ts';
import type { TaxStrategy } from './tax-strategy.ts';

/** A line with its prices. All amounts in minor units; of a line that cannot be bought they are left out of all sums. */
export interface PricedLine {
  readonly line: CartLine;
  readonly offer: OfferView;
  readonly problem: QuantityProblem | null;
  /** The price is another one than when the line was added. */
  readonly priceChanged: boolean;
  readonly unitAmount: number;
  readonly subtotalAmount: number;
  readonly discountAmount: number;
  readonly taxRatePpm: number;
  readonly taxAmount: number;
  /** What the buyer pays: with tax, after discounts. */
  readonly totalAmount: number;
}

/** What one vendor would sell and send. */
export interface PricedGroup {
  readonly vendorId: VendorId;
  readonly vendorName: string;
  readonly lines: readonly PricedLine[];
  readonly shippingMethods: readonly ShippingMethod[];
  readonly shipping: ShippingMethod;
  readonly shippingTaxAmount: number;
  readonly totalAmount: number;
}

export interface PricedCart {
  readonly cart: Cart;
  readonly groups: readonly PricedGroup[];
  /** Catalog could not be asked: prices and stock are as last seen. */
  readonly stale: boolean;
  readonly subtotalAmount: number;
  readonly discountAmount: number;
  readonly shippingAmount: number;
  /** In a tax-inclusive region part of the other amounts, otherwise added to them. */
  readonly taxAmount: number;
  readonly totalAmount: number;
}

export interface PricingInput {
  readonly cart: Cart;
  /** Offers as catalog describes them now; null when it cannot be asked. A missing offer does not exist any more. */
  readonly offers: ReadonlyMap<OfferId, OfferView> | null;
  /** Where it would be sent; null while that is not known. */
  readonly country: string | null;
  readonly tax: TaxStrategy;
  readonly shipping: ShippingStrategy;
}

/** Prices a whole cart: tax is rounded half up once per line and per shipment, and every total is a sum of what was rounded. */
export function priceCart(input: PricingInput): PricedCart {
  const lines = input.cart.lines.map((line) => priceLine(line, input));
  const byVendor = new Map<VendorId, PricedLine[]>();
  for (const line of lines) {
    const group = byVendor.get(line.offer.vendorId);
    if (group) group.push(line);
    else byVendor.set(line.offer.vendorId, [line]);
  }
  const groups = [...byVendor].map(([vendorId, group]) => priceGroup(vendorId, group, input));
  const bought = lines.filter((line) => line.problem === null);
  return {
    cart: input.cart,
    groups,
    stale: input.offers === null,
    subtotalAmount: sum(bought.map((line) => line.subtotalAmount)),
    discountAmount: sum(bought.map((line) => line.discountAmount)),
    shippingAmount: sum(groups.map((group) => group.shipping.amount)),
    taxAmount: sum(bought.map((line) => line.taxAmount)) + sum(groups.map((group) => group.shippingTaxAmount)),
    totalAmount: sum(groups.map((group) => group.totalAmount)),
  };
}

function priceLine(line: CartLine, { cart: { region }, offers, country, tax }: PricingInput): PricedLine {
  const current = offers === null ? line.lastSeen : offers.get(line.offerId);
  const offer = current ?? { ...line.lastSeen, purchasable: false };
  const unitAmount = offer.unitAmount ?? line.unitAmountWhenAdded;
  const subtotalAmount = unitAmount * line.quantity;
  const discountAmount = 0;
  const taxRatePpm = tax.goodsRate(region, offer.taxCategory, country);
  const charged = chargeTax(subtotalAmount - discountAmount, taxRatePpm, region.taxInclusive);
  return {
    line,
    offer,
    problem: quantityProblem(offer, line.quantity),
    priceChanged: offer.unitAmount !== null && offer.unitAmount !== line.unitAmountWhenAdded,
    unitAmount,
    subtotalAmount,
    discountAmount,
    taxRatePpm,
    ...charged,
  };
}

function priceGroup(vendorId: VendorId, lines: readonly PricedLine[], input: PricingInput): PricedGroup {
  const { region, shippingChoices } = input.cart;
  const bought = lines.filter((line) => line.problem === null);
  const parcel = {
    // A group of which nothing can be bought ships nothing.
    digitalOnly: bought.every((line) => line.offer.isDigital),
    goodsAmount: sum(bought.map((line) => line.subtotalAmount - line.discountAmount)),
  };
  const shippingMethods = input.shipping.methods(region, parcel, input.country);
  const shipping = shippingMethods.find(({ code }) => code === shippingChoices.get(vendorId)) ?? shippingMethods[0];
  const rate = input.tax.shippingRate(region, input.country);
  const charged = chargeTax(shipping.amount, rate, region.taxInclusive);
  return {
    vendorId,
    vendorName: lines[0]?.offer.vendorName ?? '',
    lines,
    shippingMethods,
    shipping,
    shippingTaxAmount: charged.taxAmount,
    totalAmount: sum(bought.map((line) => line.totalAmount)) + charged.totalAmount,
  };
}

function chargeTax(amount: number, ratePpm: number, inclusive: boolean): { taxAmount: number; totalAmount: number } {
  if (inclusive) return { taxAmount: taxIncludedIn(amount, ratePpm), totalAmount: amount };
  const taxAmount = applyRate(amount, ratePpm);
  return { taxAmount, totalAmount: amount + taxAmount };
}

function sum(amounts: readonly number[]): number {
  return amounts.reduce((total, amount) => total + amount, 0);
}
