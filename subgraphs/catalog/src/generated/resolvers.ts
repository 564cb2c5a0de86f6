import type { GraphQLResolveInfo, GraphQLScalarType, GraphQLScalarTypeConfig } from 'graphql';
import type { Money as MoneyDomain } from '@bazaar/money/money';
import type { Category as CategoryDomain } from '../domain/category.ts';
import type { Product as ProductDomain, Variant as VariantDomain, PriceRange as PriceRangeDomain } from '../domain/product.ts';
import type { Offer as OfferDomain } from '../domain/offer.ts';
import type { Warehouse as WarehouseDomain, StockLevel as StockLevelDomain } from '../domain/warehouse.ts';
import type { ProductPage as ProductPageDomain } from '../resolvers/ProductConnection.ts';
import type { OfferPage as OfferPageDomain } from '../resolvers/OfferConnection.ts';
import type { CatalogContext } from '../context.ts';
export type Maybe<T> = T | null | undefined;
export type InputMaybe<T> = T | null | undefined;
export type Omit<T, K extends keyof T> = Pick<T, Exclude<keyof T, K>>;
export type RequireFields<T, K extends keyof T> = Omit<T, K> & { [P in K]-?: NonNullable<T[P]> };
/** All built-in and custom scalars, mapped to their actual values */
export type Scalars = {
  ID: { input: string; output: string; }
  String: { input: string; output: string; }
  Boolean: { input: boolean; output: boolean; }
  Int: { input: number; output: number; }
  Float: { input: number; output: number; }
  /** An ISO 3166-1 alpha-2 country code in capitals, such as `DE`. */
  CountryCode: { input: string; output: string; }
  /** An ISO 4217 currency code in capitals, such as `EUR`. It tells how many decimals the amount beside it has: EUR 2, JPY 0, KWD 3. */
  CurrencyCode: { input: string; output: string; }
  /** A moment in time as an ISO 8601 text with an offset, such as `2026-01-31T12:00:00Z`. Answers are always in UTC with milliseconds. */
  DateTime: { input: Date; output: Date; }
  /**
   * An amount of money as a whole number of the currency's smallest unit: 1999 stands for €19.99, and for ¥1999 because the yen has no smaller unit.
   * It may be negative and exceed 32 bits, but is always exact in a JavaScript number (at most 9007199254740991).
   */
  MinorUnits: { input: number; output: number; }
  _FieldSet: { input: unknown; output: unknown; }
};

/** Whether an offer can be had. */
export type AvailabilityStatus =
  /** It can be bought now. */
  | 'IN_STOCK'
  /** It can be bought now; ten or fewer are left. */
  | 'LOW_STOCK'
  /** Sold out, or fewer left than can be bought at once. */
  | 'OUT_OF_STOCK'
  /** Not for sale: the offer, its product or its vendor is not active. */
  | 'UNAVAILABLE';

/** Codes of CatalogUserError. */
export type CatalogErrorCode =
  /** Attributes need names of 1 to 100 and values of 1 to 1000 characters, at most 100 of them. */
  | 'ATTRIBUTES_INVALID'
  /** The tree may be 8 levels deep. */
  | 'CATEGORY_DEPTH_LIMIT_REACHED'
  /** At most 200 categories stand below one, or at the root. */
  | 'CATEGORY_LIMIT_REACHED'
  /** There is no such category. */
  | 'CATEGORY_NOT_FOUND'
  /** A category cannot move below itself. */
  | 'CATEGORY_PARENT_INVALID'
  /** A compare-at price is above the price. */
  | 'COMPARE_AT_PRICE_INVALID'
  /** There is no such country. */
  | 'COUNTRY_INVALID'
  /** Two prices are in the same currency. */
  | 'CURRENCY_DUPLICATED'
  /** There is no such currency. */
  | 'CURRENCY_INVALID'
  /** A product's description has at most 50000 characters, a category's at most 5000. */
  | 'DESCRIPTION_INVALID'
  /** An idempotency key has 1 to 255 characters. */
  | 'IDEMPOTENCY_KEY_INVALID'
  /** The idempotency key was used with another input. */
  | 'IDEMPOTENCY_KEY_REUSED'
  /** A lead time is 0 to 365 days. */
  | 'LEAD_TIME_INVALID'
  /** Media need an https URL of at most 2000 and an alternative text of at most 500 characters, at most 50 of them. */
  | 'MEDIA_INVALID'
  /** A name has 1 to 200 characters. */
  | 'NAME_INVALID'
  /** The name is in use already. */
  | 'NAME_TAKEN'
  /** The vendor has an offer of this variant in this condition already. */
  | 'OFFER_EXISTS'
  /** There is no such offer that you may change. */
  | 'OFFER_NOT_FOUND'
  /** Options need different names and each different values: at most 5 options of 100 values. */
  | 'OPTIONS_INVALID'
  /** A price is not negative, and an offer needs at least one. */
  | 'PRICE_INVALID'
  /** The primary category must be one of the product's categories. */
  | 'PRIMARY_CATEGORY_INVALID'
  /** A product is in at most 20 categories. */
  | 'PRODUCT_CATEGORY_LIMIT_REACHED'
  /** The vendor has 1,000 products that are drafts, wait for review or were turned down: archive some of them first. */
  | 'PRODUCT_LIMIT_REACHED'
  /** There is no such product that you may change. */
  | 'PRODUCT_NOT_FOUND'
  /** The quantity, or the order of smallest and largest quantity, is not possible. */
  | 'QUANTITY_INVALID'
  /** A reason has 1 to 1000 characters. */
  | 'REASON_INVALID'
  /** A SKU has 1 to 64 characters. */
  | 'SKU_INVALID'
  /** Another offer of this vendor has the SKU. */
  | 'SKU_TAKEN'
  /** A slug consists of lower-case letters, digits and single hyphens. */
  | 'SLUG_INVALID'
  /** The slug belongs, or belonged, to something else. */
  | 'SLUG_TAKEN'
  /** The present status does not allow this step. */
  | 'STATUS_CHANGE_NOT_ALLOWED'
  /** Fewer units are on hand and free than would be taken away. */
  | 'STOCK_INSUFFICIENT'
  /** This offer never runs out: it has no stock to change. */
  | 'STOCK_NOT_TRACKED'
  /** Tags have 1 to 50 characters, at most 50 of them. */
  | 'TAGS_INVALID'
  /** A title has 1 to 300 characters. */
  | 'TITLE_INVALID'
  /** A product has 1 to 250 variants, each with one of the values of every option. */
  | 'VARIANTS_INVALID'
  /** Two variants have the same option values. */
  | 'VARIANT_DUPLICATED'
  /** There is no such variant. */
  | 'VARIANT_NOT_FOUND'
  /** There is no such vendor that you may act for. */
  | 'VENDOR_NOT_FOUND'
  /** A vendor has at most 100 warehouses. */
  | 'WAREHOUSE_LIMIT_REACHED'
  /** There is no such warehouse of the offer's vendor. */
  | 'WAREHOUSE_NOT_FOUND';

/** Why a mutation of catalog did not do what was asked. */
export type CatalogUserError = UserError & {
  /** For programs. */
  readonly code: CatalogErrorCode;
  /** The path of the input field at fault, such as `["lines", "0", "quantity"]`; null when no single field is. */
  readonly field?: Maybe<ReadonlyArray<Scalars['String']['output']>>;
  /** For people, in English. */
  readonly message: Scalars['String']['output'];
};

/** A node of the tree that products are sorted into. */
export type Category = {
  /** The categories above, the root first. */
  readonly ancestors: ReadonlyArray<Category>;
  /** The categories directly below, in their order; at most 200. */
  readonly children: ReadonlyArray<Category>;
  /** Text for shoppers. */
  readonly description: Scalars['String']['output'];
  /** The category's id, `cat_…`. */
  readonly id: Scalars['ID']['output'];
  /** Whether shoppers see it. */
  readonly isActive: Scalars['Boolean']['output'];
  /** What it is called. */
  readonly name: Scalars['String']['output'];
  /** The category above; null for a root. */
  readonly parent?: Maybe<Category>;
  /** The slugs from the root down, joined by slashes: `electronics/audio`. */
  readonly path: Scalars['String']['output'];
  /** The products in it and below, the newest first. For filters and other orders use `Query.products`. */
  readonly products: ProductConnection;
  /** Its own part of the path. */
  readonly slug: Scalars['String']['output'];
  /** Its place among its siblings. */
  readonly sortOrder: Scalars['Int']['output'];
};


/** A node of the tree that products are sorted into. */
export type CategoryProductsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  before?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
  last?: InputMaybe<Scalars['Int']['input']>;
};

/** Input of `categoryCreate`. */
export type CategoryCreateInput = {
  /** Text for shoppers. */
  readonly description: Scalars['String']['input'];
  /** Whether shoppers see it. */
  readonly isActive: Scalars['Boolean']['input'];
  /** What it is called. */
  readonly name: Scalars['String']['input'];
  /** The category above; left out for a root. */
  readonly parentId?: InputMaybe<Scalars['ID']['input']>;
  /** Its own part of the path; made from the name when left out. */
  readonly slug?: InputMaybe<Scalars['String']['input']>;
  /** Its place among its siblings. */
  readonly sortOrder: Scalars['Int']['input'];
};

/** Result of `categoryCreate`. */
export type CategoryCreatePayload = {
  /** The new category; null when refused. */
  readonly category?: Maybe<Category>;
  /** Why it did not happen; empty when it did. */
  readonly userErrors: ReadonlyArray<CatalogUserError>;
};

/** Input of `categoryMove`. */
export type CategoryMoveInput = {
  /** The category's id, `cat_…`. */
  readonly categoryId: Scalars['ID']['input'];
  /** The category above it from now on; left out to make it a root. */
  readonly parentId?: InputMaybe<Scalars['ID']['input']>;
};

/** Result of `categoryMove`. */
export type CategoryMovePayload = {
  /** The category as it is now; null when refused. */
  readonly category?: Maybe<Category>;
  /** Why it did not happen; empty when it did. */
  readonly userErrors: ReadonlyArray<CatalogUserError>;
};

/** Input of `categoryUpdate`. */
export type CategoryUpdateInput = {
  /** The category's id, `cat_…`. */
  readonly categoryId: Scalars['ID']['input'];
  /** Text for shoppers. */
  readonly description?: InputMaybe<Scalars['String']['input']>;
  /** Whether shoppers see it. */
  readonly isActive?: InputMaybe<Scalars['Boolean']['input']>;
  /** What it is called. */
  readonly name?: InputMaybe<Scalars['String']['input']>;
  /** Its place among its siblings. */
  readonly sortOrder?: InputMaybe<Scalars['Int']['input']>;
};

/** Result of `categoryUpdate`. */
export type CategoryUpdatePayload = {
  /** The category as it is now; null when refused. */
  readonly category?: Maybe<Category>;
  /** Why it did not happen; empty when it did. */
  readonly userErrors: ReadonlyArray<CatalogUserError>;
};

/** A picture or video of a product. */
export type Media = {
  /** What it shows, for those who do not see it. */
  readonly alt: Scalars['String']['output'];
  /** The medium's id, `med_…`. */
  readonly id: Scalars['ID']['output'];
  /** Where it lies. */
  readonly url: Scalars['String']['output'];
  /** The variant it shows; null when it shows the product as such. */
  readonly variantId?: Maybe<Scalars['ID']['output']>;
};

