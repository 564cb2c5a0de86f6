import type { VendorId } from '@bazaar/ids/kinds';
import { allocate } from '@bazaar/money/allocate';
import { applyRate } from '@bazaar/money/rate';

export const ACCOUNT_KINDS = [
  /** What the payment provider holds for the platform. */
  'PROVIDER_CLEARING',
  /** What the provider kept. */
  'PROVIDER_FEES',
  /** What the platform owes a vendor. */
  'VENDOR_PAYABLE',
  /** What the platform earned. */
  'COMMISSION',
  /** Tax on what the platform earned. */
  'FEE_TAX',
  /** Tax collected from buyers. */
  'SALES_TAX_PAYABLE',
  'PLATFORM_PROMOTIONS',
] as const;

export type AccountKind = (typeof ACCOUNT_KINDS)[number];

export function isAccountKind(text: string): text is AccountKind {
  return ACCOUNT_KINDS.some((kind) => kind === text);
}

/** One side of a posting: debits positive, credits negative, in minor units. */
export interface Entry {
  readonly account: AccountKind;
  /** For `VENDOR_PAYABLE` alone. */
  readonly vendorId: VendorId | null;
  readonly amount: number;
}

/** The money of one vendor's part of an order, or of what is refunded of it; minor units, all without tax but `taxAmount`. */
export interface VendorPart {
  readonly vendorId: VendorId;
  readonly goodsAmount: number;
  readonly shippingAmount: number;
  readonly taxAmount: number;
  readonly totalAmount: number;
  readonly commissionAmount: number;
}

/**
 * Posts a sale of which the platform is merchant of record: the buyer's money stands at the provider; of it the tax is owed to the state,
 * the commission (and the tax on it) is the platform's, the rest is owed to the vendor.
 * @throws RangeError when the parts do not add up to the total.
 */
export function postSale(part: VendorPart, feeTaxPpm: number): Entry[] {
  return entriesOf(part, applyRate(part.commissionAmount, feeTaxPpm));
}

function entriesOf(part: VendorPart, feeTaxAmount: number): Entry[] {
  const { vendorId, goodsAmount, shippingAmount, taxAmount, totalAmount, commissionAmount } = part;
  if (goodsAmount + shippingAmount + taxAmount !== totalAmount)
    throw new RangeError(`${goodsAmount} + ${shippingAmount} + ${taxAmount} is not ${totalAmount}`);
  const payable = goodsAmount + shippingAmount - commissionAmount - feeTaxAmount;
  return entries([
    { account: 'PROVIDER_CLEARING', vendorId: null, amount: totalAmount },
    { account: 'SALES_TAX_PAYABLE', vendorId: null, amount: -taxAmount },
    { account: 'COMMISSION', vendorId: null, amount: -commissionAmount },
    { account: 'FEE_TAX', vendorId: null, amount: -feeTaxAmount },
    { account: 'VENDOR_PAYABLE', vendorId, amount: -payable },
  ]);
}

/** What was posted for one vendor's part of an order so far, in minor units: its sale, or all its refunds. */
export interface PostedAmounts {
  readonly grossAmount: number;
  readonly commissionAmount: number;
  readonly feeTaxAmount: number;
}

/**
 * Posts a refund: the sale's posting of the refunded amounts, the other way round. The tax on the commission goes back in proportion to the
 * commission, so that after all of the commission all of the tax has, however many refunds it took. A vendor's balance may become negative;
 * it carries over.
 * @throws RangeError when the parts do not add up, or more would go back than was sold.
 */
export function postRefund(part: VendorPart, sale: PostedAmounts, refunded: PostedAmounts): Entry[] {
  const commissionAmount = refunded.commissionAmount + part.commissionAmount;
  if (refunded.grossAmount + part.totalAmount > sale.grossAmount || commissionAmount > sale.commissionAmount)
    throw new RangeError('more would be refunded than was sold');
  const [feeTaxAmount = 0] = allocate(sale.feeTaxAmount, [commissionAmount, sale.commissionAmount - commissionAmount]);
  const entriesOfSale = entriesOf(part, feeTaxAmount - refunded.feeTaxAmount);
  return entriesOfSale.map((entry) => ({ ...entry, amount: -entry.amount }));
}

/** Takes a posting back: the same amounts in the same accounts, the other way round. */
export function reverse(posted: readonly Entry[]): Entry[] {
  return posted.map((entry) => ({ ...entry, amount: 0 - entry.amount }));
}

/** Posts what the provider kept of a payment. Like a sale, it names the clearing first, so that whoever makes the first accounts makes that one first. */
export function postProviderFee(amount: number): Entry[] {
  return entries([
    { account: 'PROVIDER_CLEARING', vendorId: null, amount: -amount },
    { account: 'PROVIDER_FEES', vendorId: null, amount },
  ]);
}

/** Entries of nothing are none, but for the vendor's: every sale and refund stands in the statement. */
function entries(all: readonly Entry[]): Entry[] {
  return all.filter((entry) => entry.amount !== 0 || entry.account === 'VENDOR_PAYABLE');
}
