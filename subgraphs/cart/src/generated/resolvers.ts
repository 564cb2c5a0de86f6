import type { GraphQLResolveInfo, GraphQLScalarType, GraphQLScalarTypeConfig } from 'graphql';
import type { Money as MoneyDomain } from '@bazaar/money/money';
import type { PricedCart as PricedCartDomain } from '../domain/price-cart.ts';
import type { CartLineView as CartLineViewDomain, CartGroupView as CartGroupViewDomain, ShippingMethodView as ShippingMethodViewDomain } from '../domain/cart-views.ts';
import type { Region as RegionDomain } from '../domain/region.ts';
import type { CartContext } from '../context.ts';
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

/** What someone intends to buy, with prices as they are now. */
export type Cart = {
  /** When the cart was created. */
  readonly createdAt: Scalars['DateTime']['output'];
  /** Discounts on goods. */
  readonly discountTotal: Money;
  /** When the cart is deleted unless it is changed before. */
  readonly expiresAt: Scalars['DateTime']['output'];
  /** The lines by vendor: each vendor sends its own parcel. */
  readonly groups: ReadonlyArray<CartVendorGroup>;
  /** The cart's id. A guest's is signed: keep it secret, it is the key to the cart. */
  readonly id: Scalars['ID']['output'];
  /** A checkout is under way: the cart cannot be changed until it ends. */
  readonly isFrozen: Scalars['Boolean']['output'];
  /** All lines, in the order in which they were added. */
  readonly lines: ReadonlyArray<CartLine>;
  /** Where the cart buys. */
  readonly region: Region;
  /** Shipping over all vendors; zero for digital goods. */
  readonly shippingTotal: Money;
  /** The goods before discounts; with tax in a tax-inclusive region. */
  readonly subtotal: Money;
  /** All tax: contained in the other amounts in a tax-inclusive region, otherwise added to them. */
  readonly taxTotal: Money;
  /** What the buyer pays. Send it as `expectedTotal` to checkoutStart. Lines that cannot be bought now are left out. */
  readonly total: Money;
  /** Units over all lines. */
  readonly totalQuantity: Scalars['Int']['output'];
  /** Rises with every change. Send it as `expectedVersion` to change only what you saw. */
  readonly version: Scalars['Int']['output'];
  /** What the buyer should know before going on. */
  readonly warnings: ReadonlyArray<CartWarning>;
};

/** Input of `cartAddLines`. */
export type CartAddLinesInput = {
  /** The cart's id. */
  readonly cartId: Scalars['ID']['input'];
  /** Refuse when the cart is not at this version any more. */
  readonly expectedVersion?: InputMaybe<Scalars['Int']['input']>;
  /** What to add; at most 200 entries. */
  readonly lines: ReadonlyArray<CartLineInput>;
};

/** Result of `cartAddLines`. */
export type CartAddLinesPayload = {
  /** The cart after the change. */
  readonly cart?: Maybe<Cart>;
  /** Why it did not happen; empty when it did. */
  readonly userErrors: ReadonlyArray<CartUserError>;
};

/** Input of `cartCreate`. */
export type CartCreateInput = {
  /** A region's code. */
  readonly regionCode: Scalars['ID']['input'];
};

/** Result of `cartCreate`. */
export type CartCreatePayload = {
  /** The cart. */
  readonly cart?: Maybe<Cart>;
  /** Why it did not happen; empty when it did. */
  readonly userErrors: ReadonlyArray<CartUserError>;
};

/** Codes of CartUserError. */
export type CartErrorCode =
  /** A checkout of the cart is under way. */
  | 'CART_FROZEN'
  /** The cart is full. */
  | 'CART_LINE_LIMIT_REACHED'
  /** There is no such line in this cart. */
  | 'CART_LINE_NOT_FOUND'
  /** There is no such cart, it has expired, or it is someone else's. */
  | 'CART_NOT_FOUND'
  /** The cart has changed since the version you saw: read it again. */
  | 'CART_VERSION_STALE'
  /** The offer has no price in the cart's currency. */
  | 'CURRENCY_NOT_SUPPORTED'
  /** There is no such offer. */
  | 'OFFER_NOT_FOUND'
  /** Fewer units are left. */
  | 'OFFER_OUT_OF_STOCK'
  /** The offer cannot be bought now. */
  | 'OFFER_UNAVAILABLE'
  /** The quantity is below the offer's least, above its most, or not positive. */
  | 'QUANTITY_INVALID'
  /** There is no such region. */
  | 'REGION_NOT_FOUND'
  /** The vendor's goods cannot be sent this way. */
  | 'SHIPPING_METHOD_NOT_FOUND'
  /** The cart holds nothing of this vendor. */
  | 'VENDOR_NOT_FOUND';