/** A picture or video as it shall be. */
export type MediaInput = {
  /** What it shows, for those who do not see it. */
  readonly alt: Scalars['String']['input'];
  /** Where it lies; https. */
  readonly url: Scalars['String']['input'];
  /** The variant it shows. */
  readonly variantId?: InputMaybe<Scalars['ID']['input']>;
};

/** An amount of money in one currency. Calculate with `amount`, show `formatted`. Amounts in different currencies are never added or converted. */
export type Money = {
  /** The amount in the currency's smallest unit. */
  readonly amount: Scalars['MinorUnits']['output'];
  /** The currency of the amount. */
  readonly currency: Scalars['CurrencyCode']['output'];
  /** The amount as text for people: `€1,999.00` in `en`, `1.999,00 €` in `de`. */
  readonly formatted: Scalars['String']['output'];
};


/** An amount of money in one currency. Calculate with `amount`, show `formatted`. Amounts in different currencies are never added or converted. */
export type MoneyFormattedArgs = {
  locale?: InputMaybe<Scalars['String']['input']>;
};

/** An amount of money in one currency, sent by a client. */
export type MoneyInput = {
  /** The amount in the currency's smallest unit. */
  readonly amount: Scalars['MinorUnits']['input'];
  /** The currency of the amount. */
  readonly currency: Scalars['CurrencyCode']['input'];
};

export type Mutation = {
  /** Adds a category to the tree. For administrators. */
  readonly categoryCreate?: Maybe<CategoryCreatePayload>;
  /** Moves a category with everything below it to another place in the tree. For administrators. */
  readonly categoryMove?: Maybe<CategoryMovePayload>;
  /** Changes a category. Fields that are left out stay as they are. For administrators. */
  readonly categoryUpdate?: Maybe<CategoryUpdatePayload>;
  /** Ends an offer for good. Its SKU may be used again. */
  readonly offerArchive?: Maybe<OfferArchivePayload>;
  /** Offers a variant for sale in a vendor's name. */
  readonly offerCreate?: Maybe<OfferCreatePayload>;
  /** Replaces all prices of an offer. */
  readonly offerSetPrices?: Maybe<OfferSetPricesPayload>;
  /** Changes an offer. Fields that are left out stay as they are. */
  readonly offerUpdate?: Maybe<OfferUpdatePayload>;
  /** Publishes a product. For administrators. */
  readonly productApprove?: Maybe<ProductApprovePayload>;
  /** Takes a product and all its offers off the market for good. Past orders keep showing it. */
  readonly productArchive?: Maybe<ProductArchivePayload>;
  /** Creates a product with its variants. By a vendor it waits for review, by an administrator it is on the market at once; with `submit: false` it is a draft. */
  readonly productCreate?: Maybe<ProductCreatePayload>;
  /** Turns a product down, or takes it off the market, with a reason that its vendor sees. For administrators. */
  readonly productReject?: Maybe<ProductRejectPayload>;
  /** Replaces all media of a product, in the order given. */
  readonly productSetMedia?: Maybe<ProductSetMediaPayload>;
  /** Hands a draft or a rejected product in for review. */
  readonly productSubmitForReview?: Maybe<ProductSubmitForReviewPayload>;
  /** Changes a product. Fields that are left out stay as they are. */
  readonly productUpdate?: Maybe<ProductUpdatePayload>;
  /** Corrects the units on hand of an offer in one warehouse and writes it into the ledger of movements. */
  readonly stockAdjust?: Maybe<StockAdjustPayload>;
  /** Opens a warehouse of a vendor. */
  readonly warehouseCreate?: Maybe<WarehouseCreatePayload>;
};


export type MutationCategoryCreateArgs = {
  input: CategoryCreateInput;
};


export type MutationCategoryMoveArgs = {
  input: CategoryMoveInput;
};


export type MutationCategoryUpdateArgs = {
  input: CategoryUpdateInput;
};


export type MutationOfferArchiveArgs = {
  input: OfferArchiveInput;
};


export type MutationOfferCreateArgs = {
  input: OfferCreateInput;
};


export type MutationOfferSetPricesArgs = {
  input: OfferSetPricesInput;
};


export type MutationOfferUpdateArgs = {
  input: OfferUpdateInput;
};


export type MutationProductApproveArgs = {
  input: ProductApproveInput;
};


export type MutationProductArchiveArgs = {
  input: ProductArchiveInput;
};


export type MutationProductCreateArgs = {
  input: ProductCreateInput;
};


export type MutationProductRejectArgs = {
  input: ProductRejectInput;
};


export type MutationProductSetMediaArgs = {
  input: ProductSetMediaInput;
};


export type MutationProductSubmitForReviewArgs = {
  input: ProductSubmitForReviewInput;
};


export type MutationProductUpdateArgs = {
  input: ProductUpdateInput;
};


export type MutationStockAdjustArgs = {
  input: StockAdjustInput;
};


export type MutationWarehouseCreateArgs = {
  input: WarehouseCreateInput;
};

/** What a vendor sells: a variant at that vendor's prices, from that vendor's stock. */
export type Offer = {
  /** Whether it can be had now. */
  readonly availability: OfferAvailability;
  /** What it cost before, to be struck through; above the price. */
  readonly compareAtPrice?: Maybe<Money>;
  /** In what state it is sold. */
  readonly condition: OfferCondition;
  /** When it was made. */
  readonly createdAt: Scalars['DateTime']['output'];
  /** The offer's id, `off_…`. */
  readonly id: Scalars['ID']['output'];
  /** Whether it can be bought: the offer, its product and its vendor are all active. */
  readonly isPurchasable: Scalars['Boolean']['output'];
  /** Days until it is handed to the carrier. */
  readonly leadTimeDays: Scalars['Int']['output'];
  /** The most that can be bought at once; null without a limit. */
  readonly maxQuantity?: Maybe<Scalars['Int']['output']>;
  /** The fewest that can be bought at once. */
  readonly minQuantity: Scalars['Int']['output'];
  /** What it costs in a currency; null when it is not sold in that currency. Nothing is converted. */
  readonly price?: Maybe<Money>;
  /** Its prices in all currencies. */
  readonly prices: ReadonlyArray<OfferPrice>;
  /** The product it sells. */
  readonly product?: Maybe<Product>;
  /** The vendor's own number for it. */
  readonly sku: Scalars['String']['output'];
  /** Whether its vendor has it for sale. */
  readonly status: OfferStatus;
  /** Its stock in each warehouse; null for those who may not see it (it is for the vendor's members). */
  readonly stock?: Maybe<ReadonlyArray<StockLevel>>;
  /** When it was last changed. */
  readonly updatedAt: Scalars['DateTime']['output'];
  /** The variant it sells. */
  readonly variant?: Maybe<Variant>;
  /** Who sells it. */
  readonly vendor?: Maybe<Vendor>;
  /** Rises with every change of the offer itself, not of its stock. */
  readonly version: Scalars['Int']['output'];
};


/** What a vendor sells: a variant at that vendor's prices, from that vendor's stock. */
export type OfferCompareAtPriceArgs = {
  currency: Scalars['CurrencyCode']['input'];
};


/** What a vendor sells: a variant at that vendor's prices, from that vendor's stock. */
export type OfferPriceArgs = {
  currency: Scalars['CurrencyCode']['input'];
};

/** Input of `offerArchive`. */
export type OfferArchiveInput = {
  /** The offer's id, `off_…`. */
  readonly offerId: Scalars['ID']['input'];
};

/** Result of `offerArchive`. */
export type OfferArchivePayload = {
  /** The offer as it is now; null when refused. */
  readonly offer?: Maybe<Offer>;
  /** Why it did not happen; empty when it did. */
  readonly userErrors: ReadonlyArray<CatalogUserError>;
};

/** Whether an offer can be had now. */
export type OfferAvailability = {
  /** Units that nobody has reserved or bought; null for what never runs out. */
  readonly available?: Maybe<Scalars['Int']['output']>;
  /** The answer in a word. */
  readonly status: AvailabilityStatus;
};

/** In what state a thing is sold. */
export type OfferCondition =
  /** Unused. */
  | 'NEW'
  /** Used and made good. */
  | 'REFURBISHED'
  /** Used. */
  | 'USED';

/** A page of offers. */
export type OfferConnection = {
  /** The offers with their cursors. */
  readonly edges: ReadonlyArray<OfferEdge>;
  /** The offers without their cursors. */
  readonly nodes: ReadonlyArray<Offer>;
  /** Whether and where the list goes on. */
  readonly pageInfo: PageInfo;
  /** How many offers the whole list has, counted up to 10,000: a longer list says 10000. Costs extra: ask only when you show it. */
  readonly totalCount?: Maybe<Scalars['Int']['output']>;
};

/** Input of `offerCreate`. */
export type OfferCreateInput = {
  /** In what state it is sold. */
  readonly condition: OfferCondition;
  /** Days until it is handed to the carrier. */
  readonly leadTimeDays: Scalars['Int']['input'];
  /** The most that can be bought at once. */
  readonly maxQuantity?: InputMaybe<Scalars['Int']['input']>;
  /** The fewest that can be bought at once. */
  readonly minQuantity: Scalars['Int']['input'];
  /** Its prices, one per currency. */
  readonly prices: ReadonlyArray<OfferPriceInput>;
  /** The vendor's own number for it. */
  readonly sku: Scalars['String']['input'];
  /** False for what never runs out. Left out: false for digital products, true for others. */
  readonly tracksStock?: InputMaybe<Scalars['Boolean']['input']>;
  /** What is sold. */
  readonly variantId: Scalars['ID']['input'];
  /** Who sells it. */
  readonly vendorId: Scalars['ID']['input'];
};

/** Result of `offerCreate`. */
export type OfferCreatePayload = {
  /** The new offer; null when refused. */
  readonly offer?: Maybe<Offer>;
  /** Why it did not happen; empty when it did. */
  readonly userErrors: ReadonlyArray<CatalogUserError>;
};

/** One offer of a page. */
export type OfferEdge = {
  /** Where this offer stands in the list. */
  readonly cursor: Scalars['String']['output'];
  /** The offer. */
  readonly node: Offer;
};

/** An offer's price in one currency. */
export type OfferPrice = {
  /** What it cost before, to be struck through. */
  readonly compareAtPrice?: Maybe<Money>;
  /** What it costs. */
  readonly price: Money;
};

/** An offer's price in one currency. */
export type OfferPriceInput = {
  /** What it costs. */
  readonly amount: Scalars['MinorUnits']['input'];
  /** What it cost before, to be struck through; above `amount`. */
  readonly compareAtAmount?: InputMaybe<Scalars['MinorUnits']['input']>;
  /** The currency. */
  readonly currency: Scalars['CurrencyCode']['input'];
};

/** Input of `offerSetPrices`. */
export type OfferSetPricesInput = {
  /** The offer's id, `off_…`. */
  readonly offerId: Scalars['ID']['input'];
  /** All its prices, one per currency. */
  readonly prices: ReadonlyArray<OfferPriceInput>;
};

/** Result of `offerSetPrices`. */
export type OfferSetPricesPayload = {
  /** The offer as it is now; null when refused. */
  readonly offer?: Maybe<Offer>;
  /** Why it did not happen; empty when it did. */
  readonly userErrors: ReadonlyArray<CatalogUserError>;
};

/** Whether an offer is for sale. */
export type OfferStatus =
  /** For sale, as long as its product and its vendor are active too. */
  | 'ACTIVE'
  /** Ended for good. */
  | 'ARCHIVED'
  /** Taken down by its vendor for the time being. */
  | 'PAUSED';

