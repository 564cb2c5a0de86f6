import type { CurrencyCode } from '@bazaar/money/currency';
import type { CategoryId, MediaId, ProductId, VariantId, VendorId } from '@bazaar/ids/kinds';

export const PRODUCT_STATUSES = ['DRAFT', 'PENDING', 'ACTIVE', 'REJECTED', 'ARCHIVED'] as const;
export type ProductStatus = (typeof PRODUCT_STATUSES)[number];

export interface ProductOption {
  readonly name: string;
  readonly values: readonly string[];
}

export interface ProductAttribute {
  readonly name: string;
  readonly value: string;
}

export interface Media {
  readonly id: MediaId;
  /** The variant it shows; null when it shows the product as such. */
  readonly variantId: VariantId | null;
  readonly url: string;
  readonly alt: string;
}

/** What a product costs in one currency, from the best offer's price to the highest; minor units. */
export interface PriceRange {
  readonly currency: CurrencyCode;
  readonly minAmount: number;
  readonly maxAmount: number;
}

/** A product as it is read: with its media, prices and categories. */
export interface Product {
  readonly id: ProductId;
  /** Who listed it; null for the marketplace itself. */
  readonly vendorId: VendorId | null;
  readonly title: string;
  readonly slug: string;
  readonly description: string;
  readonly status: ProductStatus;
  readonly rejectionReason: string | null;
  readonly isDigital: boolean;
  readonly taxCategory: string;
  readonly options: readonly ProductOption[];
  readonly attributes: readonly ProductAttribute[];
  readonly tags: readonly string[];
  readonly primaryCategoryId: CategoryId | null;
  readonly categoryIds: readonly CategoryId[];
  readonly media: readonly Media[];
  readonly prices: readonly PriceRange[];
  readonly version: number;
  readonly createdAt: Date;
  readonly updatedAt: Date;
  readonly publishedAt: Date | null;
}

export interface Variant {
  readonly id: VariantId;
  readonly productId: ProductId;
  readonly title: string;
  /** In the order of the product's options. */
  readonly optionValues: readonly string[];
  readonly barcode: string | null;
  readonly weightGrams: number | null;
  readonly position: number;
  readonly isArchived: boolean;
}

/** The changes of status there are, and from where each may start. */
const TRANSITIONS = {
  submit: { from: ['DRAFT', 'REJECTED'], to: 'PENDING' },
  approve: { from: ['DRAFT', 'PENDING', 'REJECTED'], to: 'ACTIVE' },
  reject: { from: ['PENDING', 'ACTIVE'], to: 'REJECTED' },
  archive: { from: ['DRAFT', 'PENDING', 'ACTIVE', 'REJECTED'], to: 'ARCHIVED' },
} as const satisfies Record<string, { from: readonly ProductStatus[]; to: ProductStatus }>;

export type StatusChange = keyof typeof TRANSITIONS;

/** Decides the status after `change`; null when it may not start from `status`. */
export function decideStatus(status: ProductStatus, change: StatusChange): ProductStatus | null {
  const transition: { readonly from: readonly ProductStatus[]; readonly to: ProductStatus } = TRANSITIONS[change];
  return transition.from.includes(status) ? transition.to : null;
}