/** Units of one offer in a cart. */
export type CartLine = {
  /** When the line was added. */
  readonly addedAt: Scalars['DateTime']['output'];
  /** Discount of this line. */
  readonly discountTotal: Money;
  /** The line's id, `cln_…`. */
  readonly id: Scalars['ID']['output'];
  /** A picture, if there is one. */
  readonly imageUrl?: Maybe<Scalars['String']['output']>;
  /** Nothing stands against buying the line now. */
  readonly isPurchasable: Scalars['Boolean']['output'];
  /** What is bought; null when catalog cannot be asked. */
  readonly offer?: Maybe<Offer>;
  /** The product of the offer. */
  readonly product?: Maybe<Product>;
  /** How many units. */
  readonly quantity: Scalars['Int']['output'];
  /** The vendor's article number. */
  readonly sku: Scalars['String']['output'];
  /** Units × price. */
  readonly subtotal: Money;
  /** Tax of this line. */
  readonly taxTotal: Money;
  /** The product's title, also while catalog cannot be asked. */
  readonly title: Scalars['String']['output'];
  /** What the buyer pays for this line, with tax. */
  readonly total: Money;
  /** The price of one unit now. */
  readonly unitPrice: Money;
  /** The price of one unit when the line was added. */
  readonly unitPriceWhenAdded: Money;
  /** The variant of the offer. */
  readonly variant?: Maybe<Variant>;
  /** The options that make the variant, such as `Blue / L`; empty without options. */
  readonly variantTitle: Scalars['String']['output'];
};

/** Units of an offer to add. */
export type CartLineInput = {
  /** The offer's id, `off_…`. */
  readonly offerId: Scalars['ID']['input'];
  /** How many units more. */
  readonly quantity: Scalars['Int']['input'];
};

/** A line's new quantity. */
export type CartLineUpdateInput = {
  /** The cart line's id, `cln_…`. */
  readonly cartLineId: Scalars['ID']['input'];
  /** How many units the line has afterwards; 0 takes it out. */
  readonly quantity: Scalars['Int']['input'];
};

/** Input of `cartMerge`. */
export type CartMergeInput = {
  /** The signed id of the guest's cart. */
  readonly guestCartId: Scalars['ID']['input'];
};

/** Result of `cartMerge`. */
export type CartMergePayload = {
  /** The user's cart after the merge. */
  readonly cart?: Maybe<Cart>;
  /** Why it did not happen; empty when it did. */
  readonly userErrors: ReadonlyArray<CartUserError>;
};

/** Input of `cartRemoveLines`. */
export type CartRemoveLinesInput = {
  /** The cart's id. */
  readonly cartId: Scalars['ID']['input'];
  /** Which lines; at most 200. */
  readonly cartLineIds: ReadonlyArray<Scalars['ID']['input']>;
  /** Refuse when the cart is not at this version any more. */
  readonly expectedVersion?: InputMaybe<Scalars['Int']['input']>;
};

/** Result of `cartRemoveLines`. */
export type CartRemoveLinesPayload = {
  /** The cart after the change. */
  readonly cart?: Maybe<Cart>;
  /** Why it did not happen; empty when it did. */
  readonly userErrors: ReadonlyArray<CartUserError>;
};

/** Input of `cartSelectShipping`. */
export type CartSelectShippingInput = {
  /** The cart's id. */
  readonly cartId: Scalars['ID']['input'];
  /** Refuse when the cart is not at this version any more. */
  readonly expectedVersion?: InputMaybe<Scalars['Int']['input']>;
  /** The code of one of the group's `shippingMethods`. */
  readonly shippingMethodCode: Scalars['ID']['input'];
  /** The vendor's id, `vnd_…`. */
  readonly vendorId: Scalars['ID']['input'];
};

/** Result of `cartSelectShipping`. */
export type CartSelectShippingPayload = {
  /** The cart after the change. */
  readonly cart?: Maybe<Cart>;
  /** Why it did not happen; empty when it did. */
  readonly userErrors: ReadonlyArray<CartUserError>;
};