/** Input of `offerUpdate`. */
export type OfferUpdateInput = {
  /** True takes it down for the time being, false puts it up again. */
  readonly isPaused?: InputMaybe<Scalars['Boolean']['input']>;
  /** Days until it is handed to the carrier. */
  readonly leadTimeDays?: InputMaybe<Scalars['Int']['input']>;
  /** The most that can be bought at once; null for no limit. */
  readonly maxQuantity?: InputMaybe<Scalars['Int']['input']>;
  /** The fewest that can be bought at once. */
  readonly minQuantity?: InputMaybe<Scalars['Int']['input']>;
  /** The offer's id, `off_…`. */
  readonly offerId: Scalars['ID']['input'];
  /** The vendor's own number for it. */
  readonly sku?: InputMaybe<Scalars['String']['input']>;
};

/** Result of `offerUpdate`. */
export type OfferUpdatePayload = {
  /** The offer as it is now; null when refused. */
  readonly offer?: Maybe<Offer>;
  /** Why it did not happen; empty when it did. */
  readonly userErrors: ReadonlyArray<CatalogUserError>;
};

/** Where a page of a connection stands in the whole list. Pass `endCursor` as `after` for the next page, `startCursor` as `before` for the previous one. */
export type PageInfo = {
  /** The cursor of the page's last entry; null when the page is empty. */
  readonly endCursor?: Maybe<Scalars['String']['output']>;
  /** There are more entries after this page. */
  readonly hasNextPage: Scalars['Boolean']['output'];
  /** There are entries before this page. */
  readonly hasPreviousPage: Scalars['Boolean']['output'];
  /** The cursor of the page's first entry; null when the page is empty. */
  readonly startCursor?: Maybe<Scalars['String']['output']>;
};

/** Where something goes, or who pays. Inputs have the same lines: texts have at most 200 characters, city and region 100, phone 40. */
export type PostalAddress = {
  /** City or town. */
  readonly city: Scalars['String']['output'];
  /** Company, if any. */
  readonly company?: Maybe<Scalars['String']['output']>;
  /** The country. */
  readonly country: Scalars['CountryCode']['output'];
  /** Given name. */
  readonly firstName: Scalars['String']['output'];
  /** Family name. */
  readonly lastName: Scalars['String']['output'];
  /** Street and number. */
  readonly line1: Scalars['String']['output'];
  /** Further details, such as a floor. */
  readonly line2?: Maybe<Scalars['String']['output']>;
  /** For the carrier's questions. */
  readonly phone?: Maybe<Scalars['String']['output']>;
  /** Postal code, where the country uses one. */
  readonly postalCode?: Maybe<Scalars['String']['output']>;
  /** State, province or prefecture, where the country uses one. */
  readonly region?: Maybe<Scalars['String']['output']>;
};

/** What a product costs in one currency. */
export type PriceRange = {
  /** The highest price. */
  readonly max: Money;
  /** The best offer's price. */
  readonly min: Money;
};

/** Something that can be bought, in one or more variants, from one or more vendors. */
export type Product = {
  /** Facts about it, such as its material. */
  readonly attributes: ReadonlyArray<ProductAttribute>;
  /** The offer to show first: in stock before sold out, then cheapest, newest in condition, fastest. Null when nobody sells it in that currency. */
  readonly bestOffer?: Maybe<Offer>;
  /** All categories it is in. */
  readonly categories: ReadonlyArray<Category>;
  /** When it was listed. */
  readonly createdAt: Scalars['DateTime']['output'];
  /** Text for shoppers; may contain line breaks. */
  readonly description: Scalars['String']['output'];
  /** The product's id, `prd_…`. */
  readonly id: Scalars['ID']['output'];
  /** Whether it is delivered electronically. */
  readonly isDigital: Scalars['Boolean']['output'];
  /** Its pictures and videos, the main one first. */
  readonly media: ReadonlyArray<Media>;
  /** Who sells it. With a currency: offers that can be bought in it, the best one first; without: the oldest first. */
  readonly offers: OfferConnection;
  /** What distinguishes its variants, such as colour and size. */
  readonly options: ReadonlyArray<ProductOption>;
  /** What it costs in a currency, from the best offer's price to the highest. Null when nobody sells it in that currency. */
  readonly price?: Maybe<PriceRange>;
  /** The category it is shown under. */
  readonly primaryCategory?: Maybe<Category>;
  /** When it first went on the market. */
  readonly publishedAt?: Maybe<Scalars['DateTime']['output']>;
  /** Why it was turned down; for its vendor and administrators. */
  readonly rejectionReason?: Maybe<Scalars['String']['output']>;
  /** Names the product in URLs. It may change; old ones keep working. */
  readonly slug: Scalars['String']['output'];
  /** Where the product stands on its way to the shop. */
  readonly status: ProductStatus;
  /** Words to find it by. */
  readonly tags: ReadonlyArray<Scalars['String']['output']>;
  /** What the product is called. */
  readonly title: Scalars['String']['output'];
  /** When it was last changed. */
  readonly updatedAt: Scalars['DateTime']['output'];
  /** What can be bought of it: one per combination of options, at most 250. */
  readonly variants: ReadonlyArray<Variant>;
  /** The vendor who listed it; null for a product of the marketplace itself. Who sells it is in `offers`. */
  readonly vendor?: Maybe<Vendor>;
  /** Rises with every change. */
  readonly version: Scalars['Int']['output'];
};


/** Something that can be bought, in one or more variants, from one or more vendors. */
export type ProductBestOfferArgs = {
  currency: Scalars['CurrencyCode']['input'];
};


/** Something that can be bought, in one or more variants, from one or more vendors. */
export type ProductMediaArgs = {
  first?: InputMaybe<Scalars['Int']['input']>;
};


/** Something that can be bought, in one or more variants, from one or more vendors. */
export type ProductOffersArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  before?: InputMaybe<Scalars['String']['input']>;
  currency?: InputMaybe<Scalars['CurrencyCode']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
  last?: InputMaybe<Scalars['Int']['input']>;
};


/** Something that can be bought, in one or more variants, from one or more vendors. */
export type ProductPriceArgs = {
  currency: Scalars['CurrencyCode']['input'];
};

/** Input of `productApprove`. */
export type ProductApproveInput = {
  /** The product's id, `prd_…`. */
  readonly productId: Scalars['ID']['input'];
};

/** Result of `productApprove`. */
export type ProductApprovePayload = {
  /** The product as it is now; null when refused. */
  readonly product?: Maybe<Product>;
  /** Why it did not happen; empty when it did. */
  readonly userErrors: ReadonlyArray<CatalogUserError>;
};

/** Input of `productArchive`. */
export type ProductArchiveInput = {
  /** The product's id, `prd_…`. */
  readonly productId: Scalars['ID']['input'];
};

/** Result of `productArchive`. */
export type ProductArchivePayload = {
  /** The product as it is now; null when refused. */
  readonly product?: Maybe<Product>;
  /** Why it did not happen; empty when it did. */
  readonly userErrors: ReadonlyArray<CatalogUserError>;
};

/** A fact about a product. */
export type ProductAttribute = {
  /** Such as `Material`. */
  readonly name: Scalars['String']['output'];
  /** Such as `Oak`. */
  readonly value: Scalars['String']['output'];
};

/** A fact about a product. */
export type ProductAttributeInput = {
  /** Such as `Material`. */
  readonly name: Scalars['String']['input'];
  /** Such as `Oak`. */
  readonly value: Scalars['String']['input'];
};

/** A page of products. */
export type ProductConnection = {
  /** The query that was searched for instead, when nothing matched the words as typed. */
  readonly correctedQuery?: Maybe<Scalars['String']['output']>;
  /** The products with their cursors. */
  readonly edges: ReadonlyArray<ProductEdge>;
  /** The products without their cursors. */
  readonly nodes: ReadonlyArray<Product>;
  /** Whether and where the list goes on. */
  readonly pageInfo: PageInfo;
  /** How many products the whole list has, counted up to 10,000: a longer list says 10000. A search by relevance ends after 1,000. Costs extra: ask only when you show it. */
  readonly totalCount?: Maybe<Scalars['Int']['output']>;
};

/** Input of `productCreate`. */
export type ProductCreateInput = {
  /** Facts about it. */
  readonly attributes: ReadonlyArray<ProductAttributeInput>;
  /** Its categories. */
  readonly categoryIds: ReadonlyArray<Scalars['ID']['input']>;
  /** Text for shoppers. */
  readonly description: Scalars['String']['input'];
  /** Whether it is delivered electronically. */
  readonly isDigital: Scalars['Boolean']['input'];
  /** Its pictures, the main one first. */
  readonly media: ReadonlyArray<MediaInput>;
  /** What distinguishes its variants. */
  readonly options: ReadonlyArray<ProductOptionInput>;
  /** The category it is shown under; the first one when left out. */
  readonly primaryCategoryId?: InputMaybe<Scalars['ID']['input']>;
  /** Names the product in URLs; made from the title when left out. */
  readonly slug?: InputMaybe<Scalars['String']['input']>;
  /** Whether to hand it in for review (by an administrator: to publish it) at once; false leaves it a draft. */
  readonly submit: Scalars['Boolean']['input'];
  /** Words to find it by. */
  readonly tags: ReadonlyArray<Scalars['String']['input']>;
  /** What the product is called. */
  readonly title: Scalars['String']['input'];
  /** Its variants; one without options when left out. */
  readonly variants?: InputMaybe<ReadonlyArray<VariantInput>>;
  /** The vendor who lists it. Left out, it is the marketplace's own, for administrators. */
  readonly vendorId?: InputMaybe<Scalars['ID']['input']>;
};

/** Result of `productCreate`. */
export type ProductCreatePayload = {
  /** The new product; null when refused. */
  readonly product?: Maybe<Product>;
  /** Why it did not happen; empty when it did. */
  readonly userErrors: ReadonlyArray<CatalogUserError>;
};

/** One product of a page. */
export type ProductEdge = {
  /** Where this product stands in the list. */
  readonly cursor: Scalars['String']['output'];
  /** The product. */
  readonly node: Product;
};

/** What distinguishes variants, with the values there are. */
export type ProductOption = {
  /** Such as `Colour`. */
  readonly name: Scalars['String']['output'];
  /** Such as `Blue`, in their order. */
  readonly values: ReadonlyArray<Scalars['String']['output']>;
};

/** What distinguishes variants. */
export type ProductOptionInput = {
  /** Such as `Colour`. */
  readonly name: Scalars['String']['input'];
  /** Such as `Blue`, in their order. */
  readonly values: ReadonlyArray<Scalars['String']['input']>;
};

/** The order of a product list. Ties are broken by age, so that pages never overlap. */
export type ProductOrderBy =
  /** Most recently published first. */
  | 'NEWEST'
  /** Cheapest first; needs `where.currency`. Products without a price in it are left out. */
  | 'PRICE_ASC'
  /** Most expensive first; needs `where.currency`. Products without a price in it are left out. */
  | 'PRICE_DESC'
  /** Best match first, among the newest 1,000 matches; without a query the newest first. */
  | 'RELEVANCE'
  /** By title, A to Z. */
  | 'TITLE';

/** Input of `productReject`. */
export type ProductRejectInput = {
  /** The product's id, `prd_…`. */
  readonly productId: Scalars['ID']['input'];
  /** What its vendor is told; 1 to 1000 characters. */
  readonly reason: Scalars['String']['input'];
};

