/** The cart's complete priced quote, as orders copies it. Amounts in minor units of `currency`; ids as their owners made them. */
export interface Quote {
  readonly cartId: string;
  readonly version: number;
  readonly buyerId: string | null;
  readonly currency: string;
  /** Prices and shipping include their tax. */
  readonly taxInclusive: boolean;
  readonly groups: readonly QuotedGroup[];
  readonly subtotalAmount: number;
  readonly discountAmount: number;
  readonly shippingAmount: number;
  readonly taxAmount: number;
  readonly totalAmount: number;
}

/** What one vendor sells of it. */
export interface QuotedGroup {
  readonly vendorId: string;
  readonly vendorName: string;
  readonly lines: readonly QuotedLine[];
  readonly shippingMethodCode: string;
  readonly shippingMethodName: string;
  readonly shippingAmount: number;
  readonly shippingTaxAmount: number;
  readonly totalAmount: number;
}

export interface QuotedLine {
  readonly cartLineId: string;
  readonly offerId: string;
  readonly vendorId: string;
  readonly productId: string;
  readonly variantId: string;
  readonly title: string;
  readonly variantTitle: string;
  readonly sku: string;
  readonly imageUrl: string | null;
  readonly isDigital: boolean;
  readonly categoryIds: readonly string[];
  readonly quantity: number;
  readonly unitAmount: number;
  readonly subtotalAmount: number;
  /** All discounts of the line, the vendor's own among them. */
  readonly discountAmount: number;
  readonly vendorFundedDiscountAmount: number;
  readonly taxRatePpm: number;
  readonly taxAmount: number;
  readonly totalAmount: number;
}

/** The commission of a quote's lines, by the rules in force now. */
export interface CommissionQuote {
  readonly lines: readonly {
    readonly lineId: string;
    readonly commissionRuleId: string | null;
    readonly ratePpm: number;
    readonly commissionAmount: number;
  }[];
  /** Vendors that may not sell now. */
  readonly inactiveVendorIds: readonly string[];
}