/** Input of `cartUpdateLines`. */
export type CartUpdateLinesInput = {
  /** The cart's id. */
  readonly cartId: Scalars['ID']['input'];
  /** Refuse when the cart is not at this version any more. */
  readonly expectedVersion?: InputMaybe<Scalars['Int']['input']>;
  /** The new quantities; at most 200 entries. */
  readonly lines: ReadonlyArray<CartLineUpdateInput>;
};

/** Result of `cartUpdateLines`. */
export type CartUpdateLinesPayload = {
  /** The cart after the change. */
  readonly cart?: Maybe<Cart>;
  /** Why it did not happen; empty when it did. */
  readonly userErrors: ReadonlyArray<CartUserError>;
};

/** Why a mutation of cart did not do what was asked. */
export type CartUserError = UserError & {
  /** For programs. */
  readonly code: CartErrorCode;
  /** The path of the input field at fault, such as `["lines", "0", "quantity"]`; null when no single field is. */
  readonly field?: Maybe<ReadonlyArray<Scalars['String']['output']>>;
  /** For people, in English. */
  readonly message: Scalars['String']['output'];
};

/** What one vendor sells and sends within a cart. */
export type CartVendorGroup = {
  /** This vendor's lines. */
  readonly lines: ReadonlyArray<CartLine>;
  /** How the goods will be sent: the first of these unless the buyer chooses another. */
  readonly shippingMethod: ShippingMethod;
  /** How the goods can be sent. */
  readonly shippingMethods: ReadonlyArray<ShippingMethod>;
  /** What the buyer pays for this vendor's part, with shipping and tax. */
  readonly total: Money;
  /** Who sells. */
  readonly vendor?: Maybe<Vendor>;
  /** The vendor's name, also while vendors cannot be asked. */
  readonly vendorName: Scalars['String']['output'];
};

/** Something the buyer should know; it does not block changes, but some of it blocks the checkout. */
export type CartWarning = {
  /** The line it is about; null for the whole cart. */
  readonly cartLineId?: Maybe<Scalars['ID']['output']>;
  /** For programs. */
  readonly code: CartWarningCode;
  /** For people, in English. */
  readonly message: Scalars['String']['output'];
};

/** Codes of CartWarning. */
export type CartWarningCode =
  /** Fewer units are left than the line asks for. Blocks the checkout. */
  | 'OFFER_OUT_OF_STOCK'
  /** The offer cannot be bought any more. Blocks the checkout. */
  | 'OFFER_UNAVAILABLE'
  /** The price is another one than when the line was added. Does not block the checkout: the total does, if it is not the one you expect. */
  | 'PRICE_CHANGED'
  /** Catalog cannot be asked: prices and stock are as last seen. Blocks the checkout. */
  | 'PRICE_STALE'
  /** The offer does not allow this quantity, or not any more: it changed, or a guest's cart was merged into this one. Blocks the checkout. */
  | 'QUANTITY_INVALID';

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
  /** Adds units of offers, all of them or none. A line for the same offer grows. */
  readonly cartAddLines?: Maybe<CartAddLinesPayload>;
  /** Creates an empty cart. A signed-in user has one cart per region and gets the one that exists. Many guests' carts from one network address are refused for a while with RATE_LIMITED. */
  readonly cartCreate?: Maybe<CartCreatePayload>;
  /**
   * Moves a guest cart's lines into the signed-in user's cart of the same region: call it after signing in. Nothing is lost: quantities of the same
   * offer are added, and where that is more than the offer allows, the cart's `warnings` have QUANTITY_INVALID for the line until the buyer has chosen
   * fewer. What the cart has no room for, above 200 lines or 999 units of an offer, stays in the guest's cart, which can be read and merged again later;
   * one of which everything has moved reads as null. Repeating it changes nothing.
   */
  readonly cartMerge?: Maybe<CartMergePayload>;
  /** Takes lines out, all of them or none. */
  readonly cartRemoveLines?: Maybe<CartRemoveLinesPayload>;
  /** Chooses how one vendor's goods are sent. */
  readonly cartSelectShipping?: Maybe<CartSelectShippingPayload>;
  /** Sets quantities of lines, all of them or none. A quantity of 0 takes the line out. */
  readonly cartUpdateLines?: Maybe<CartUpdateLinesPayload>;
};


export type MutationCartAddLinesArgs = {
  input: CartAddLinesInput;
};


export type MutationCartCreateArgs = {
  input: CartCreateInput;
};


export type MutationCartMergeArgs = {
  input: CartMergeInput;
};