/** Result of `productReject`. */
export type ProductRejectPayload = {
  /** The product as it is now; null when refused. */
  readonly product?: Maybe<Product>;
  /** Why it did not happen; empty when it did. */
  readonly userErrors: ReadonlyArray<CatalogUserError>;
};

/** Input of `productSetMedia`. */
export type ProductSetMediaInput = {
  /** All its media, the main one first. */
  readonly media: ReadonlyArray<MediaInput>;
  /** The product's id, `prd_…`. */
  readonly productId: Scalars['ID']['input'];
};

/** Result of `productSetMedia`. */
export type ProductSetMediaPayload = {
  /** The product as it is now; null when refused. */
  readonly product?: Maybe<Product>;
  /** Why it did not happen; empty when it did. */
  readonly userErrors: ReadonlyArray<CatalogUserError>;
};

/** Where a product stands on its way to the shop. */
export type ProductStatus =
  /** On the market. */
  | 'ACTIVE'
  /** Off the market for good. */
  | 'ARCHIVED'
  /** Being written; seen by its vendor only. */
  | 'DRAFT'
  /** Waiting for review. */
  | 'PENDING'
  /** Turned down; may be changed and submitted again. */
  | 'REJECTED';

/** Input of `productSubmitForReview`. */
export type ProductSubmitForReviewInput = {
  /** The product's id, `prd_…`. */
  readonly productId: Scalars['ID']['input'];
};

/** Result of `productSubmitForReview`. */
export type ProductSubmitForReviewPayload = {
  /** The product as it is now; null when refused. */
  readonly product?: Maybe<Product>;
  /** Why it did not happen; empty when it did. */
  readonly userErrors: ReadonlyArray<CatalogUserError>;
};

/** Input of `productUpdate`. */
export type ProductUpdateInput = {
  /** Facts about it. */
  readonly attributes?: InputMaybe<ReadonlyArray<ProductAttributeInput>>;
  /** Its categories. */
  readonly categoryIds?: InputMaybe<ReadonlyArray<Scalars['ID']['input']>>;
  /** Text for shoppers. */
  readonly description?: InputMaybe<Scalars['String']['input']>;
  /** What distinguishes its variants. Give `variants` with it. */
  readonly options?: InputMaybe<ReadonlyArray<ProductOptionInput>>;
  /** The category it is shown under. */
  readonly primaryCategoryId?: InputMaybe<Scalars['ID']['input']>;
  /** The product's id, `prd_…`. */
  readonly productId: Scalars['ID']['input'];
  /** Names the product in URLs. The present one keeps working. */
  readonly slug?: InputMaybe<Scalars['String']['input']>;
  /** Words to find it by. */
  readonly tags?: InputMaybe<ReadonlyArray<Scalars['String']['input']>>;
  /** What the product is called. */
  readonly title?: InputMaybe<Scalars['String']['input']>;
  /** All its variants: those with an id are kept, those without are new, all others are removed and their offers end. */
  readonly variants?: InputMaybe<ReadonlyArray<VariantInput>>;
};

/** Result of `productUpdate`. */
export type ProductUpdatePayload = {
  /** The product as it is now; null when refused. */
  readonly product?: Maybe<Product>;
  /** Why it did not happen; empty when it did. */
  readonly userErrors: ReadonlyArray<CatalogUserError>;
};

/** Conditions on a product list; all must hold. An id that does not exist, or an empty list, matches nothing. */
export type ProductWhere = {
  /** In this category or one below it. */
  readonly categoryId?: InputMaybe<Scalars['ID']['input']>;
  /** The currency of the price conditions and orders. By itself: products that have a price in it. */
  readonly currency?: InputMaybe<Scalars['CurrencyCode']['input']>;
  /** True: only products in stock. False: only sold-out ones. May lag a second behind the stock. */
  readonly inStock?: InputMaybe<Scalars['Boolean']['input']>;
  /** True: only digital products. False: only physical ones. */
  readonly isDigital?: InputMaybe<Scalars['Boolean']['input']>;
  /** The price is at most this; needs `currency`. */
  readonly maxPrice?: InputMaybe<Scalars['MinorUnits']['input']>;
  /** The price is at least this; needs `currency`. */
  readonly minPrice?: InputMaybe<Scalars['MinorUnits']['input']>;
  /** With at least one of these tags. */
  readonly tags?: InputMaybe<ReadonlyArray<Scalars['String']['input']>>;
  /** Offered by this vendor. */
  readonly vendorId?: InputMaybe<Scalars['ID']['input']>;
};

export type Query = {
  /** The roots of the category tree in their sort order, at most 200. */
  readonly categories?: Maybe<ReadonlyArray<Category>>;
  /** One category by its id or its path (`electronics/audio`); give one of the two. Null when there is none that you may see. */
  readonly category?: Maybe<Category>;
  /** One offer by its id. Null when there is none that you may see. */
  readonly offer?: Maybe<Offer>;
  /** One product by its id or its slug; give one of the two. An old slug still finds its product. Null when there is none that you may see. */
  readonly product?: Maybe<Product>;
  /**
   * The search page: active products, by words, filters and order, in pages.
   * Words match by their stem in titles, tags and descriptions; when nothing matches, mistyped words are corrected (see `correctedQuery`).
   */
  readonly products?: Maybe<ProductConnection>;
};


export type QueryCategoryArgs = {
  id?: InputMaybe<Scalars['ID']['input']>;
  path?: InputMaybe<Scalars['String']['input']>;
};


export type QueryOfferArgs = {
  id: Scalars['ID']['input'];
};


export type QueryProductArgs = {
  id?: InputMaybe<Scalars['ID']['input']>;
  slug?: InputMaybe<Scalars['String']['input']>;
};


export type QueryProductsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  before?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
  last?: InputMaybe<Scalars['Int']['input']>;
  orderBy?: InputMaybe<ProductOrderBy>;
  query?: InputMaybe<Scalars['String']['input']>;
  where?: InputMaybe<ProductWhere>;
};

/** The value of one option. */
export type SelectedOption = {
  /** Such as `Colour`. */
  readonly name: Scalars['String']['output'];
  /** Such as `Blue`. */
  readonly value: Scalars['String']['output'];
};

/** Input of `stockAdjust`. */
export type StockAdjustInput = {
  /** Units to add to those on hand, negative to take away. Reserved and sold units cannot be taken away. */
  readonly change: Scalars['Int']['input'];
  /** Made by the client, once per intention: repeating the mutation with the same key changes nothing and gives the first answer. 1 to 255 characters. */
  readonly idempotencyKey: Scalars['String']['input'];
  /** The offer's id, `off_…`. */
  readonly offerId: Scalars['ID']['input'];
  /** Why. */
  readonly reason: StockAdjustmentReason;
  /** The warehouse, of the same vendor. */
  readonly warehouseId: Scalars['ID']['input'];
};

/** Result of `stockAdjust`. */
export type StockAdjustPayload = {
  /** The offer with its stock as it is now; null when refused. */
  readonly offer?: Maybe<Offer>;
  /** Why it did not happen; empty when it did. */
  readonly userErrors: ReadonlyArray<CatalogUserError>;
};

/** Why stock was corrected. */
export type StockAdjustmentReason =
  /** An earlier entry was wrong. */
  | 'CORRECTED'
  /** The shelves were counted. */
  | 'COUNTED'
  /** Units broke. */
  | 'DAMAGED'
  /** Units cannot be found. */
  | 'LOST'
  /** New units came in. */
  | 'RECEIVED'
  /** Units came back from a buyer. */
  | 'RETURNED';

/** Units of an offer in one warehouse. `onHand` is always the sum of the other three. */
export type StockLevel = {
  /** Units sold and not yet shipped. */
  readonly allocated: Scalars['Int']['output'];
  /** Units that can be sold. */
  readonly available: Scalars['Int']['output'];
  /** Units in the warehouse. */
  readonly onHand: Scalars['Int']['output'];
  /** Units held for checkouts under way. */
  readonly reserved: Scalars['Int']['output'];
  /** Where they lie. */
  readonly warehouse: Warehouse;
};

/**
 * Why a mutation did not do what was asked, in a way that its user can understand and mend. Each subgraph has its own type for it, which adds a `code` for programs.
 * Faults that no input could mend (no permission, a limit, an outage) are not user errors: they stand in the response's `errors`.
 */
export type UserError = {
  /** The path of the input field at fault, such as `["lines", "0", "quantity"]`; null when no single field is. */
  readonly field?: Maybe<ReadonlyArray<Scalars['String']['output']>>;
  /** What is wrong, for people, in English. Programs go by the `code` of the concrete type. */
  readonly message: Scalars['String']['output'];
};

/** One combination of a product's options: what an offer sells. */
export type Variant = {
  /** The global trade item number, when there is one. */
  readonly barcode?: Maybe<Scalars['String']['output']>;
  /** The variant's id, `var_…`. */
  readonly id: Scalars['ID']['output'];
  /** The vendors' offers of this variant. With a currency: those that can be bought in it, the best one first; without: the oldest first. */
  readonly offers: OfferConnection;
  /** The product it belongs to. */
  readonly product?: Maybe<Product>;
  /** The value of each option, in the order of the product's options. */
  readonly selectedOptions: ReadonlyArray<SelectedOption>;
  /** The option values joined, such as `Blue / L`; empty for a product without options. */
  readonly title: Scalars['String']['output'];
  /** Weight for shipping. */
  readonly weightGrams?: Maybe<Scalars['Int']['output']>;
};


/** One combination of a product's options: what an offer sells. */
export type VariantOffersArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  before?: InputMaybe<Scalars['String']['input']>;
  currency?: InputMaybe<Scalars['CurrencyCode']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
  last?: InputMaybe<Scalars['Int']['input']>;
};

/** A variant as it shall be. */
export type VariantInput = {
  /** The global trade item number. */
  readonly barcode?: InputMaybe<Scalars['String']['input']>;
  /** One value of each option, in the order of the options. Empty for a product without options. */
  readonly optionValues: ReadonlyArray<Scalars['String']['input']>;
  /** The variant to keep; left out for a new one. A variant that is not in the list is removed and its offers end. */
  readonly variantId?: InputMaybe<Scalars['ID']['input']>;
  /** Weight for shipping. */
  readonly weightGrams?: InputMaybe<Scalars['Int']['input']>;
};

export type Vendor = {
  /** The vendor's id, `vnd_…`. */
  readonly id: Scalars['ID']['output'];
  /** What the vendor sells, the newest first. Members see paused and archived offers too. */
  readonly offers?: Maybe<OfferConnection>;
  /** What the vendor listed or offers, the newest first. Members see their unpublished products too. */
  readonly products?: Maybe<ProductConnection>;
  /** The vendor's warehouses, at most 100, in drawing order; null for those who are not members. */
  readonly warehouses?: Maybe<ReadonlyArray<Warehouse>>;
};


export type VendorOffersArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  before?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
  last?: InputMaybe<Scalars['Int']['input']>;
};


export type VendorProductsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  before?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
  last?: InputMaybe<Scalars['Int']['input']>;
};

/** A place where a vendor keeps stock. */
export type Warehouse = {
  /** Where it stands. */
  readonly country: Scalars['CountryCode']['output'];
  /** The warehouse's id, `whs_…`. */
  readonly id: Scalars['ID']['output'];
  /** The vendor's name for it. */
  readonly name: Scalars['String']['output'];
  /** Reservations draw from the lowest number first. */
  readonly priority: Scalars['Int']['output'];
};

/** Input of `warehouseCreate`. */
export type WarehouseCreateInput = {
  /** Where it stands. */
  readonly country: Scalars['CountryCode']['input'];
  /** The vendor's name for it. */
  readonly name: Scalars['String']['input'];
  /** Reservations draw from the lowest number first. */
  readonly priority: Scalars['Int']['input'];
  /** The vendor's id, `vnd_…`. */
  readonly vendorId: Scalars['ID']['input'];
};

/** Result of `warehouseCreate`. */
export type WarehouseCreatePayload = {
  /** Why it did not happen; empty when it did. */
  readonly userErrors: ReadonlyArray<CatalogUserError>;
  /** The new warehouse; null when refused. */
  readonly warehouse?: Maybe<Warehouse>;
};

/** For whom an answer may be kept. */
export type CacheControl__Scope =
  /** For one session. */
  | 'PRIVATE'
  /** For everybody who may see no more than everybody. */
  | 'PUBLIC';



export type ResolverTypeWrapper<T> = Promise<T> | T;

export type ReferenceResolver<TResult, TReference, TContext> = (
      reference: TReference,
      context: TContext,
      info: GraphQLResolveInfo
    ) => Promise<TResult> | TResult;

      type ScalarCheck<T, S> = S extends true ? T : NullableCheck<T, S>;
      type NullableCheck<T, S> = Maybe<T> extends T ? Maybe<ListCheck<NonNullable<T>, S>> : ListCheck<T, S>;
      type ListCheck<T, S> = T extends (infer U)[] ? NullableCheck<U, S>[] : GraphQLRecursivePick<T, S>;
      export type GraphQLRecursivePick<T, S> = { [K in keyof T & keyof S]: ScalarCheck<T[K], S[K]> };
    
export type Resolver<TResult, TParent = Record<PropertyKey, never>, TContext = Record<PropertyKey, never>, TArgs = Record<PropertyKey, never>> = ResolverFn<TResult, TParent, TContext, TArgs>;

export type ResolverFn<TResult, TParent, TContext, TArgs> = (
  parent: TParent,
  args: TArgs,
  context: TContext,
  info: GraphQLResolveInfo
) => Promise<TResult> | TResult;

export type SubscriptionSubscribeFn<TResult, TParent, TContext, TArgs> = (
  parent: TParent,
  args: TArgs,
  context: TContext,
  info: GraphQLResolveInfo
) => AsyncIterable<TResult> | Promise<AsyncIterable<TResult>>;

export type SubscriptionResolveFn<TResult, TParent, TContext, TArgs> = (
  parent: TParent,
  args: TArgs,
  context: TContext,
  info: GraphQLResolveInfo
) => TResult | Promise<TResult>;

export interface SubscriptionSubscriberObject<TResult, TKey extends string, TParent, TContext, TArgs> {
  subscribe: SubscriptionSubscribeFn<{ [key in TKey]: TResult }, TParent, TContext, TArgs>;
  resolve?: SubscriptionResolveFn<TResult, { [key in TKey]: TResult }, TContext, TArgs>;
}

export interface SubscriptionResolverObject<TResult, TParent, TContext, TArgs> {
  subscribe: SubscriptionSubscribeFn<any, TParent, TContext, TArgs>;
  resolve: SubscriptionResolveFn<TResult, any, TContext, TArgs>;
}

export type SubscriptionObject<TResult, TKey extends string, TParent, TContext, TArgs> =
  | SubscriptionSubscriberObject<TResult, TKey, TParent, TContext, TArgs>
  | SubscriptionResolverObject<TResult, TParent, TContext, TArgs>;

export type SubscriptionResolver<TResult, TKey extends string, TParent = Record<PropertyKey, never>, TContext = Record<PropertyKey, never>, TArgs = Record<PropertyKey, never>> =
  | ((...args: any[]) => SubscriptionObject<TResult, TKey, TParent, TContext, TArgs>)
  | SubscriptionObject<TResult, TKey, TParent, TContext, TArgs>;

export type TypeResolveFn<TTypes, TParent = Record<PropertyKey, never>, TContext = Record<PropertyKey, never>> = (
  parent: TParent,
  context: TContext,
  info: GraphQLResolveInfo
) => Maybe<TTypes> | Promise<Maybe<TTypes>>;

export type IsTypeOfResolverFn<T = Record<PropertyKey, never>, TContext = Record<PropertyKey, never>> = (obj: T, context: TContext, info: GraphQLResolveInfo) => boolean | Promise<boolean>;

export type NextResolverFn<T> = () => Promise<T>;

export type DirectiveResolverFn<TResult = Record<PropertyKey, never>, TParent = Record<PropertyKey, never>, TContext = Record<PropertyKey, never>, TArgs = Record<PropertyKey, never>> = (
  next: NextResolverFn<TResult>,
  parent: TParent,
  args: TArgs,
  context: TContext,
  info: GraphQLResolveInfo
) => TResult | Promise<TResult>;

/** Mapping of federation types */
export type FederationTypes = {
  Category: Category;
  Offer: Offer;
  Product: Product;
  Variant: Variant;
  Vendor: Vendor;
};

/** Mapping of federation reference types */
export type FederationReferenceTypes = {
  Category:
    ( { __typename: 'Category' }
    & GraphQLRecursivePick<FederationTypes['Category'], {"id":true}> );
  Offer:
    ( { __typename: 'Offer' }
    & GraphQLRecursivePick<FederationTypes['Offer'], {"id":true}> );
  Product:
    ( { __typename: 'Product' }
    & GraphQLRecursivePick<FederationTypes['Product'], {"id":true}> );
  Variant:
    ( { __typename: 'Variant' }
    & GraphQLRecursivePick<FederationTypes['Variant'], {"id":true}> );
  Vendor:
    ( { __typename: 'Vendor' }
    & GraphQLRecursivePick<FederationTypes['Vendor'], {"id":true}> );
};


/** Mapping of interface types */
export type ResolversInterfaceTypes<_RefType extends Record<string, unknown>> = {
  PostalAddress: never;
  UserError: ( CatalogUserError );
};

/** Mapping between all available schema types and the resolvers types */
export type ResolversTypes = {
  AvailabilityStatus: AvailabilityStatus;
  CatalogErrorCode: CatalogErrorCode;
  CatalogUserError: ResolverTypeWrapper<CatalogUserError>;
  String: ResolverTypeWrapper<Scalars['String']['output']>;
  Category: ResolverTypeWrapper<CategoryDomain>;
  ID: ResolverTypeWrapper<Scalars['ID']['output']>;
  CategoryCreateInput: CategoryCreateInput;
  CategoryCreatePayload: ResolverTypeWrapper<Omit<CategoryCreatePayload, 'category'> & { category?: Maybe<ResolversTypes['Category']> }>;
  CategoryMoveInput: CategoryMoveInput;
  CategoryMovePayload: ResolverTypeWrapper<Omit<CategoryMovePayload, 'category'> & { category?: Maybe<ResolversTypes['Category']> }>;
  CategoryUpdateInput: CategoryUpdateInput;
  CategoryUpdatePayload: ResolverTypeWrapper<Omit<CategoryUpdatePayload, 'category'> & { category?: Maybe<ResolversTypes['Category']> }>;
  CountryCode: ResolverTypeWrapper<Scalars['CountryCode']['output']>;
  CurrencyCode: ResolverTypeWrapper<Scalars['CurrencyCode']['output']>;
  DateTime: ResolverTypeWrapper<Scalars['DateTime']['output']>;
  Media: ResolverTypeWrapper<Media>;
  MediaInput: MediaInput;
  MinorUnits: ResolverTypeWrapper<Scalars['MinorUnits']['output']>;
  Money: ResolverTypeWrapper<MoneyDomain>;
  MoneyInput: MoneyInput;
  Mutation: ResolverTypeWrapper<Record<PropertyKey, never>>;
  Offer: ResolverTypeWrapper<OfferDomain>;
  OfferArchiveInput: OfferArchiveInput;
  OfferArchivePayload: ResolverTypeWrapper<Omit<OfferArchivePayload, 'offer'> & { offer?: Maybe<ResolversTypes['Offer']> }>;
  OfferAvailability: ResolverTypeWrapper<OfferAvailability>;
  OfferCondition: OfferCondition;
  OfferConnection: ResolverTypeWrapper<OfferPageDomain>;
  OfferCreateInput: OfferCreateInput;
  OfferCreatePayload: ResolverTypeWrapper<Omit<OfferCreatePayload, 'offer'> & { offer?: Maybe<ResolversTypes['Offer']> }>;
  OfferEdge: ResolverTypeWrapper<Omit<OfferEdge, 'node'> & { node: ResolversTypes['Offer'] }>;
  OfferPrice: ResolverTypeWrapper<Omit<OfferPrice, 'compareAtPrice' | 'price'> & { compareAtPrice?: Maybe<ResolversTypes['Money']>, price: ResolversTypes['Money'] }>;
  OfferPriceInput: OfferPriceInput;
  OfferSetPricesInput: OfferSetPricesInput;
  OfferSetPricesPayload: ResolverTypeWrapper<Omit<OfferSetPricesPayload, 'offer'> & { offer?: Maybe<ResolversTypes['Offer']> }>;
  OfferStatus: OfferStatus;
  OfferUpdateInput: OfferUpdateInput;
  OfferUpdatePayload: ResolverTypeWrapper<Omit<OfferUpdatePayload, 'offer'> & { offer?: Maybe<ResolversTypes['Offer']> }>;
  PageInfo: ResolverTypeWrapper<PageInfo>;
  PostalAddress: ResolverTypeWrapper<ResolversInterfaceTypes<ResolversTypes>['PostalAddress']>;
  PriceRange: ResolverTypeWrapper<PriceRangeDomain>;
  Product: ResolverTypeWrapper<ProductDomain>;
  ProductApproveInput: ProductApproveInput;
  ProductApprovePayload: ResolverTypeWrapper<Omit<ProductApprovePayload, 'product'> & { product?: Maybe<ResolversTypes['Product']> }>;
  ProductArchiveInput: ProductArchiveInput;
  ProductArchivePayload: ResolverTypeWrapper<Omit<ProductArchivePayload, 'product'> & { product?: Maybe<ResolversTypes['Product']> }>;
  ProductAttribute: ResolverTypeWrapper<ProductAttribute>;
  ProductAttributeInput: ProductAttributeInput;
  ProductConnection: ResolverTypeWrapper<ProductPageDomain>;
  ProductCreateInput: ProductCreateInput;
  ProductCreatePayload: ResolverTypeWrapper<Omit<ProductCreatePayload, 'product'> & { product?: Maybe<ResolversTypes['Product']> }>;
  ProductEdge: ResolverTypeWrapper<Omit<ProductEdge, 'node'> & { node: ResolversTypes['Product'] }>;
  ProductOption: ResolverTypeWrapper<ProductOption>;
  ProductOptionInput: ProductOptionInput;
  ProductOrderBy: ProductOrderBy;
  ProductRejectInput: ProductRejectInput;
  ProductRejectPayload: ResolverTypeWrapper<Omit<ProductRejectPayload, 'product'> & { product?: Maybe<ResolversTypes['Product']> }>;
  ProductSetMediaInput: ProductSetMediaInput;
  ProductSetMediaPayload: ResolverTypeWrapper<Omit<ProductSetMediaPayload, 'product'> & { product?: Maybe<ResolversTypes['Product']> }>;
  ProductStatus: ProductStatus;
  ProductSubmitForReviewInput: ProductSubmitForReviewInput;
  ProductSubmitForReviewPayload: ResolverTypeWrapper<Omit<ProductSubmitForReviewPayload, 'product'> & { product?: Maybe<ResolversTypes['Product']> }>;
  ProductUpdateInput: ProductUpdateInput;
  ProductUpdatePayload: ResolverTypeWrapper<Omit<ProductUpdatePayload, 'product'> & { product?: Maybe<ResolversTypes['Product']> }>;
  ProductWhere: ProductWhere;
  Query: ResolverTypeWrapper<Record<PropertyKey, never>>;
  SelectedOption: ResolverTypeWrapper<SelectedOption>;
  StockAdjustInput: StockAdjustInput;
  StockAdjustPayload: ResolverTypeWrapper<Omit<StockAdjustPayload, 'offer'> & { offer?: Maybe<ResolversTypes['Offer']> }>;
  StockAdjustmentReason: StockAdjustmentReason;
  StockLevel: ResolverTypeWrapper<StockLevelDomain>;
  UserError: ResolverTypeWrapper<ResolversInterfaceTypes<ResolversTypes>['UserError']>;
  Variant: ResolverTypeWrapper<VariantDomain>;
  VariantInput: VariantInput;
  Vendor: ResolverTypeWrapper<Omit<Vendor, 'offers' | 'products' | 'warehouses'> & { offers?: Maybe<ResolversTypes['OfferConnection']>, products?: Maybe<ResolversTypes['ProductConnection']>, warehouses?: Maybe<ReadonlyArray<ResolversTypes['Warehouse']>> }>;
  Warehouse: ResolverTypeWrapper<WarehouseDomain>;
  WarehouseCreateInput: WarehouseCreateInput;
  WarehouseCreatePayload: ResolverTypeWrapper<Omit<WarehouseCreatePayload, 'warehouse'> & { warehouse?: Maybe<ResolversTypes['Warehouse']> }>;
  cacheControl__Scope: CacheControl__Scope;
  Boolean: ResolverTypeWrapper<Scalars['Boolean']['output']>;
  Int: ResolverTypeWrapper<Scalars['Int']['output']>;
};