export type MutationCartRemoveLinesArgs = {
  input: CartRemoveLinesInput;
};


export type MutationCartSelectShippingArgs = {
  input: CartSelectShippingInput;
};


export type MutationCartUpdateLinesArgs = {
  input: CartUpdateLinesInput;
};

export type Offer = {
  /** The offer's id, `off_…`. */
  readonly id: Scalars['ID']['output'];
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

export type Product = {
  /** The product's id, `prd_…`. */
  readonly id: Scalars['ID']['output'];
};

export type Query = {
  /**
   * A cart: the signed-in user's own by its plain id, or a guest's by the signed id that cartCreate returned. Null when it does not exist, has
   * expired or is someone else's.
   */
  readonly cart?: Maybe<Cart>;
  /** Where the marketplace sells. A cart buys in one region for its whole life. */
  readonly regions?: Maybe<ReadonlyArray<Region>>;
};


export type QueryCartArgs = {
  id: Scalars['ID']['input'];
};

/** A region: one currency, one way of showing tax, and where orders are sent. */
export type Region = {
  /** For cartCreate, such as US or EU. */
  readonly code: Scalars['ID']['output'];
  /** Where orders are sent. */
  readonly countries: ReadonlyArray<Scalars['CountryCode']['output']>;
  /** The currency of every price in a cart of this region. */
  readonly currency: Scalars['CurrencyCode']['output'];
  /** What it is called. */
  readonly name: Scalars['String']['output'];
  /** Prices and shipping include their tax. */
  readonly taxInclusive: Scalars['Boolean']['output'];
};

/** One way to have goods sent. */
export type ShippingMethod = {
  /** For cartSelectShipping. */
  readonly code: Scalars['ID']['output'];
  /** What it is called. */
  readonly name: Scalars['String']['output'];
  /** What it costs; with tax in a tax-inclusive region. */
  readonly price: Money;
};

export type User = {
  /** The cart this user changed last; null when there is none, and for anyone but the user. */
  readonly cart?: Maybe<Cart>;
  /** The user's id, `usr_…`. */
  readonly id: Scalars['ID']['output'];
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

export type Variant = {
  /** The variant's id, `var_…`. */
  readonly id: Scalars['ID']['output'];
};

export type Vendor = {
  /** The vendor's id, `vnd_…`. */
  readonly id: Scalars['ID']['output'];
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
  Cart: Cart;
  User: User;
};

/** Mapping of federation reference types */
export type FederationReferenceTypes = {
  Cart:
    ( { __typename: 'Cart' }
    & GraphQLRecursivePick<FederationTypes['Cart'], {"id":true}> );
  User:
    ( { __typename: 'User' }
    & GraphQLRecursivePick<FederationTypes['User'], {"id":true}> );
};


/** Mapping of interface types */
export type ResolversInterfaceTypes<_RefType extends Record<string, unknown>> = {
  PostalAddress: never;
  UserError: ( CartUserError );
};

/** Mapping between all available schema types and the resolvers types */
export type ResolversTypes = {
  Cart: ResolverTypeWrapper<PricedCartDomain>;
  ID: ResolverTypeWrapper<Scalars['ID']['output']>;
  CartAddLinesInput: CartAddLinesInput;
  CartAddLinesPayload: ResolverTypeWrapper<Omit<CartAddLinesPayload, 'cart'> & { cart?: Maybe<ResolversTypes['Cart']> }>;
  CartCreateInput: CartCreateInput;
  CartCreatePayload: ResolverTypeWrapper<Omit<CartCreatePayload, 'cart'> & { cart?: Maybe<ResolversTypes['Cart']> }>;
  CartErrorCode: CartErrorCode;
  CartLine: ResolverTypeWrapper<CartLineViewDomain>;
  String: ResolverTypeWrapper<Scalars['String']['output']>;
  CartLineInput: CartLineInput;
  CartLineUpdateInput: CartLineUpdateInput;
  CartMergeInput: CartMergeInput;
  CartMergePayload: ResolverTypeWrapper<Omit<CartMergePayload, 'cart'> & { cart?: Maybe<ResolversTypes['Cart']> }>;
  CartRemoveLinesInput: CartRemoveLinesInput;
  CartRemoveLinesPayload: ResolverTypeWrapper<Omit<CartRemoveLinesPayload, 'cart'> & { cart?: Maybe<ResolversTypes['Cart']> }>;
  CartSelectShippingInput: CartSelectShippingInput;
  CartSelectShippingPayload: ResolverTypeWrapper<Omit<CartSelectShippingPayload, 'cart'> & { cart?: Maybe<ResolversTypes['Cart']> }>;
  CartUpdateLinesInput: CartUpdateLinesInput;
  CartUpdateLinesPayload: ResolverTypeWrapper<Omit<CartUpdateLinesPayload, 'cart'> & { cart?: Maybe<ResolversTypes['Cart']> }>;
  CartUserError: ResolverTypeWrapper<CartUserError>;
  CartVendorGroup: ResolverTypeWrapper<CartGroupViewDomain>;
  CartWarning: ResolverTypeWrapper<CartWarning>;
  CartWarningCode: CartWarningCode;
  CountryCode: ResolverTypeWrapper<Scalars['CountryCode']['output']>;
  CurrencyCode: ResolverTypeWrapper<Scalars['CurrencyCode']['output']>;
  DateTime: ResolverTypeWrapper<Scalars['DateTime']['output']>;
  MinorUnits: ResolverTypeWrapper<Scalars['MinorUnits']['output']>;
  Money: ResolverTypeWrapper<MoneyDomain>;
  MoneyInput: MoneyInput;
  Mutation: ResolverTypeWrapper<Record<PropertyKey, never>>;
  Offer: ResolverTypeWrapper<Offer>;
  PageInfo: ResolverTypeWrapper<PageInfo>;
  PostalAddress: ResolverTypeWrapper<ResolversInterfaceTypes<ResolversTypes>['PostalAddress']>;
  Product: ResolverTypeWrapper<Product>;
  Query: ResolverTypeWrapper<Record<PropertyKey, never>>;
  Region: ResolverTypeWrapper<RegionDomain>;
  ShippingMethod: ResolverTypeWrapper<ShippingMethodViewDomain>;
  User: ResolverTypeWrapper<Omit<User, 'cart'> & { cart?: Maybe<ResolversTypes['Cart']> }>;
  UserError: ResolverTypeWrapper<ResolversInterfaceTypes<ResolversTypes>['UserError']>;
  Variant: ResolverTypeWrapper<Variant>;
  Vendor: ResolverTypeWrapper<Vendor>;
  cacheControl__Scope: CacheControl__Scope;
  Boolean: ResolverTypeWrapper<Scalars['Boolean']['output']>;
  Int: ResolverTypeWrapper<Scalars['Int']['output']>;
};

/** Mapping between all available schema types and the resolvers parents */
export type ResolversParentTypes = {
  Cart: PricedCartDomain;
  ID: Scalars['ID']['output'];
  CartAddLinesInput: CartAddLinesInput;
  CartAddLinesPayload: Omit<CartAddLinesPayload, 'cart'> & { cart?: Maybe<ResolversParentTypes['Cart']> };
  CartCreateInput: CartCreateInput;
  CartCreatePayload: Omit<CartCreatePayload, 'cart'> & { cart?: Maybe<ResolversParentTypes['Cart']> };
  CartLine: CartLineViewDomain;
  String: Scalars['String']['output'];
  CartLineInput: CartLineInput;
  CartLineUpdateInput: CartLineUpdateInput;
  CartMergeInput: CartMergeInput;
  CartMergePayload: Omit<CartMergePayload, 'cart'> & { cart?: Maybe<ResolversParentTypes['Cart']> };
  CartRemoveLinesInput: CartRemoveLinesInput;
  CartRemoveLinesPayload: Omit<CartRemoveLinesPayload, 'cart'> & { cart?: Maybe<ResolversParentTypes['Cart']> };
  CartSelectShippingInput: CartSelectShippingInput;
  CartSelectShippingPayload: Omit<CartSelectShippingPayload, 'cart'> & { cart?: Maybe<ResolversParentTypes['Cart']> };
  CartUpdateLinesInput: CartUpdateLinesInput;
  CartUpdateLinesPayload: Omit<CartUpdateLinesPayload, 'cart'> & { cart?: Maybe<ResolversParentTypes['Cart']> };
  CartUserError: CartUserError;
  CartVendorGroup: CartGroupViewDomain;
  CartWarning: CartWarning;
  CountryCode: Scalars['CountryCode']['output'];
  CurrencyCode: Scalars['CurrencyCode']['output'];
  DateTime: Scalars['DateTime']['output'];
  MinorUnits: Scalars['MinorUnits']['output'];
  Money: MoneyDomain;
  MoneyInput: MoneyInput;
  Mutation: Record<PropertyKey, never>;
  Offer: Offer;
  PageInfo: PageInfo;
  PostalAddress: ResolversInterfaceTypes<ResolversParentTypes>['PostalAddress'];
  Product: Product;
  Query: Record<PropertyKey, never>;
  Region: RegionDomain;
  ShippingMethod: ShippingMethodViewDomain;
  User: Omit<User, 'cart'> & { cart?: Maybe<ResolversParentTypes['Cart']> } | FederationReferenceTypes['User'];
  UserError: ResolversInterfaceTypes<ResolversParentTypes>['UserError'];
  Variant: Variant;
  Vendor: Vendor;
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

export type CacheControlDirectiveResolver<Result, Parent, ContextType = CartContext, Args = CacheControlDirectiveArgs> = DirectiveResolverFn<Result, Parent, ContextType, Args>;

export type CartResolvers<ContextType = CartContext, ParentType extends ResolversParentTypes['Cart'] = ResolversParentTypes['Cart'], FederationReferenceType extends FederationReferenceTypes['Cart'] = FederationReferenceTypes['Cart']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['Cart']> | FederationReferenceType, FederationReferenceType, ContextType>;
  createdAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  discountTotal?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  expiresAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  groups?: Resolver<ReadonlyArray<ResolversTypes['CartVendorGroup']>, ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  isFrozen?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  lines?: Resolver<ReadonlyArray<ResolversTypes['CartLine']>, ParentType, ContextType>;
  region?: Resolver<ResolversTypes['Region'], ParentType, ContextType>;
  shippingTotal?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  subtotal?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  taxTotal?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  total?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  totalQuantity?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  version?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  warnings?: Resolver<ReadonlyArray<ResolversTypes['CartWarning']>, ParentType, ContextType>;
};

export type CartAddLinesPayloadResolvers<ContextType = CartContext, ParentType extends ResolversParentTypes['CartAddLinesPayload'] = ResolversParentTypes['CartAddLinesPayload']> = {
  cart?: Resolver<Maybe<ResolversTypes['Cart']>, ParentType, ContextType>;
  userErrors?: Resolver<ReadonlyArray<ResolversTypes['CartUserError']>, ParentType, ContextType>;
};

export type CartCreatePayloadResolvers<ContextType = CartContext, ParentType extends ResolversParentTypes['CartCreatePayload'] = ResolversParentTypes['CartCreatePayload']> = {
  cart?: Resolver<Maybe<ResolversTypes['Cart']>, ParentType, ContextType>;
  userErrors?: Resolver<ReadonlyArray<ResolversTypes['CartUserError']>, ParentType, ContextType>;
};

export type CartLineResolvers<ContextType = CartContext, ParentType extends ResolversParentTypes['CartLine'] = ResolversParentTypes['CartLine']> = {
  addedAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  discountTotal?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  imageUrl?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  isPurchasable?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  offer?: Resolver<Maybe<ResolversTypes['Offer']>, ParentType, ContextType>;
  product?: Resolver<Maybe<ResolversTypes['Product']>, ParentType, ContextType>;
  quantity?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  sku?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  subtotal?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  taxTotal?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  title?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  total?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  unitPrice?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  unitPriceWhenAdded?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  variant?: Resolver<Maybe<ResolversTypes['Variant']>, ParentType, ContextType>;
  variantTitle?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type CartMergePayloadResolvers<ContextType = CartContext, ParentType extends ResolversParentTypes['CartMergePayload'] = ResolversParentTypes['CartMergePayload']> = {
  cart?: Resolver<Maybe<ResolversTypes['Cart']>, ParentType, ContextType>;
  userErrors?: Resolver<ReadonlyArray<ResolversTypes['CartUserError']>, ParentType, ContextType>;
};

export type CartRemoveLinesPayloadResolvers<ContextType = CartContext, ParentType extends ResolversParentTypes['CartRemoveLinesPayload'] = ResolversParentTypes['CartRemoveLinesPayload']> = {
  cart?: Resolver<Maybe<ResolversTypes['Cart']>, ParentType, ContextType>;
  userErrors?: Resolver<ReadonlyArray<ResolversTypes['CartUserError']>, ParentType, ContextType>;
};

export type CartSelectShippingPayloadResolvers<ContextType = CartContext, ParentType extends ResolversParentTypes['CartSelectShippingPayload'] = ResolversParentTypes['CartSelectShippingPayload']> = {
  cart?: Resolver<Maybe<ResolversTypes['Cart']>, ParentType, ContextType>;
  userErrors?: Resolver<ReadonlyArray<ResolversTypes['CartUserError']>, ParentType, ContextType>;
};

export type CartUpdateLinesPayloadResolvers<ContextType = CartContext, ParentType extends ResolversParentTypes['CartUpdateLinesPayload'] = ResolversParentTypes['CartUpdateLinesPayload']> = {
  cart?: Resolver<Maybe<ResolversTypes['Cart']>, ParentType, ContextType>;
  userErrors?: Resolver<ReadonlyArray<ResolversTypes['CartUserError']>, ParentType, ContextType>;
};

export type CartUserErrorResolvers<ContextType = CartContext, ParentType extends ResolversParentTypes['CartUserError'] = ResolversParentTypes['CartUserError']> = {
  code?: Resolver<ResolversTypes['CartErrorCode'], ParentType, ContextType>;
  field?: Resolver<Maybe<ReadonlyArray<ResolversTypes['String']>>, ParentType, ContextType>;
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type CartVendorGroupResolvers<ContextType = CartContext, ParentType extends ResolversParentTypes['CartVendorGroup'] = ResolversParentTypes['CartVendorGroup']> = {
  lines?: Resolver<ReadonlyArray<ResolversTypes['CartLine']>, ParentType, ContextType>;
  shippingMethod?: Resolver<ResolversTypes['ShippingMethod'], ParentType, ContextType>;
  shippingMethods?: Resolver<ReadonlyArray<ResolversTypes['ShippingMethod']>, ParentType, ContextType>;
  total?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  vendor?: Resolver<Maybe<ResolversTypes['Vendor']>, ParentType, ContextType>;
  vendorName?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type CartWarningResolvers<ContextType = CartContext, ParentType extends ResolversParentTypes['CartWarning'] = ResolversParentTypes['CartWarning']> = {
  cartLineId?: Resolver<Maybe<ResolversTypes['ID']>, ParentType, ContextType>;
  code?: Resolver<ResolversTypes['CartWarningCode'], ParentType, ContextType>;
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
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

export interface MinorUnitsScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['MinorUnits'], any> {
  name: 'MinorUnits';
}

export type MoneyResolvers<ContextType = CartContext, ParentType extends ResolversParentTypes['Money'] = ResolversParentTypes['Money']> = {
  amount?: Resolver<ResolversTypes['MinorUnits'], ParentType, ContextType>;
  currency?: Resolver<ResolversTypes['CurrencyCode'], ParentType, ContextType>;
  formatted?: Resolver<ResolversTypes['String'], ParentType, ContextType, Partial<MoneyFormattedArgs>>;
};

export type MutationResolvers<ContextType = CartContext, ParentType extends ResolversParentTypes['Mutation'] = ResolversParentTypes['Mutation']> = {
  cartAddLines: Resolver<Maybe<ResolversTypes['CartAddLinesPayload']>, ParentType, ContextType, RequireFields<MutationCartAddLinesArgs, 'input'>>;
  cartCreate: Resolver<Maybe<ResolversTypes['CartCreatePayload']>, ParentType, ContextType, RequireFields<MutationCartCreateArgs, 'input'>>;
  cartMerge: Resolver<Maybe<ResolversTypes['CartMergePayload']>, ParentType, ContextType, RequireFields<MutationCartMergeArgs, 'input'>>;
  cartRemoveLines: Resolver<Maybe<ResolversTypes['CartRemoveLinesPayload']>, ParentType, ContextType, RequireFields<MutationCartRemoveLinesArgs, 'input'>>;
  cartSelectShipping: Resolver<Maybe<ResolversTypes['CartSelectShippingPayload']>, ParentType, ContextType, RequireFields<MutationCartSelectShippingArgs, 'input'>>;
  cartUpdateLines: Resolver<Maybe<ResolversTypes['CartUpdateLinesPayload']>, ParentType, ContextType, RequireFields<MutationCartUpdateLinesArgs, 'input'>>;
};

export type OfferResolvers<ContextType = CartContext, ParentType extends ResolversParentTypes['Offer'] = ResolversParentTypes['Offer']> = {
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
};

export type PageInfoResolvers<ContextType = CartContext, ParentType extends ResolversParentTypes['PageInfo'] = ResolversParentTypes['PageInfo']> = {
  endCursor?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  hasNextPage?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  hasPreviousPage?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  startCursor?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type PostalAddressResolvers<ContextType = CartContext, ParentType extends ResolversParentTypes['PostalAddress'] = ResolversParentTypes['PostalAddress']> = {
  __resolveType: TypeResolveFn<null, ParentType, ContextType>;
};

export type ProductResolvers<ContextType = CartContext, ParentType extends ResolversParentTypes['Product'] = ResolversParentTypes['Product']> = {
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
};

export type QueryResolvers<ContextType = CartContext, ParentType extends ResolversParentTypes['Query'] = ResolversParentTypes['Query']> = {
  cart: Resolver<Maybe<ResolversTypes['Cart']>, ParentType, ContextType, RequireFields<QueryCartArgs, 'id'>>;
  regions: Resolver<Maybe<ReadonlyArray<ResolversTypes['Region']>>, ParentType, ContextType>;
};

export type RegionResolvers<ContextType = CartContext, ParentType extends ResolversParentTypes['Region'] = ResolversParentTypes['Region']> = {
  code?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  countries?: Resolver<ReadonlyArray<ResolversTypes['CountryCode']>, ParentType, ContextType>;
  currency?: Resolver<ResolversTypes['CurrencyCode'], ParentType, ContextType>;
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  taxInclusive?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
};

export type ShippingMethodResolvers<ContextType = CartContext, ParentType extends ResolversParentTypes['ShippingMethod'] = ResolversParentTypes['ShippingMethod']> = {
  code?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  price?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
};

export type UserResolvers<ContextType = CartContext, ParentType extends ResolversParentTypes['User'] = ResolversParentTypes['User'], FederationReferenceType extends FederationReferenceTypes['User'] = FederationReferenceTypes['User']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['User']> | FederationReferenceType, FederationReferenceType, ContextType>;
  cart?: Resolver<Maybe<ResolversTypes['Cart']>, ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
};

export type UserErrorResolvers<ContextType = CartContext, ParentType extends ResolversParentTypes['UserError'] = ResolversParentTypes['UserError']> = {
  __resolveType: TypeResolveFn<'CartUserError', ParentType, ContextType>;
};

export type VariantResolvers<ContextType = CartContext, ParentType extends ResolversParentTypes['Variant'] = ResolversParentTypes['Variant']> = {
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
};

export type VendorResolvers<ContextType = CartContext, ParentType extends ResolversParentTypes['Vendor'] = ResolversParentTypes['Vendor']> = {
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
};

export type Resolvers<ContextType = CartContext> = {
  Cart?: CartResolvers<ContextType>;
  CartAddLinesPayload?: CartAddLinesPayloadResolvers<ContextType>;
  CartCreatePayload?: CartCreatePayloadResolvers<ContextType>;
  CartLine?: CartLineResolvers<ContextType>;
  CartMergePayload?: CartMergePayloadResolvers<ContextType>;
  CartRemoveLinesPayload?: CartRemoveLinesPayloadResolvers<ContextType>;
  CartSelectShippingPayload?: CartSelectShippingPayloadResolvers<ContextType>;
  CartUpdateLinesPayload?: CartUpdateLinesPayloadResolvers<ContextType>;
  CartUserError?: CartUserErrorResolvers<ContextType>;
  CartVendorGroup?: CartVendorGroupResolvers<ContextType>;
  CartWarning?: CartWarningResolvers<ContextType>;
  CountryCode?: GraphQLScalarType;
  CurrencyCode?: GraphQLScalarType;
  DateTime?: GraphQLScalarType;
  MinorUnits?: GraphQLScalarType;
  Money?: MoneyResolvers<ContextType>;
  Mutation?: MutationResolvers<ContextType>;
  Offer?: OfferResolvers<ContextType>;
  PageInfo?: PageInfoResolvers<ContextType>;
  PostalAddress?: PostalAddressResolvers<ContextType>;
  Product?: ProductResolvers<ContextType>;
  Query?: QueryResolvers<ContextType>;
  Region?: RegionResolvers<ContextType>;
  ShippingMethod?: ShippingMethodResolvers<ContextType>;
  User?: UserResolvers<ContextType>;
  UserError?: UserErrorResolvers<ContextType>;
  Variant?: VariantResolvers<ContextType>;
  Vendor?: VendorResolvers<ContextType>;
};

export type DirectiveResolvers<ContextType = CartContext> = {
  cacheControl?: CacheControlDirectiveResolver<any, any, ContextType>;
};