/** Mapping between all available schema types and the resolvers parents */
export type ResolversParentTypes = {
  CatalogUserError: CatalogUserError;
  String: Scalars['String']['output'];
  Category: CategoryDomain;
  ID: Scalars['ID']['output'];
  CategoryCreateInput: CategoryCreateInput;
  CategoryCreatePayload: Omit<CategoryCreatePayload, 'category'> & { category?: Maybe<ResolversParentTypes['Category']> };
  CategoryMoveInput: CategoryMoveInput;
  CategoryMovePayload: Omit<CategoryMovePayload, 'category'> & { category?: Maybe<ResolversParentTypes['Category']> };
  CategoryUpdateInput: CategoryUpdateInput;
  CategoryUpdatePayload: Omit<CategoryUpdatePayload, 'category'> & { category?: Maybe<ResolversParentTypes['Category']> };
  CountryCode: Scalars['CountryCode']['output'];
  CurrencyCode: Scalars['CurrencyCode']['output'];
  DateTime: Scalars['DateTime']['output'];
  Media: Media;
  MediaInput: MediaInput;
  MinorUnits: Scalars['MinorUnits']['output'];
  Money: MoneyDomain;
  MoneyInput: MoneyInput;
  Mutation: Record<PropertyKey, never>;
  Offer: OfferDomain;
  OfferArchiveInput: OfferArchiveInput;
  OfferArchivePayload: Omit<OfferArchivePayload, 'offer'> & { offer?: Maybe<ResolversParentTypes['Offer']> };
  OfferAvailability: OfferAvailability;
  OfferConnection: OfferPageDomain;
  OfferCreateInput: OfferCreateInput;
  OfferCreatePayload: Omit<OfferCreatePayload, 'offer'> & { offer?: Maybe<ResolversParentTypes['Offer']> };
  OfferEdge: Omit<OfferEdge, 'node'> & { node: ResolversParentTypes['Offer'] };
  OfferPrice: Omit<OfferPrice, 'compareAtPrice' | 'price'> & { compareAtPrice?: Maybe<ResolversParentTypes['Money']>, price: ResolversParentTypes['Money'] };
  OfferPriceInput: OfferPriceInput;
  OfferSetPricesInput: OfferSetPricesInput;
  OfferSetPricesPayload: Omit<OfferSetPricesPayload, 'offer'> & { offer?: Maybe<ResolversParentTypes['Offer']> };
  OfferUpdateInput: OfferUpdateInput;
  OfferUpdatePayload: Omit<OfferUpdatePayload, 'offer'> & { offer?: Maybe<ResolversParentTypes['Offer']> };
  PageInfo: PageInfo;
  PostalAddress: ResolversInterfaceTypes<ResolversParentTypes>['PostalAddress'];
  PriceRange: PriceRangeDomain;
  Product: ProductDomain;
  ProductApproveInput: ProductApproveInput;
  ProductApprovePayload: Omit<ProductApprovePayload, 'product'> & { product?: Maybe<ResolversParentTypes['Product']> };
  ProductArchiveInput: ProductArchiveInput;
  ProductArchivePayload: Omit<ProductArchivePayload, 'product'> & { product?: Maybe<ResolversParentTypes['Product']> };
  ProductAttribute: ProductAttribute;
  ProductAttributeInput: ProductAttributeInput;
  ProductConnection: ProductPageDomain;
  ProductCreateInput: ProductCreateInput;
  ProductCreatePayload: Omit<ProductCreatePayload, 'product'> & { product?: Maybe<ResolversParentTypes['Product']> };
  ProductEdge: Omit<ProductEdge, 'node'> & { node: ResolversParentTypes['Product'] };
  ProductOption: ProductOption;
  ProductOptionInput: ProductOptionInput;
  ProductRejectInput: ProductRejectInput;
  ProductRejectPayload: Omit<ProductRejectPayload, 'product'> & { product?: Maybe<ResolversParentTypes['Product']> };
  ProductSetMediaInput: ProductSetMediaInput;
  ProductSetMediaPayload: Omit<ProductSetMediaPayload, 'product'> & { product?: Maybe<ResolversParentTypes['Product']> };
  ProductSubmitForReviewInput: ProductSubmitForReviewInput;
  ProductSubmitForReviewPayload: Omit<ProductSubmitForReviewPayload, 'product'> & { product?: Maybe<ResolversParentTypes['Product']> };
  ProductUpdateInput: ProductUpdateInput;
  ProductUpdatePayload: Omit<ProductUpdatePayload, 'product'> & { product?: Maybe<ResolversParentTypes['Product']> };
  ProductWhere: ProductWhere;
  Query: Record<PropertyKey, never>;
  SelectedOption: SelectedOption;
  StockAdjustInput: StockAdjustInput;
  StockAdjustPayload: Omit<StockAdjustPayload, 'offer'> & { offer?: Maybe<ResolversParentTypes['Offer']> };
  StockLevel: StockLevelDomain;
  UserError: ResolversInterfaceTypes<ResolversParentTypes>['UserError'];
  Variant: VariantDomain;
  VariantInput: VariantInput;
  Vendor: Omit<Vendor, 'offers' | 'products' | 'warehouses'> & { offers?: Maybe<ResolversParentTypes['OfferConnection']>, products?: Maybe<ResolversParentTypes['ProductConnection']>, warehouses?: Maybe<ReadonlyArray<ResolversParentTypes['Warehouse']>> } | FederationReferenceTypes['Vendor'];
  Warehouse: WarehouseDomain;
  WarehouseCreateInput: WarehouseCreateInput;
  WarehouseCreatePayload: Omit<WarehouseCreatePayload, 'warehouse'> & { warehouse?: Maybe<ResolversParentTypes['Warehouse']> };
  Boolean: Scalars['Boolean']['output'];
  Int: Scalars['Int']['output'];
};

export type CacheControlDirectiveArgs = {
  inheritMaxAge?: Maybe<Scalars['Boolean']['input']>;
  maxAge?: Maybe<Scalars['Int']['input']>;
  scope?: Maybe<CacheControl__Scope>;
  staleIfError?: Maybe<Scalars['Int']['input']>;
  withParent?: Maybe<Scalars['Boolean']['input']>;
};

export type CacheControlDirectiveResolver<Result, Parent, ContextType = CatalogContext, Args = CacheControlDirectiveArgs> = DirectiveResolverFn<Result, Parent, ContextType, Args>;

export type CatalogUserErrorResolvers<ContextType = CatalogContext, ParentType extends ResolversParentTypes['CatalogUserError'] = ResolversParentTypes['CatalogUserError']> = {
  code?: Resolver<ResolversTypes['CatalogErrorCode'], ParentType, ContextType>;
  field?: Resolver<Maybe<ReadonlyArray<ResolversTypes['String']>>, ParentType, ContextType>;
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type CategoryResolvers<ContextType = CatalogContext, ParentType extends ResolversParentTypes['Category'] = ResolversParentTypes['Category'], FederationReferenceType extends FederationReferenceTypes['Category'] = FederationReferenceTypes['Category']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['Category']> | FederationReferenceType, FederationReferenceType, ContextType>;
  ancestors?: Resolver<ReadonlyArray<ResolversTypes['Category']>, ParentType, ContextType>;
  children?: Resolver<ReadonlyArray<ResolversTypes['Category']>, ParentType, ContextType>;
  description?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  isActive?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  parent?: Resolver<Maybe<ResolversTypes['Category']>, ParentType, ContextType>;
  path?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  products?: Resolver<ResolversTypes['ProductConnection'], ParentType, ContextType, Partial<CategoryProductsArgs>>;
  slug?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  sortOrder?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type CategoryCreatePayloadResolvers<ContextType = CatalogContext, ParentType extends ResolversParentTypes['CategoryCreatePayload'] = ResolversParentTypes['CategoryCreatePayload']> = {
  category?: Resolver<Maybe<ResolversTypes['Category']>, ParentType, ContextType>;
  userErrors?: Resolver<ReadonlyArray<ResolversTypes['CatalogUserError']>, ParentType, ContextType>;
};

export type CategoryMovePayloadResolvers<ContextType = CatalogContext, ParentType extends ResolversParentTypes['CategoryMovePayload'] = ResolversParentTypes['CategoryMovePayload']> = {
  category?: Resolver<Maybe<ResolversTypes['Category']>, ParentType, ContextType>;
  userErrors?: Resolver<ReadonlyArray<ResolversTypes['CatalogUserError']>, ParentType, ContextType>;
};

export type CategoryUpdatePayloadResolvers<ContextType = CatalogContext, ParentType extends ResolversParentTypes['CategoryUpdatePayload'] = ResolversParentTypes['CategoryUpdatePayload']> = {
  category?: Resolver<Maybe<ResolversTypes['Category']>, ParentType, ContextType>;
  userErrors?: Resolver<ReadonlyArray<ResolversTypes['CatalogUserError']>, ParentType, ContextType>;
};

export interface CountryCodeScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['CountryCode'], any> {
  name: 'CountryCode';
}

export interface CurrencyCodeScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['CurrencyCode'], any> {
  name: 'CurrencyCode';
}

export interface DateTimeScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['DateTime'], any> {
  name: 'DateTime';
}

export type MediaResolvers<ContextType = CatalogContext, ParentType extends ResolversParentTypes['Media'] = ResolversParentTypes['Media']> = {
  alt?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  url?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  variantId?: Resolver<Maybe<ResolversTypes['ID']>, ParentType, ContextType>;
};

export interface MinorUnitsScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['MinorUnits'], any> {
  name: 'MinorUnits';
}

export type MoneyResolvers<ContextType = CatalogContext, ParentType extends ResolversParentTypes['Money'] = ResolversParentTypes['Money']> = {
  amount?: Resolver<ResolversTypes['MinorUnits'], ParentType, ContextType>;
  currency?: Resolver<ResolversTypes['CurrencyCode'], ParentType, ContextType>;
  formatted?: Resolver<ResolversTypes['String'], ParentType, ContextType, Partial<MoneyFormattedArgs>>;
};

export type MutationResolvers<ContextType = CatalogContext, ParentType extends ResolversParentTypes['Mutation'] = ResolversParentTypes['Mutation']> = {
  categoryCreate: Resolver<Maybe<ResolversTypes['CategoryCreatePayload']>, ParentType, ContextType, RequireFields<MutationCategoryCreateArgs, 'input'>>;
  categoryMove: Resolver<Maybe<ResolversTypes['CategoryMovePayload']>, ParentType, ContextType, RequireFields<MutationCategoryMoveArgs, 'input'>>;
  categoryUpdate: Resolver<Maybe<ResolversTypes['CategoryUpdatePayload']>, ParentType, ContextType, RequireFields<MutationCategoryUpdateArgs, 'input'>>;
  offerArchive: Resolver<Maybe<ResolversTypes['OfferArchivePayload']>, ParentType, ContextType, RequireFields<MutationOfferArchiveArgs, 'input'>>;
  offerCreate: Resolver<Maybe<ResolversTypes['OfferCreatePayload']>, ParentType, ContextType, RequireFields<MutationOfferCreateArgs, 'input'>>;
  offerSetPrices: Resolver<Maybe<ResolversTypes['OfferSetPricesPayload']>, ParentType, ContextType, RequireFields<MutationOfferSetPricesArgs, 'input'>>;
  offerUpdate: Resolver<Maybe<ResolversTypes['OfferUpdatePayload']>, ParentType, ContextType, RequireFields<MutationOfferUpdateArgs, 'input'>>;
  productApprove: Resolver<Maybe<ResolversTypes['ProductApprovePayload']>, ParentType, ContextType, RequireFields<MutationProductApproveArgs, 'input'>>;
  productArchive: Resolver<Maybe<ResolversTypes['ProductArchivePayload']>, ParentType, ContextType, RequireFields<MutationProductArchiveArgs, 'input'>>;
  productCreate: Resolver<Maybe<ResolversTypes['ProductCreatePayload']>, ParentType, ContextType, RequireFields<MutationProductCreateArgs, 'input'>>;
  productReject: Resolver<Maybe<ResolversTypes['ProductRejectPayload']>, ParentType, ContextType, RequireFields<MutationProductRejectArgs, 'input'>>;
  productSetMedia: Resolver<Maybe<ResolversTypes['ProductSetMediaPayload']>, ParentType, ContextType, RequireFields<MutationProductSetMediaArgs, 'input'>>;
  productSubmitForReview: Resolver<Maybe<ResolversTypes['ProductSubmitForReviewPayload']>, ParentType, ContextType, RequireFields<MutationProductSubmitForReviewArgs, 'input'>>;
  productUpdate: Resolver<Maybe<ResolversTypes['ProductUpdatePayload']>, ParentType, ContextType, RequireFields<MutationProductUpdateArgs, 'input'>>;
  stockAdjust: Resolver<Maybe<ResolversTypes['StockAdjustPayload']>, ParentType, ContextType, RequireFields<MutationStockAdjustArgs, 'input'>>;
  warehouseCreate: Resolver<Maybe<ResolversTypes['WarehouseCreatePayload']>, ParentType, ContextType, RequireFields<MutationWarehouseCreateArgs, 'input'>>;
};

export type OfferResolvers<ContextType = CatalogContext, ParentType extends ResolversParentTypes['Offer'] = ResolversParentTypes['Offer'], FederationReferenceType extends FederationReferenceTypes['Offer'] = FederationReferenceTypes['Offer']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['Offer']> | FederationReferenceType, FederationReferenceType, ContextType>;
  availability?: Resolver<ResolversTypes['OfferAvailability'], ParentType, ContextType>;
  compareAtPrice?: Resolver<Maybe<ResolversTypes['Money']>, ParentType, ContextType, RequireFields<OfferCompareAtPriceArgs, 'currency'>>;
  condition?: Resolver<ResolversTypes['OfferCondition'], ParentType, ContextType>;
  createdAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  isPurchasable?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  leadTimeDays?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  maxQuantity?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  minQuantity?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  price?: Resolver<Maybe<ResolversTypes['Money']>, ParentType, ContextType, RequireFields<OfferPriceArgs, 'currency'>>;
  prices?: Resolver<ReadonlyArray<ResolversTypes['OfferPrice']>, ParentType, ContextType>;
  product?: Resolver<Maybe<ResolversTypes['Product']>, ParentType, ContextType>;
  sku?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  status?: Resolver<ResolversTypes['OfferStatus'], ParentType, ContextType>;
  stock?: Resolver<Maybe<ReadonlyArray<ResolversTypes['StockLevel']>>, ParentType, ContextType>;
  updatedAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  variant?: Resolver<Maybe<ResolversTypes['Variant']>, ParentType, ContextType>;
  vendor?: Resolver<Maybe<ResolversTypes['Vendor']>, ParentType, ContextType>;
  version?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type OfferArchivePayloadResolvers<ContextType = CatalogContext, ParentType extends ResolversParentTypes['OfferArchivePayload'] = ResolversParentTypes['OfferArchivePayload']> = {
  offer?: Resolver<Maybe<ResolversTypes['Offer']>, ParentType, ContextType>;
  userErrors?: Resolver<ReadonlyArray<ResolversTypes['CatalogUserError']>, ParentType, ContextType>;
};

export type OfferAvailabilityResolvers<ContextType = CatalogContext, ParentType extends ResolversParentTypes['OfferAvailability'] = ResolversParentTypes['OfferAvailability']> = {
  available?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  status?: Resolver<ResolversTypes['AvailabilityStatus'], ParentType, ContextType>;
};

export type OfferConnectionResolvers<ContextType = CatalogContext, ParentType extends ResolversParentTypes['OfferConnection'] = ResolversParentTypes['OfferConnection']> = {
  edges?: Resolver<ReadonlyArray<ResolversTypes['OfferEdge']>, ParentType, ContextType>;
  nodes?: Resolver<ReadonlyArray<ResolversTypes['Offer']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
  totalCount?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
};

export type OfferCreatePayloadResolvers<ContextType = CatalogContext, ParentType extends ResolversParentTypes['OfferCreatePayload'] = ResolversParentTypes['OfferCreatePayload']> = {
  offer?: Resolver<Maybe<ResolversTypes['Offer']>, ParentType, ContextType>;
  userErrors?: Resolver<ReadonlyArray<ResolversTypes['CatalogUserError']>, ParentType, ContextType>;
};

export type OfferEdgeResolvers<ContextType = CatalogContext, ParentType extends ResolversParentTypes['OfferEdge'] = ResolversParentTypes['OfferEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['Offer'], ParentType, ContextType>;
};

export type OfferPriceResolvers<ContextType = CatalogContext, ParentType extends ResolversParentTypes['OfferPrice'] = ResolversParentTypes['OfferPrice']> = {
  compareAtPrice?: Resolver<Maybe<ResolversTypes['Money']>, ParentType, ContextType>;
  price?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
};

export type OfferSetPricesPayloadResolvers<ContextType = CatalogContext, ParentType extends ResolversParentTypes['OfferSetPricesPayload'] = ResolversParentTypes['OfferSetPricesPayload']> = {
  offer?: Resolver<Maybe<ResolversTypes['Offer']>, ParentType, ContextType>;
  userErrors?: Resolver<ReadonlyArray<ResolversTypes['CatalogUserError']>, ParentType, ContextType>;
};

export type OfferUpdatePayloadResolvers<ContextType = CatalogContext, ParentType extends ResolversParentTypes['OfferUpdatePayload'] = ResolversParentTypes['OfferUpdatePayload']> = {
  offer?: Resolver<Maybe<ResolversTypes['Offer']>, ParentType, ContextType>;
  userErrors?: Resolver<ReadonlyArray<ResolversTypes['CatalogUserError']>, ParentType, ContextType>;
};

export type PageInfoResolvers<ContextType = CatalogContext, ParentType extends ResolversParentTypes['PageInfo'] = ResolversParentTypes['PageInfo']> = {
  endCursor?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  hasNextPage?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  hasPreviousPage?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  startCursor?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type PostalAddressResolvers<ContextType = CatalogContext, ParentType extends ResolversParentTypes['PostalAddress'] = ResolversParentTypes['PostalAddress']> = {
  __resolveType: TypeResolveFn<null, ParentType, ContextType>;
};

export type PriceRangeResolvers<ContextType = CatalogContext, ParentType extends ResolversParentTypes['PriceRange'] = ResolversParentTypes['PriceRange']> = {
  max?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  min?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
};

export type ProductResolvers<ContextType = CatalogContext, ParentType extends ResolversParentTypes['Product'] = ResolversParentTypes['Product'], FederationReferenceType extends FederationReferenceTypes['Product'] = FederationReferenceTypes['Product']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['Product']> | FederationReferenceType, FederationReferenceType, ContextType>;
  attributes?: Resolver<ReadonlyArray<ResolversTypes['ProductAttribute']>, ParentType, ContextType>;
  bestOffer?: Resolver<Maybe<ResolversTypes['Offer']>, ParentType, ContextType, RequireFields<ProductBestOfferArgs, 'currency'>>;
  categories?: Resolver<ReadonlyArray<ResolversTypes['Category']>, ParentType, ContextType>;
  createdAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  description?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  isDigital?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  media?: Resolver<ReadonlyArray<ResolversTypes['Media']>, ParentType, ContextType, Partial<ProductMediaArgs>>;
  offers?: Resolver<ResolversTypes['OfferConnection'], ParentType, ContextType, Partial<ProductOffersArgs>>;
  options?: Resolver<ReadonlyArray<ResolversTypes['ProductOption']>, ParentType, ContextType>;
  price?: Resolver<Maybe<ResolversTypes['PriceRange']>, ParentType, ContextType, RequireFields<ProductPriceArgs, 'currency'>>;
  primaryCategory?: Resolver<Maybe<ResolversTypes['Category']>, ParentType, ContextType>;
  publishedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  rejectionReason?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  slug?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  status?: Resolver<ResolversTypes['ProductStatus'], ParentType, ContextType>;
  tags?: Resolver<ReadonlyArray<ResolversTypes['String']>, ParentType, ContextType>;
  title?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  updatedAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  variants?: Resolver<ReadonlyArray<ResolversTypes['Variant']>, ParentType, ContextType>;
  vendor?: Resolver<Maybe<ResolversTypes['Vendor']>, ParentType, ContextType>;
  version?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type ProductApprovePayloadResolvers<ContextType = CatalogContext, ParentType extends ResolversParentTypes['ProductApprovePayload'] = ResolversParentTypes['ProductApprovePayload']> = {
  product?: Resolver<Maybe<ResolversTypes['Product']>, ParentType, ContextType>;
  userErrors?: Resolver<ReadonlyArray<ResolversTypes['CatalogUserError']>, ParentType, ContextType>;
};

export type ProductArchivePayloadResolvers<ContextType = CatalogContext, ParentType extends ResolversParentTypes['ProductArchivePayload'] = ResolversParentTypes['ProductArchivePayload']> = {
  product?: Resolver<Maybe<ResolversTypes['Product']>, ParentType, ContextType>;
  userErrors?: Resolver<ReadonlyArray<ResolversTypes['CatalogUserError']>, ParentType, ContextType>;
};

export type ProductAttributeResolvers<ContextType = CatalogContext, ParentType extends ResolversParentTypes['ProductAttribute'] = ResolversParentTypes['ProductAttribute']> = {
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  value?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type ProductConnectionResolvers<ContextType = CatalogContext, ParentType extends ResolversParentTypes['ProductConnection'] = ResolversParentTypes['ProductConnection']> = {
  correctedQuery?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  edges?: Resolver<ReadonlyArray<ResolversTypes['ProductEdge']>, ParentType, ContextType>;
  nodes?: Resolver<ReadonlyArray<ResolversTypes['Product']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
  totalCount?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
};

export type ProductCreatePayloadResolvers<ContextType = CatalogContext, ParentType extends ResolversParentTypes['ProductCreatePayload'] = ResolversParentTypes['ProductCreatePayload']> = {
  product?: Resolver<Maybe<ResolversTypes['Product']>, ParentType, ContextType>;
  userErrors?: Resolver<ReadonlyArray<ResolversTypes['CatalogUserError']>, ParentType, ContextType>;
};

export type ProductEdgeResolvers<ContextType = CatalogContext, ParentType extends ResolversParentTypes['ProductEdge'] = ResolversParentTypes['ProductEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['Product'], ParentType, ContextType>;
};

export type ProductOptionResolvers<ContextType = CatalogContext, ParentType extends ResolversParentTypes['ProductOption'] = ResolversParentTypes['ProductOption']> = {
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  values?: Resolver<ReadonlyArray<ResolversTypes['String']>, ParentType, ContextType>;
};

export type ProductRejectPayloadResolvers<ContextType = CatalogContext, ParentType extends ResolversParentTypes['ProductRejectPayload'] = ResolversParentTypes['ProductRejectPayload']> = {
  product?: Resolver<Maybe<ResolversTypes['Product']>, ParentType, ContextType>;
  userErrors?: Resolver<ReadonlyArray<ResolversTypes['CatalogUserError']>, ParentType, ContextType>;
};

export type ProductSetMediaPayloadResolvers<ContextType = CatalogContext, ParentType extends ResolversParentTypes['ProductSetMediaPayload'] = ResolversParentTypes['ProductSetMediaPayload']> = {
  product?: Resolver<Maybe<ResolversTypes['Product']>, ParentType, ContextType>;
  userErrors?: Resolver<ReadonlyArray<ResolversTypes['CatalogUserError']>, ParentType, ContextType>;
};

export type ProductSubmitForReviewPayloadResolvers<ContextType = CatalogContext, ParentType extends ResolversParentTypes['ProductSubmitForReviewPayload'] = ResolversParentTypes['ProductSubmitForReviewPayload']> = {
  product?: Resolver<Maybe<ResolversTypes['Product']>, ParentType, ContextType>;
  userErrors?: Resolver<ReadonlyArray<ResolversTypes['CatalogUserError']>, ParentType, ContextType>;
};

export type ProductUpdatePayloadResolvers<ContextType = CatalogContext, ParentType extends ResolversParentTypes['ProductUpdatePayload'] = ResolversParentTypes['ProductUpdatePayload']> = {
  product?: Resolver<Maybe<ResolversTypes['Product']>, ParentType, ContextType>;
  userErrors?: Resolver<ReadonlyArray<ResolversTypes['CatalogUserError']>, ParentType, ContextType>;
};

export type QueryResolvers<ContextType = CatalogContext, ParentType extends ResolversParentTypes['Query'] = ResolversParentTypes['Query']> = {
  categories: Resolver<Maybe<ReadonlyArray<ResolversTypes['Category']>>, ParentType, ContextType>;
  category: Resolver<Maybe<ResolversTypes['Category']>, ParentType, ContextType, Partial<QueryCategoryArgs>>;
  offer: Resolver<Maybe<ResolversTypes['Offer']>, ParentType, ContextType, RequireFields<QueryOfferArgs, 'id'>>;
  product: Resolver<Maybe<ResolversTypes['Product']>, ParentType, ContextType, Partial<QueryProductArgs>>;
  products: Resolver<Maybe<ResolversTypes['ProductConnection']>, ParentType, ContextType, RequireFields<QueryProductsArgs, 'orderBy'>>;
};

export type SelectedOptionResolvers<ContextType = CatalogContext, ParentType extends ResolversParentTypes['SelectedOption'] = ResolversParentTypes['SelectedOption']> = {
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  value?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type StockAdjustPayloadResolvers<ContextType = CatalogContext, ParentType extends ResolversParentTypes['StockAdjustPayload'] = ResolversParentTypes['StockAdjustPayload']> = {
  offer?: Resolver<Maybe<ResolversTypes['Offer']>, ParentType, ContextType>;
  userErrors?: Resolver<ReadonlyArray<ResolversTypes['CatalogUserError']>, ParentType, ContextType>;
};

export type StockLevelResolvers<ContextType = CatalogContext, ParentType extends ResolversParentTypes['StockLevel'] = ResolversParentTypes['StockLevel']> = {
  allocated?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  available?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  onHand?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  reserved?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  warehouse?: Resolver<ResolversTypes['Warehouse'], ParentType, ContextType>;
};

export type UserErrorResolvers<ContextType = CatalogContext, ParentType extends ResolversParentTypes['UserError'] = ResolversParentTypes['UserError']> = {
  __resolveType: TypeResolveFn<'CatalogUserError', ParentType, ContextType>;
};

export type VariantResolvers<ContextType = CatalogContext, ParentType extends ResolversParentTypes['Variant'] = ResolversParentTypes['Variant'], FederationReferenceType extends FederationReferenceTypes['Variant'] = FederationReferenceTypes['Variant']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['Variant']> | FederationReferenceType, FederationReferenceType, ContextType>;
  barcode?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  offers?: Resolver<ResolversTypes['OfferConnection'], ParentType, ContextType, Partial<VariantOffersArgs>>;
  product?: Resolver<Maybe<ResolversTypes['Product']>, ParentType, ContextType>;
  selectedOptions?: Resolver<ReadonlyArray<ResolversTypes['SelectedOption']>, ParentType, ContextType>;
  title?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  weightGrams?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
};

export type VendorResolvers<ContextType = CatalogContext, ParentType extends ResolversParentTypes['Vendor'] = ResolversParentTypes['Vendor'], FederationReferenceType extends FederationReferenceTypes['Vendor'] = FederationReferenceTypes['Vendor']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['Vendor']> | FederationReferenceType, FederationReferenceType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  offers?: Resolver<Maybe<ResolversTypes['OfferConnection']>, ParentType, ContextType, Partial<VendorOffersArgs>>;
  products?: Resolver<Maybe<ResolversTypes['ProductConnection']>, ParentType, ContextType, Partial<VendorProductsArgs>>;
  warehouses?: Resolver<Maybe<ReadonlyArray<ResolversTypes['Warehouse']>>, ParentType, ContextType>;
};

export type WarehouseResolvers<ContextType = CatalogContext, ParentType extends ResolversParentTypes['Warehouse'] = ResolversParentTypes['Warehouse']> = {
  country?: Resolver<ResolversTypes['CountryCode'], ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  priority?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type WarehouseCreatePayloadResolvers<ContextType = CatalogContext, ParentType extends ResolversParentTypes['WarehouseCreatePayload'] = ResolversParentTypes['WarehouseCreatePayload']> = {
  userErrors?: Resolver<ReadonlyArray<ResolversTypes['CatalogUserError']>, ParentType, ContextType>;
  warehouse?: Resolver<Maybe<ResolversTypes['Warehouse']>, ParentType, ContextType>;
};

export type Resolvers<ContextType = CatalogContext> = {
  CatalogUserError?: CatalogUserErrorResolvers<ContextType>;
  Category?: CategoryResolvers<ContextType>;
  CategoryCreatePayload?: CategoryCreatePayloadResolvers<ContextType>;
  CategoryMovePayload?: CategoryMovePayloadResolvers<ContextType>;
  CategoryUpdatePayload?: CategoryUpdatePayloadResolvers<ContextType>;
  CountryCode?: GraphQLScalarType;
  CurrencyCode?: GraphQLScalarType;
  DateTime?: GraphQLScalarType;
  Media?: MediaResolvers<ContextType>;
  MinorUnits?: GraphQLScalarType;
  Money?: MoneyResolvers<ContextType>;
  Mutation?: MutationResolvers<ContextType>;
  Offer?: OfferResolvers<ContextType>;
  OfferArchivePayload?: OfferArchivePayloadResolvers<ContextType>;
  OfferAvailability?: OfferAvailabilityResolvers<ContextType>;
  OfferConnection?: OfferConnectionResolvers<ContextType>;
  OfferCreatePayload?: OfferCreatePayloadResolvers<ContextType>;
  OfferEdge?: OfferEdgeResolvers<ContextType>;
  OfferPrice?: OfferPriceResolvers<ContextType>;
  OfferSetPricesPayload?: OfferSetPricesPayloadResolvers<ContextType>;
  OfferUpdatePayload?: OfferUpdatePayloadResolvers<ContextType>;
  PageInfo?: PageInfoResolvers<ContextType>;
  PostalAddress?: PostalAddressResolvers<ContextType>;
  PriceRange?: PriceRangeResolvers<ContextType>;
  Product?: ProductResolvers<ContextType>;
  ProductApprovePayload?: ProductApprovePayloadResolvers<ContextType>;
  ProductArchivePayload?: ProductArchivePayloadResolvers<ContextType>;
  ProductAttribute?: ProductAttributeResolvers<ContextType>;
  ProductConnection?: ProductConnectionResolvers<ContextType>;
  ProductCreatePayload?: ProductCreatePayloadResolvers<ContextType>;
  ProductEdge?: ProductEdgeResolvers<ContextType>;
  ProductOption?: ProductOptionResolvers<ContextType>;
  ProductRejectPayload?: ProductRejectPayloadResolvers<ContextType>;
  ProductSetMediaPayload?: ProductSetMediaPayloadResolvers<ContextType>;
  ProductSubmitForReviewPayload?: ProductSubmitForReviewPayloadResolvers<ContextType>;
  ProductUpdatePayload?: ProductUpdatePayloadResolvers<ContextType>;
  Query?: QueryResolvers<ContextType>;
  SelectedOption?: SelectedOptionResolvers<ContextType>;
  StockAdjustPayload?: StockAdjustPayloadResolvers<ContextType>;
  StockLevel?: StockLevelResolvers<ContextType>;
  UserError?: UserErrorResolvers<ContextType>;
  Variant?: VariantResolvers<ContextType>;
  Vendor?: VendorResolvers<ContextType>;
  Warehouse?: WarehouseResolvers<ContextType>;
  WarehouseCreatePayload?: WarehouseCreatePayloadResolvers<ContextType>;
};

export type DirectiveResolvers<ContextType = CatalogContext> = {
  cacheControl?: CacheControlDirectiveResolver<any, any, ContextType>;
};
