import type { GraphQLResolveInfo, GraphQLScalarType, GraphQLScalarTypeConfig } from 'graphql';
import type { Money as MoneyDomain } from '@bazaar/money/money';
import type { Checkout as CheckoutDomain } from '../domain/checkout.ts';
import type { Order as OrderDomain, VendorOrder as VendorOrderDomain, OrderLine as OrderLineDomain, StatusChange as StatusChangeDomain, Shipment as ShipmentDomain, Payment as PaymentDomain, Refund as RefundDomain } from '../domain/order.ts';
import type { OrderPage as OrderPageDomain, VendorOrderPage as VendorOrderPageDomain } from '../resolvers/order-page.ts';
import type { OrdersContext } from '../context.ts';
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

/** The way from a cart to a paid order. */
export type Checkout = {
  /** A guest's key to this checkout and its order, given to whoever starts the checkout as a guest. Keep it; it is not shown elsewhere. */
  readonly accessToken?: Maybe<Scalars['String']['output']>;
  /** What the client confirms the payment with. Null while there is nothing to confirm. */
  readonly clientSecret?: Maybe<Scalars['String']['output']>;
  /** When the payment must be confirmed. */
  readonly expiresAt: Scalars['DateTime']['output'];
  /** Why it ended without an order. */
  readonly failure?: Maybe<CheckoutFailure>;
  /** The checkout's id, `chk_…`. */
  readonly id: Scalars['ID']['output'];
  /** The order it makes. Null until it is written. */
  readonly order?: Maybe<Order>;
  /** The payment. Null until it is opened, and for free orders. */
  readonly payment?: Maybe<Payment>;
  /** The key with which the client talks to the payment provider. */
  readonly publishableKey: Scalars['String']['output'];
  /** How far it is. */
  readonly status: CheckoutStatus;
};

/** An address of a checkout. */
export type CheckoutAddressInput = {
  /** City or town. */
  readonly city: Scalars['String']['input'];
  /** Company, if any. */
  readonly company?: InputMaybe<Scalars['String']['input']>;
  /** The country. */
  readonly country: Scalars['CountryCode']['input'];
  /** Given name. */
  readonly firstName: Scalars['String']['input'];
  /** Family name. */
  readonly lastName: Scalars['String']['input'];
  /** Street and number. */
  readonly line1: Scalars['String']['input'];
  /** Further details, such as a floor. */
  readonly line2?: InputMaybe<Scalars['String']['input']>;
  /** For the carrier's questions. */
  readonly phone?: InputMaybe<Scalars['String']['input']>;
  /** Postal code, where the country uses one. */
  readonly postalCode?: InputMaybe<Scalars['String']['input']>;
  /** State, province or prefecture, where the country uses one. */
  readonly region?: InputMaybe<Scalars['String']['input']>;
};

/** Input of `checkoutCancel`. */
export type CheckoutCancelInput = {
  /** A guest's token, from `Checkout.accessToken`. */
  readonly accessToken?: InputMaybe<Scalars['String']['input']>;
  /** The checkout's id, `chk_…`. */
  readonly checkoutId: Scalars['ID']['input'];
};

/** Result of `checkoutCancel`. */
export type CheckoutCancelPayload = {
  /** The checkout. */
  readonly checkout?: Maybe<Checkout>;
  /** What stands in the way of the checkout; empty when nothing does. */
  readonly userErrors: ReadonlyArray<OrdersUserError>;
};

/** Input of `checkoutComplete`. */
export type CheckoutCompleteInput = {
  /** A guest's token, from `Checkout.accessToken`. */
  readonly accessToken?: InputMaybe<Scalars['String']['input']>;
  /** The checkout's id, `chk_…`. */
  readonly checkoutId: Scalars['ID']['input'];
};

/** Result of `checkoutComplete`. */
export type CheckoutCompletePayload = {
  /** The checkout. */
  readonly checkout?: Maybe<Checkout>;
  /** What stands in the way of the checkout; empty when nothing does. */
  readonly userErrors: ReadonlyArray<OrdersUserError>;
};

/** Why a checkout ended without an order. */
export type CheckoutFailure = {
  /** The cart's version now, when it has changed. */
  readonly cartVersion?: Maybe<Scalars['Int']['output']>;
  /** The reason, for programs. */
  readonly code: OrdersErrorCode;
  /** The path of the field of `CheckoutStartInput` at fault, such as `["shippingAddress", "country"]`; null when no single field is. */
  readonly field?: Maybe<ReadonlyArray<Scalars['String']['output']>>;
  /** The reason, for people. */
  readonly message: Scalars['String']['output'];
  /** The other checkout that holds the cart: complete or cancel it. */
  readonly otherCheckoutId?: Maybe<Scalars['ID']['output']>;
  /** The lines that stand in the way, and why. */
  readonly problems: ReadonlyArray<CheckoutProblem>;
  /** What the cart comes to now, when the total has changed. */
  readonly total?: Maybe<Money>;
};

/** A cart line that cannot be bought as it stands. */
export type CheckoutProblem = {
  /** Units that could be had; null when that is not the problem. */
  readonly available?: Maybe<Scalars['Int']['output']>;
  /** What is wrong with it, for programs. */
  readonly code: CheckoutProblemCode;
  /** The offer of the line. */
  readonly offer?: Maybe<Offer>;
};

/** Codes of CheckoutProblem. */
export type CheckoutProblemCode =
  /** Fewer units are left than the line asks for. */
  | 'OFFER_OUT_OF_STOCK'
  /** The offer cannot be bought any more. */
  | 'OFFER_UNAVAILABLE'
  /** The offer does not allow this quantity any more. */
  | 'QUANTITY_INVALID'
  /** The vendor does not sell at the moment. */
  | 'VENDOR_INACTIVE';

/** Input of `checkoutStart`. */
export type CheckoutStartInput = {
  /** Who pays; the shipping address when left out. */
  readonly billingAddress?: InputMaybe<CheckoutAddressInput>;
  /** The cart; a guest's is signed. */
  readonly cartId: Scalars['ID']['input'];
  /** Where messages about the order go. Guests must give it; others default to their account's. */
  readonly email?: InputMaybe<Scalars['String']['input']>;
  /** The total that the buyer saw and agrees to pay. */
  readonly expectedTotal: MoneyInput;
  /** The cart's version that the buyer saw. */
  readonly expectedVersion: Scalars['Int']['input'];
  /** Made by the client, once per intention to buy: repeating the mutation with the same key shows the same checkout as it is now. 1 to 255 characters. */
  readonly idempotencyKey: Scalars['String']['input'];
  /** A payment method of the provider to charge at once. Leave it out when the client confirms by itself. */
  readonly paymentMethod?: InputMaybe<Scalars['String']['input']>;
  /** Where the buyer's bank sends them back to. */
  readonly returnUrl?: InputMaybe<Scalars['String']['input']>;
  /** Where to send it. May be left out when nothing ships. */
  readonly shippingAddress?: InputMaybe<CheckoutAddressInput>;
};

/** Result of `checkoutStart`. */
export type CheckoutStartPayload = {
  /** The checkout as it is now, also when it failed. Null when the input was refused before one began. */
  readonly checkout?: Maybe<Checkout>;
  /** What stands in the way of the checkout; empty when nothing does. */
  readonly userErrors: ReadonlyArray<OrdersUserError>;
};

/** How far a checkout is. */
export type CheckoutStatus =
  /** The buyer has to confirm the payment with the provider. Declined? They may try another method until `expiresAt`. */
  | 'AWAITING_PAYMENT'
  /** The buyer gave it up. Nothing was charged. */
  | 'CANCELLED'
  /** It is being undone. */
  | 'CANCELLING'
  /** The order is placed and paid. */
  | 'CONFIRMED'
  /** The buyer did not pay in time. Nothing was charged. */
  | 'EXPIRED'
  /** It came to nothing; `failure` says why. Nothing was charged. */
  | 'FAILED'
  /** The cart is being frozen, the stock reserved, the order written. Ask again in a moment. */
  | 'PREPARING'
  /** The payment is authorised; stock and money are being settled. */
  | 'PROCESSING';

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
  /** Gives up a checkout that is not confirmed yet: nothing is charged, and the cart can be changed again. */
  readonly checkoutCancel?: Maybe<CheckoutCancelPayload>;
  /** Asks the provider now how the payment stands and goes on accordingly. Call it after confirming the payment; without it, the provider's own notification does the same. */
  readonly checkoutComplete?: Maybe<CheckoutCompletePayload>;
  /**
   * Starts a checkout: freezes the cart, reserves the stock, writes the order and opens the payment. Repeating it with the same key, any number of
   * times, answers with the same checkout as it is now; many new ones, of one user or from one network address, are refused for a while with RATE_LIMITED. Then confirm the payment with the provider, using `clientSecret` and `publishableKey`.
   */
  readonly checkoutStart?: Maybe<CheckoutStartPayload>;
  /** Cancels a whole order that no vendor has begun to process, and refunds it. One that awaits its payment is given up. */
  readonly orderCancel?: Maybe<OrderCancelPayload>;
  /** Tells where a parcel is. */
  readonly shipmentAddTrackingEvent?: Maybe<ShipmentAddTrackingEventPayload>;
  /** Sends a parcel with all or some of what is still open. A part whose last unit leaves is SHIPPED. */
  readonly shipmentCreate?: Maybe<ShipmentCreatePayload>;
  /** The parcel arrived. A part that left whole and whose parcels have all arrived is DELIVERED. */
  readonly shipmentMarkDelivered?: Maybe<ShipmentMarkDeliveredPayload>;
  /** Cancels one vendor's part of an order before it is processed, and refunds it. For the buyer, the vendor's members and support. */
  readonly vendorOrderCancel?: Maybe<VendorOrderCancelPayload>;
  /** Moves a vendor's part one legal step along by hand. For administrators; shipping and cancelling have mutations of their own. */
  readonly vendorOrderSetStatus?: Maybe<VendorOrderSetStatusPayload>;
  /** The vendor begins to process its part: from now on it can no longer be cancelled. */
  readonly vendorOrderStartProcessing?: Maybe<VendorOrderStartProcessingPayload>;
};


export type MutationCheckoutCancelArgs = {
  input: CheckoutCancelInput;
};


export type MutationCheckoutCompleteArgs = {
  input: CheckoutCompleteInput;
};


export type MutationCheckoutStartArgs = {
  input: CheckoutStartInput;
};


export type MutationOrderCancelArgs = {
  input: OrderCancelInput;
};


export type MutationShipmentAddTrackingEventArgs = {
  input: ShipmentAddTrackingEventInput;
};


export type MutationShipmentCreateArgs = {
  input: ShipmentCreateInput;
};


export type MutationShipmentMarkDeliveredArgs = {
  input: ShipmentMarkDeliveredInput;
};


export type MutationVendorOrderCancelArgs = {
  input: VendorOrderCancelInput;
};


export type MutationVendorOrderSetStatusArgs = {
  input: VendorOrderSetStatusInput;
};


export type MutationVendorOrderStartProcessingArgs = {
  input: VendorOrderStartProcessingInput;
};

export type Offer = {
  readonly id: Scalars['ID']['output'];
};

/** What a buyer placed: one order at each of its vendors, paid together. */
export type Order = {
  /** A guest's key to the order, given to whoever starts the checkout as a guest, in that answer alone. The same as `Checkout.accessToken`. */
  readonly accessToken?: Maybe<Scalars['String']['output']>;
  /** Who pays. */
  readonly billingAddress: OrderAddress;
  /** When it was paid. */
  readonly confirmedAt?: Maybe<Scalars['DateTime']['output']>;
  /** The currency of all its amounts. */
  readonly currency: Scalars['CurrencyCode']['output'];
  /** The buyer's account, for the buyer and support. Null for guests' orders. */
  readonly customer?: Maybe<User>;
  /** Discounts on goods. */
  readonly discountTotal: Money;
  /** Where messages about the order go. */
  readonly email?: Maybe<Scalars['String']['output']>;
  /** The order's id, `ord_…`. */
  readonly id: Scalars['ID']['output'];
  /** What people call it: `BZ-100001`. */
  readonly number: Scalars['String']['output'];
  /** Where the money is. */
  readonly paymentStatus: PaymentStatus;
  /** The payments, oldest first. */
  readonly payments: ReadonlyArray<Payment>;
  /** When it was placed. */
  readonly placedAt: Scalars['DateTime']['output'];
  /** What went back to the buyer. */
  readonly refundedTotal: Money;
  /** The refunds, oldest first. */
  readonly refunds: ReadonlyArray<Refund>;
  /** Where it is sent. Null when nothing ships. */
  readonly shippingAddress?: Maybe<OrderAddress>;
  /** Shipping; zero for digital goods. */
  readonly shippingTotal: Money;
  /** As far as its slowest part; see `vendorOrders`. */
  readonly status: OrderStatus;
  /** The goods before discounts. */
  readonly subtotal: Money;
  /** Prices and shipping include their tax. */
  readonly taxInclusive: Scalars['Boolean']['output'];
  /** All taxes. */
  readonly taxTotal: Money;
  /** Every change of status, oldest first. */
  readonly timeline: ReadonlyArray<OrderStatusChange>;
  /** What the buyer pays. */
  readonly total: Money;
  /** Each vendor's part. */
  readonly vendorOrders: ReadonlyArray<VendorOrder>;
  /** Rises with every change. */
  readonly version: Scalars['Int']['output'];
};

/** Who changes an order. */
export type OrderActor =
  /** Who bought it. */
  | 'BUYER'
  /** The payment provider. */
  | 'PROVIDER'
  /** Support and administrators. */
  | 'STAFF'
  /** The marketplace by itself. */
  | 'SYSTEM'
  /** A member of the vendor. */
  | 'VENDOR';

/** An address as it was when the order was placed. */
export type OrderAddress = PostalAddress & {
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

/** Input of `orderCancel`. */
export type OrderCancelInput = {
  /** A guest's token, from `Checkout.accessToken`. */
  readonly accessToken?: InputMaybe<Scalars['String']['input']>;
  /** Made by the client, once per intention: repeating the mutation with the same key changes nothing and gives the first answer. 1 to 255 characters. */
  readonly idempotencyKey: Scalars['String']['input'];
  /** The order's id, `ord_…`. */
  readonly orderId: Scalars['ID']['input'];
  /** Why; the vendors read it. At most 1000 characters. */
  readonly reason?: InputMaybe<Scalars['String']['input']>;
};

/** Result of `orderCancel`. */
export type OrderCancelPayload = {
  /** The order. */
  readonly order?: Maybe<Order>;
  /** Why it did not happen; empty when it did. */
  readonly userErrors: ReadonlyArray<OrdersUserError>;
};

/** A page of orders. */
export type OrderConnection = {
  /** The orders with their cursors. */
  readonly edges: ReadonlyArray<OrderEdge>;
  /** The orders without their cursors. */
  readonly nodes: ReadonlyArray<Order>;
  /** Whether and where the list goes on. */
  readonly pageInfo: PageInfo;
  /** How many there are in all. Costs extra: ask only when you show it. */
  readonly totalCount?: Maybe<Scalars['Int']['output']>;
};

/** One order of a page. */
export type OrderEdge = {
  /** Where this order stands in the list. */
  readonly cursor: Scalars['String']['output'];
  /** The order. */
  readonly node: Order;
};

/** What was bought, as it was shown and priced when the order was placed. */
export type OrderLine = {
  /** Discounts on goods. */
  readonly discountTotal: Money;
  /** The line's id, `oln_…`. */
  readonly id: Scalars['ID']['output'];
  /** A picture. */
  readonly imageUrl?: Maybe<Scalars['String']['output']>;
  /** It is delivered without a parcel. */
  readonly isDigital: Scalars['Boolean']['output'];
  /** The offer it was bought from, as it is today. */
  readonly offer?: Maybe<Offer>;
  /** The product, as it is today. */
  readonly product?: Maybe<Product>;
  /** How many. */
  readonly quantity: Scalars['Int']['output'];
  /** How many have left. */
  readonly shippedQuantity: Scalars['Int']['output'];
  /** The vendor's article number. */
  readonly sku: Scalars['String']['output'];
  /** All of them before discounts. */
  readonly subtotal: Money;
  /** The tax rate in parts per million: 50000 is 5 %. */
  readonly taxRatePpm: Scalars['Int']['output'];
  /** The tax. */
  readonly taxTotal: Money;
  /** The product's title. */
  readonly title: Scalars['String']['output'];
  /** What the buyer pays for this line. */
  readonly total: Money;
  /** The price of one. */
  readonly unitPrice: Money;
  /** The chosen options; empty for a product without any. */
  readonly variantTitle: Scalars['String']['output'];
};

/** How far an order, or a vendor's part of it, is. */
export type OrderStatus =
  /** It was cancelled. */
  | 'CANCELLED'
  /** Digital goods, delivered by being paid. */
  | 'COMPLETED'
  /** It is paid. */
  | 'CONFIRMED'
  /** All of it has arrived. */
  | 'DELIVERED'
  /** It awaits its payment. */
  | 'PENDING'
  /** The vendor is at it; it can no longer be cancelled. */
  | 'PROCESSING'
  /** It was sent back. */
  | 'RETURNED'
  /** All of it has left. */
  | 'SHIPPED';

/** One change of status. */
export type OrderStatusChange = {
  /** Who did it. */
  readonly actor: OrderActor;
  /** Before; null at the beginning. */
  readonly fromStatus?: Maybe<Scalars['String']['output']>;
  /** Which of its two statuses changed. */
  readonly kind: OrderStatusKind;
  /** What they said about it. */
  readonly note?: Maybe<Scalars['String']['output']>;
  /** When it happened. */
  readonly occurredAt: Scalars['DateTime']['output'];
  /** After: an OrderStatus or a PaymentStatus. */
  readonly toStatus: Scalars['String']['output'];
  /** The vendor's part; null when the whole order is meant. */
  readonly vendorOrderId?: Maybe<Scalars['ID']['output']>;
};

/** What a status is about. */
export type OrderStatusKind =
  /** Where the goods are: an OrderStatus. */
  | 'FULFILMENT'
  /** Where the money is: a PaymentStatus. */
  | 'PAYMENT';

/** Conditions on a list of a buyer's orders; all must hold. */
export type OrderWhere = {
  /** In one of these; an empty list matches nothing. */
  readonly statuses?: InputMaybe<ReadonlyArray<OrderStatus>>;
};

/** Codes of OrdersUserError, and why a checkout ended. */
export type OrdersErrorCode =
  /** A required part of the address is empty, or a part is too long. */
  | 'ADDRESS_INVALID'
  /** There is no address at all. */
  | 'ADDRESS_REQUIRED'
  /** A carrier has 1 to 100 characters. */
  | 'CARRIER_INVALID'
  /** The cart is empty. */
  | 'CART_EMPTY'
  /** Another checkout of this cart is under way. */
  | 'CART_FROZEN'
  /** Something in the cart cannot be bought as it stands; the checkout's `failure` names each line. */
  | 'CART_LINE_NOT_PURCHASABLE'
  /** There is no such cart, it has expired, or it is someone else's. */
  | 'CART_NOT_FOUND'
  /** The cart has changed since the version that the buyer saw: read it again. */
  | 'CART_VERSION_STALE'
  /** The checkout was given up. When its start is repeated no field is named: nothing was wrong with the input. */
  | 'CHECKOUT_CANCELLED'
  /** The checkout can no longer be given up; its order may be cancelled. */
  | 'CHECKOUT_CONFIRMED'
  /** The time to pay is over. When its start is repeated no field is named: nothing was wrong with the input. */
  | 'CHECKOUT_EXPIRED'
  /** The checkout was interrupted: start another. No field is named: nothing was wrong with the input. */
  | 'CHECKOUT_INTERRUPTED'
  /** There is no such checkout that you may see. */
  | 'CHECKOUT_NOT_FOUND'
  /** There is no such country. */
  | 'COUNTRY_INVALID'
  /** The cart cannot be delivered to that country. */
  | 'COUNTRY_NOT_SUPPORTED'
  /** There is no such currency. */
  | 'CURRENCY_INVALID'
  /** The cart has another currency. */
  | 'CURRENCY_MISMATCH'
  /** A description has at most 500 characters. */
  | 'DESCRIPTION_INVALID'
  /** The e-mail address is not one. */
  | 'EMAIL_INVALID'
  /** Guests leave an e-mail address. */
  | 'EMAIL_REQUIRED'
  /** An idempotency key has 1 to 255 characters. */
  | 'IDEMPOTENCY_KEY_INVALID'
  /** The idempotency key was used with another input. */
  | 'IDEMPOTENCY_KEY_REUSED'
  /** A location has at most 200 characters. */
  | 'LOCATION_INVALID'
  /** A note has at most 1000 characters. */
  | 'NOTE_INVALID'
  /** Fewer units are left of something in the cart; the checkout's `failure` names each line. */
  | 'OFFER_OUT_OF_STOCK'
  /** The order awaits its payment: cancel the whole of it, or the checkout. */
  | 'ORDER_AWAITING_PAYMENT'
  /** The order or the part was cancelled before. */
  | 'ORDER_CANCELLED'
  /** There is no such line in the vendor's part. */
  | 'ORDER_LINE_NOT_FOUND'
  /** The order, or a part of it, is being processed or further, and can no longer be cancelled. */
  | 'ORDER_NOT_CANCELLABLE'
  /** There is no such order that you may see. */
  | 'ORDER_NOT_FOUND'
  /** The part cannot be shipped in its present status. */
  | 'ORDER_NOT_SHIPPABLE'
  /** The provider declined; the buyer may try another method. No field is named when the client confirmed with a method of its own. */
  | 'PAYMENT_DECLINED'
  /** The provider refused the payment for good. No field is named when the client confirmed with a method of its own. */
  | 'PAYMENT_FAILED'
  /** This is not a payment method. */
  | 'PAYMENT_METHOD_INVALID'
  /** The postal code does not have the form that the country uses. */
  | 'POSTAL_CODE_INVALID'
  /** The quantity is more than is still open, or not positive. */
  | 'QUANTITY_INVALID'
  /** A reason has at most 1000 characters, and at least one where it is required. */
  | 'REASON_INVALID'
  /** The parcel has arrived already. */
  | 'SHIPMENT_DELIVERED'
  /** Nothing would be in the parcel: no line was given, or all of them have left already. */
  | 'SHIPMENT_EMPTY'
  /** The part is sent in as many parcels as it may be; the last one holds all that is open. */
  | 'SHIPMENT_LIMIT_REACHED'
  /** There is no such parcel that you may see. */
  | 'SHIPMENT_NOT_FOUND'
  /** Something in the cart is shipped, and there is no shipping address. */
  | 'SHIPPING_ADDRESS_REQUIRED'
  /** The present status does not allow this step. */
  | 'STATUS_CHANGE_NOT_ALLOWED'
  /** The time is in the future, or long before the parcel left. */
  | 'TIME_INVALID'
  /** The total is not what the buyer agreed to. */
  | 'TOTAL_CHANGED'
  /** The parcel has as many tracking events as it may have. */
  | 'TRACKING_EVENT_LIMIT_REACHED'
  /** A tracking number has 1 to 100 characters. */
  | 'TRACKING_NUMBER_INVALID'
  /** This is not an http or https address. */
  | 'URL_INVALID'
  /** There is no such vendor's part of an order that you may see. */
  | 'VENDOR_ORDER_NOT_FOUND';

/** Why a mutation of orders did not do what was asked. */
export type OrdersUserError = UserError & {
  /** For programs. */
  readonly code: OrdersErrorCode;
  /** The path of the input field at fault, such as `["lines", "0", "quantity"]`; null when no single field is. */
  readonly field?: Maybe<ReadonlyArray<Scalars['String']['output']>>;
  /** For people, in English. */
  readonly message: Scalars['String']['output'];
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

/** A payment with a provider. The buyer may try several methods within it; it succeeds at most once. */
export type Payment = {
  /** What is to be paid. */
  readonly amount: Money;
  /** What was paid. */
  readonly captured: Money;
  /** When it was paid. */
  readonly capturedAt?: Maybe<Scalars['DateTime']['output']>;
  /** When it was opened. */
  readonly createdAt: Scalars['DateTime']['output'];
  /** Why the last try failed. */
  readonly error?: Maybe<PaymentError>;
  /** The payment's id, `pay_…`. */
  readonly id: Scalars['ID']['output'];
  /** How it was paid. */
  readonly method?: Maybe<PaymentMethodSummary>;
  /** Who moves the money: `stripe`. */
  readonly provider: Scalars['String']['output'];
  /** The provider's own id of the payment. */
  readonly providerPaymentId?: Maybe<Scalars['String']['output']>;
  /** What went, or is going, back. */
  readonly refunded: Money;
  /** The buyer must confirm with their bank (3-D Secure): hand `Checkout.clientSecret` to the provider's library. */
  readonly requiresAction: Scalars['Boolean']['output'];
  /** Where the money is. */
  readonly status: PaymentStatus;
};

/** Why a try to pay failed. */
export type PaymentError = {
  /** The provider's code: `insufficient_funds`. */
  readonly code: Scalars['String']['output'];
  /** For the buyer to read. */
  readonly message: Scalars['String']['output'];
};

/** What may be shown of a payment method. */
export type PaymentMethodSummary = {
  /** The brand, such as `visa`. */
  readonly brand?: Maybe<Scalars['String']['output']>;
  /** The last four digits. */
  readonly last4?: Maybe<Scalars['String']['output']>;
  /** `card`, or what else the provider calls it. */
  readonly type: Scalars['String']['output'];
};

/** Where the money of an order is. */
export type PaymentStatus =
  /** Held for us by the buyer's bank. */
  | 'AUTHORIZED'
  /** Never paid. */
  | 'FAILED'
  /** Paid. */
  | 'PAID'
  /** Some of it went back. */
  | 'PARTIALLY_REFUNDED'
  /** Not paid yet. */
  | 'PENDING'
  /** All of it went back. */
  | 'REFUNDED'
  /** Held, and let go again. */
  | 'VOIDED';

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
  readonly id: Scalars['ID']['output'];
};

export type Query = {
  /** A checkout, for whoever started it. Null for everyone else. */
  readonly checkout?: Maybe<Checkout>;
  /** The signed-in buyer's orders, newest first. Not for guests. */
  readonly myOrders?: Maybe<OrderConnection>;
  /** An order, for its buyer, for a guest with the token they got when placing it, and for support. Null for everyone else. */
  readonly order?: Maybe<Order>;
  /** One vendor's part of an order, for that vendor's members, its buyer and support. Null for everyone else. */
  readonly vendorOrder?: Maybe<VendorOrder>;
  /** A vendor's orders from their confirmation on, newest first, for its members with the permission to read orders. Null for everyone else. */
  readonly vendorOrders?: Maybe<VendorOrderConnection>;
};


export type QueryCheckoutArgs = {
  accessToken?: InputMaybe<Scalars['String']['input']>;
  id: Scalars['ID']['input'];
};


export type QueryMyOrdersArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  before?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
  last?: InputMaybe<Scalars['Int']['input']>;
  where?: InputMaybe<OrderWhere>;
};


export type QueryOrderArgs = {
  accessToken?: InputMaybe<Scalars['String']['input']>;
  id: Scalars['ID']['input'];
};


export type QueryVendorOrderArgs = {
  id: Scalars['ID']['input'];
};


export type QueryVendorOrdersArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  before?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
  last?: InputMaybe<Scalars['Int']['input']>;
  vendorId: Scalars['ID']['input'];
  where?: InputMaybe<VendorOrderWhere>;
};

/** Money on its way back to the buyer. */
export type Refund = {
  /** How much. */
  readonly amount: Money;
  /** When it was decided. */
  readonly createdAt: Scalars['DateTime']['output'];
  /** When it failed: at once, or weeks after it succeeded. */
  readonly failedAt?: Maybe<Scalars['DateTime']['output']>;
  /** The refund's id, `rfd_…`. */
  readonly id: Scalars['ID']['output'];
  /** Why. */
  readonly reason: RefundReason;
  /** When the provider confirmed it. */
  readonly settledAt?: Maybe<Scalars['DateTime']['output']>;
  /** How far it is. */
  readonly status: RefundStatus;
  /** The vendor's part it is for; null for a payment that came too late. */
  readonly vendorOrderId?: Maybe<Scalars['ID']['output']>;
};

/** Why money goes back. */
export type RefundReason =
  /** A part was cancelled. */
  | 'CANCELLATION'
  /** The payment came after the checkout had ended. */
  | 'LATE_PAYMENT';

/** How far a refund is. */
export type RefundStatus =
  /** The provider could not, or the buyer's bank sent it back, which may take weeks: the money has not gone back after all, and support takes over. */
  | 'FAILED'
  /** The provider is at it. */
  | 'PENDING'
  /** Done; the bank may take days to show it. In rare cases it sends the money back, and the refund is FAILED. */
  | 'SUCCEEDED';

/** A parcel. */
export type Shipment = {
  /** Who carries it. */
  readonly carrier: Scalars['String']['output'];
  /** When it arrived. */
  readonly deliveredAt?: Maybe<Scalars['DateTime']['output']>;
  /** The parcel's id, `shp_…`. */
  readonly id: Scalars['ID']['output'];
  /** What is in it. */
  readonly lines: ReadonlyArray<ShipmentLine>;
  /** When it left. */
  readonly shippedAt: Scalars['DateTime']['output'];
  /** Where it is. */
  readonly status: ShipmentStatus;
  /** Where it has been, oldest first. */
  readonly trackingEvents: ReadonlyArray<TrackingEvent>;
  /** The carrier's number of the parcel. */
  readonly trackingNumber: Scalars['String']['output'];
};

/** Input of `shipmentAddTrackingEvent`. */
export type ShipmentAddTrackingEventInput = {
  /** In the carrier's words; at most 500 characters. */
  readonly description?: InputMaybe<Scalars['String']['input']>;
  /** The place; at most 200 characters. */
  readonly location?: InputMaybe<Scalars['String']['input']>;
  /** When; now, when left out. */
  readonly occurredAt?: InputMaybe<Scalars['DateTime']['input']>;
  /** The parcel's id, `shp_…`. */
  readonly shipmentId: Scalars['ID']['input'];
  /** Where it is. */
  readonly status: ShipmentStatus;
};

/** Result of `shipmentAddTrackingEvent`. */
export type ShipmentAddTrackingEventPayload = {
  /** The parcel. */
  readonly shipment?: Maybe<Shipment>;
  /** Why it did not happen; empty when it did. */
  readonly userErrors: ReadonlyArray<OrdersUserError>;
  /** The part. */
  readonly vendorOrder?: Maybe<VendorOrder>;
};

/** Input of `shipmentCreate`. */
export type ShipmentCreateInput = {
  /** Who carries it; at most 100 characters. */
  readonly carrier: Scalars['String']['input'];
  /** Made by the client, once per intention: repeating the mutation with the same key changes nothing and gives the first answer. 1 to 255 characters. */
  readonly idempotencyKey: Scalars['String']['input'];
  /** What is in it; everything still open when left out. */
  readonly lines?: InputMaybe<ReadonlyArray<ShipmentLineInput>>;
  /** The carrier's number of the parcel; at most 100 characters. */
  readonly trackingNumber: Scalars['String']['input'];
  /** The vendor order's id, `vor_…`. */
  readonly vendorOrderId: Scalars['ID']['input'];
};

/** Result of `shipmentCreate`. */
export type ShipmentCreatePayload = {
  /** The parcel. */
  readonly shipment?: Maybe<Shipment>;
  /** Why it did not happen; empty when it did. */
  readonly userErrors: ReadonlyArray<OrdersUserError>;
  /** The part. */
  readonly vendorOrder?: Maybe<VendorOrder>;
};

/** What is in a parcel. */
export type ShipmentLine = {
  /** The order line's id, `oln_…`. */
  readonly orderLineId: Scalars['ID']['output'];
  /** How many of it. */
  readonly quantity: Scalars['Int']['output'];
};

/** One line of a parcel. */
export type ShipmentLineInput = {
  /** The order line's id, `oln_…`. */
  readonly orderLineId: Scalars['ID']['input'];
  /** How many of it. */
  readonly quantity: Scalars['Int']['input'];
};

/** Input of `shipmentMarkDelivered`. */
export type ShipmentMarkDeliveredInput = {
  /** When; now, when left out. */
  readonly occurredAt?: InputMaybe<Scalars['DateTime']['input']>;
  /** The parcel's id, `shp_…`. */
  readonly shipmentId: Scalars['ID']['input'];
};

/** Result of `shipmentMarkDelivered`. */
export type ShipmentMarkDeliveredPayload = {
  /** The parcel. */
  readonly shipment?: Maybe<Shipment>;
  /** Why it did not happen; empty when it did. */
  readonly userErrors: ReadonlyArray<OrdersUserError>;
  /** The part. */
  readonly vendorOrder?: Maybe<VendorOrder>;
};

/** Where a parcel is. */
export type ShipmentStatus =
  /** It arrived. */
  | 'DELIVERED'
  /** Something is wrong with it. */
  | 'EXCEPTION'
  /** It is on its way. */
  | 'IN_TRANSIT'
  /** It arrives today. */
  | 'OUT_FOR_DELIVERY'
  /** It left the vendor. */
  | 'SHIPPED';

export type Subscription = {
  /** The signed-in buyer's orders: the latest ones as they are now, then each one that changes. Refused for everyone else. */
  readonly myOrdersUpdated?: Maybe<Order>;
  /**
   * An order: as it is now, then at every change. Refused with `NOT_FOUND` for whoever may not see it, as if it did not exist, and with
   * `UNAUTHENTICATED` for whoever neither signs in nor brings a token.
   */
  readonly orderUpdated?: Maybe<Order>;
  /**
   * A vendor's orders: the latest ones as they are now, then each one that comes in or changes. Refused with `FORBIDDEN` for whoever may not read
   * them, and for whoever has not signed in.
   */
  readonly vendorOrdersUpdated?: Maybe<VendorOrder>;
};


export type SubscriptionOrderUpdatedArgs = {
  accessToken?: InputMaybe<Scalars['String']['input']>;
  id: Scalars['ID']['input'];
};


export type SubscriptionVendorOrdersUpdatedArgs = {
  vendorId: Scalars['ID']['input'];
};

/** Something a carrier told about a parcel. */
export type TrackingEvent = {
  /** In the carrier's words. */
  readonly description?: Maybe<Scalars['String']['output']>;
  /** The place. */
  readonly location?: Maybe<Scalars['String']['output']>;
  /** When it happened. */
  readonly occurredAt: Scalars['DateTime']['output'];
  /** Where it was then. */
  readonly status: ShipmentStatus;
};

export type User = {
  readonly id: Scalars['ID']['output'];
  /** The orders of this buyer, newest first, for themselves and support. Null for everyone else. */
  readonly orders?: Maybe<OrderConnection>;
};


export type UserOrdersArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  before?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
  last?: InputMaybe<Scalars['Int']['input']>;
  where?: InputMaybe<OrderWhere>;
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

export type Vendor = {
  readonly id: Scalars['ID']['output'];
  /** The vendor's orders from their confirmation on, newest first, for its members with the permission to read orders. Null for everyone else. */
  readonly orders?: Maybe<VendorOrderConnection>;
};


export type VendorOrdersArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  before?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
  last?: InputMaybe<Scalars['Int']['input']>;
  where?: InputMaybe<VendorOrderWhere>;
};

/** One vendor's part of an order. */
export type VendorOrder = {
  /** What the marketplace keeps, frozen when the order was placed. For the vendor and support; null for others. */
  readonly commission?: Maybe<Money>;
  /** When it was paid. */
  readonly confirmedAt?: Maybe<Scalars['DateTime']['output']>;
  /** Discounts on goods. */
  readonly discountTotal: Money;
  /** The vendor order's id, `vor_…`. */
  readonly id: Scalars['ID']['output'];
  /** What was bought. */
  readonly lines: ReadonlyArray<OrderLine>;
  /** The order's number and the part's: `BZ-100001-2`. */
  readonly number: Scalars['String']['output'];
  /** The whole order, for its buyer and support. Null for vendors. */
  readonly order?: Maybe<Order>;
  /** Where its money is. */
  readonly paymentStatus: PaymentStatus;
  /** What went back to the buyer. */
  readonly refundedTotal: Money;
  /** The parcels, oldest first; at most 250. */
  readonly shipments: ReadonlyArray<Shipment>;
  /** Where it is sent. Null when nothing ships. */
  readonly shippingAddress?: Maybe<OrderAddress>;
  /** How it is sent, as the method was called when the order was placed. */
  readonly shippingMethodName: Scalars['String']['output'];
  /** Shipping; zero for digital goods. */
  readonly shippingTotal: Money;
  /** How far it is. */
  readonly status: OrderStatus;
  /** The goods before discounts. */
  readonly subtotal: Money;
  /** All taxes of this part. */
  readonly taxTotal: Money;
  /** Every change of this part, oldest first. */
  readonly timeline: ReadonlyArray<OrderStatusChange>;
  /** What the buyer pays for this part. */
  readonly total: Money;
  /** The vendor. */
  readonly vendor?: Maybe<Vendor>;
  /** What the vendor was called when the order was placed. */
  readonly vendorName: Scalars['String']['output'];
  /** Rises with every change. */
  readonly version: Scalars['Int']['output'];
};

/** Input of `vendorOrderCancel`. */
export type VendorOrderCancelInput = {
  /** A guest's token, from `Checkout.accessToken`. */
  readonly accessToken?: InputMaybe<Scalars['String']['input']>;
  /** Made by the client, once per intention: repeating the mutation with the same key changes nothing and gives the first answer. 1 to 255 characters. */
  readonly idempotencyKey: Scalars['String']['input'];
  /** Why; buyer and vendor read it. At most 1000 characters. */
  readonly reason?: InputMaybe<Scalars['String']['input']>;
  /** The vendor order's id, `vor_…`. */
  readonly vendorOrderId: Scalars['ID']['input'];
};

/** Result of `vendorOrderCancel`. */
export type VendorOrderCancelPayload = {
  /** Why it did not happen; empty when it did. */
  readonly userErrors: ReadonlyArray<OrdersUserError>;
  /** The part. */
  readonly vendorOrder?: Maybe<VendorOrder>;
};

/** A page of a vendor's orders. */
export type VendorOrderConnection = {
  /** The vendor's orders with their cursors. */
  readonly edges: ReadonlyArray<VendorOrderEdge>;
  /** The vendor's orders without their cursors. */
  readonly nodes: ReadonlyArray<VendorOrder>;
  /** Whether and where the list goes on. */
  readonly pageInfo: PageInfo;
  /** How many there are in all. Costs extra: ask only when you show it. */
  readonly totalCount?: Maybe<Scalars['Int']['output']>;
};

/** One vendor's order of a page. */
export type VendorOrderEdge = {
  /** Where this order stands in the list. */
  readonly cursor: Scalars['String']['output'];
  /** The order. */
  readonly node: VendorOrder;
};

/** Input of `vendorOrderSetStatus`. */
export type VendorOrderSetStatusInput = {
  /** Why; buyer and vendor read it. 1 to 1000 characters. */
  readonly reason: Scalars['String']['input'];
  /** The next status: PROCESSING, DELIVERED or RETURNED. */
  readonly status: OrderStatus;
  /** The vendor order's id, `vor_…`. */
  readonly vendorOrderId: Scalars['ID']['input'];
};

/** Result of `vendorOrderSetStatus`. */
export type VendorOrderSetStatusPayload = {
  /** Why it did not happen; empty when it did. */
  readonly userErrors: ReadonlyArray<OrdersUserError>;
  /** The part. */
  readonly vendorOrder?: Maybe<VendorOrder>;
};

/** Input of `vendorOrderStartProcessing`. */
export type VendorOrderStartProcessingInput = {
  /** Buyer and vendor read it. At most 1000 characters. */
  readonly note?: InputMaybe<Scalars['String']['input']>;
  /** The vendor order's id, `vor_…`. */
  readonly vendorOrderId: Scalars['ID']['input'];
};

/** Result of `vendorOrderStartProcessing`. */
export type VendorOrderStartProcessingPayload = {
  /** Why it did not happen; empty when it did. */
  readonly userErrors: ReadonlyArray<OrdersUserError>;
  /** The part. */
  readonly vendorOrder?: Maybe<VendorOrder>;
};

/** Conditions on a list of a vendor's orders; all must hold. */
export type VendorOrderWhere = {
  /** In one of these; an empty list matches nothing. */
  readonly statuses?: InputMaybe<ReadonlyArray<OrderStatus>>;
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
  Checkout: Checkout;
  Order: Order;
  User: User;
  Vendor: Vendor;
  VendorOrder: VendorOrder;
};

/** Mapping of federation reference types */
export type FederationReferenceTypes = {
  Checkout:
    ( { __typename: 'Checkout' }
    & GraphQLRecursivePick<FederationTypes['Checkout'], {"id":true}> );
  Order:
    ( { __typename: 'Order' }
    & GraphQLRecursivePick<FederationTypes['Order'], {"id":true}> );
  User:
    ( { __typename: 'User' }
    & GraphQLRecursivePick<FederationTypes['User'], {"id":true}> );
  Vendor:
    ( { __typename: 'Vendor' }
    & GraphQLRecursivePick<FederationTypes['Vendor'], {"id":true}> );
  VendorOrder:
    ( { __typename: 'VendorOrder' }
    & GraphQLRecursivePick<FederationTypes['VendorOrder'], {"id":true}> );
};


/** Mapping of interface types */
export type ResolversInterfaceTypes<_RefType extends Record<string, unknown>> = {
  PostalAddress: ( OrderAddress );
  UserError: ( OrdersUserError );
};

/** Mapping between all available schema types and the resolvers types */
export type ResolversTypes = {
  Checkout: ResolverTypeWrapper<CheckoutDomain>;
  String: ResolverTypeWrapper<Scalars['String']['output']>;
  ID: ResolverTypeWrapper<Scalars['ID']['output']>;
  CheckoutAddressInput: CheckoutAddressInput;
  CheckoutCancelInput: CheckoutCancelInput;
  CheckoutCancelPayload: ResolverTypeWrapper<Omit<CheckoutCancelPayload, 'checkout'> & { checkout?: Maybe<ResolversTypes['Checkout']> }>;
  CheckoutCompleteInput: CheckoutCompleteInput;
  CheckoutCompletePayload: ResolverTypeWrapper<Omit<CheckoutCompletePayload, 'checkout'> & { checkout?: Maybe<ResolversTypes['Checkout']> }>;
  CheckoutFailure: ResolverTypeWrapper<Omit<CheckoutFailure, 'total'> & { total?: Maybe<ResolversTypes['Money']> }>;
  CheckoutProblem: ResolverTypeWrapper<CheckoutProblem>;
  CheckoutProblemCode: CheckoutProblemCode;
  CheckoutStartInput: CheckoutStartInput;
  CheckoutStartPayload: ResolverTypeWrapper<Omit<CheckoutStartPayload, 'checkout'> & { checkout?: Maybe<ResolversTypes['Checkout']> }>;
  CheckoutStatus: CheckoutStatus;
  CountryCode: ResolverTypeWrapper<Scalars['CountryCode']['output']>;
  CurrencyCode: ResolverTypeWrapper<Scalars['CurrencyCode']['output']>;
  DateTime: ResolverTypeWrapper<Scalars['DateTime']['output']>;
  MinorUnits: ResolverTypeWrapper<Scalars['MinorUnits']['output']>;
  Money: ResolverTypeWrapper<MoneyDomain>;
  MoneyInput: MoneyInput;
  Mutation: ResolverTypeWrapper<Record<PropertyKey, never>>;
  Offer: ResolverTypeWrapper<Offer>;
  Order: ResolverTypeWrapper<OrderDomain>;
  OrderActor: OrderActor;
  OrderAddress: ResolverTypeWrapper<OrderAddress>;
  OrderCancelInput: OrderCancelInput;
  OrderCancelPayload: ResolverTypeWrapper<Omit<OrderCancelPayload, 'order'> & { order?: Maybe<ResolversTypes['Order']> }>;
  OrderConnection: ResolverTypeWrapper<OrderPageDomain>;
  OrderEdge: ResolverTypeWrapper<Omit<OrderEdge, 'node'> & { node: ResolversTypes['Order'] }>;
  OrderLine: ResolverTypeWrapper<OrderLineDomain>;
  OrderStatus: OrderStatus;
  OrderStatusChange: ResolverTypeWrapper<StatusChangeDomain>;
  OrderStatusKind: OrderStatusKind;
  OrderWhere: OrderWhere;
  OrdersErrorCode: OrdersErrorCode;
  OrdersUserError: ResolverTypeWrapper<OrdersUserError>;
  PageInfo: ResolverTypeWrapper<PageInfo>;
  Payment: ResolverTypeWrapper<PaymentDomain>;
  PaymentError: ResolverTypeWrapper<PaymentError>;
  PaymentMethodSummary: ResolverTypeWrapper<PaymentMethodSummary>;
  PaymentStatus: PaymentStatus;
  PostalAddress: ResolverTypeWrapper<ResolversInterfaceTypes<ResolversTypes>['PostalAddress']>;
  Product: ResolverTypeWrapper<Product>;
  Query: ResolverTypeWrapper<Record<PropertyKey, never>>;
  Refund: ResolverTypeWrapper<RefundDomain>;
  RefundReason: RefundReason;
  RefundStatus: RefundStatus;
  Shipment: ResolverTypeWrapper<ShipmentDomain>;
  ShipmentAddTrackingEventInput: ShipmentAddTrackingEventInput;
  ShipmentAddTrackingEventPayload: ResolverTypeWrapper<Omit<ShipmentAddTrackingEventPayload, 'shipment' | 'vendorOrder'> & { shipment?: Maybe<ResolversTypes['Shipment']>, vendorOrder?: Maybe<ResolversTypes['VendorOrder']> }>;
  ShipmentCreateInput: ShipmentCreateInput;
  ShipmentCreatePayload: ResolverTypeWrapper<Omit<ShipmentCreatePayload, 'shipment' | 'vendorOrder'> & { shipment?: Maybe<ResolversTypes['Shipment']>, vendorOrder?: Maybe<ResolversTypes['VendorOrder']> }>;
  ShipmentLine: ResolverTypeWrapper<ShipmentLine>;
  ShipmentLineInput: ShipmentLineInput;
  ShipmentMarkDeliveredInput: ShipmentMarkDeliveredInput;
  ShipmentMarkDeliveredPayload: ResolverTypeWrapper<Omit<ShipmentMarkDeliveredPayload, 'shipment' | 'vendorOrder'> & { shipment?: Maybe<ResolversTypes['Shipment']>, vendorOrder?: Maybe<ResolversTypes['VendorOrder']> }>;
  ShipmentStatus: ShipmentStatus;
  Subscription: ResolverTypeWrapper<Record<PropertyKey, never>>;
  TrackingEvent: ResolverTypeWrapper<TrackingEvent>;
  User: ResolverTypeWrapper<Omit<User, 'orders'> & { orders?: Maybe<ResolversTypes['OrderConnection']> }>;
  UserError: ResolverTypeWrapper<ResolversInterfaceTypes<ResolversTypes>['UserError']>;
  Vendor: ResolverTypeWrapper<Omit<Vendor, 'orders'> & { orders?: Maybe<ResolversTypes['VendorOrderConnection']> }>;
  VendorOrder: ResolverTypeWrapper<VendorOrderDomain>;
  VendorOrderCancelInput: VendorOrderCancelInput;
  VendorOrderCancelPayload: ResolverTypeWrapper<Omit<VendorOrderCancelPayload, 'vendorOrder'> & { vendorOrder?: Maybe<ResolversTypes['VendorOrder']> }>;
  VendorOrderConnection: ResolverTypeWrapper<VendorOrderPageDomain>;
  VendorOrderEdge: ResolverTypeWrapper<Omit<VendorOrderEdge, 'node'> & { node: ResolversTypes['VendorOrder'] }>;
  VendorOrderSetStatusInput: VendorOrderSetStatusInput;
  VendorOrderSetStatusPayload: ResolverTypeWrapper<Omit<VendorOrderSetStatusPayload, 'vendorOrder'> & { vendorOrder?: Maybe<ResolversTypes['VendorOrder']> }>;
  VendorOrderStartProcessingInput: VendorOrderStartProcessingInput;
  VendorOrderStartProcessingPayload: ResolverTypeWrapper<Omit<VendorOrderStartProcessingPayload, 'vendorOrder'> & { vendorOrder?: Maybe<ResolversTypes['VendorOrder']> }>;
  VendorOrderWhere: VendorOrderWhere;
  cacheControl__Scope: CacheControl__Scope;
  Boolean: ResolverTypeWrapper<Scalars['Boolean']['output']>;
  Int: ResolverTypeWrapper<Scalars['Int']['output']>;
};

/** Mapping between all available schema types and the resolvers parents */
export type ResolversParentTypes = {
  Checkout: CheckoutDomain;
  String: Scalars['String']['output'];
  ID: Scalars['ID']['output'];
  CheckoutAddressInput: CheckoutAddressInput;
  CheckoutCancelInput: CheckoutCancelInput;
  CheckoutCancelPayload: Omit<CheckoutCancelPayload, 'checkout'> & { checkout?: Maybe<ResolversParentTypes['Checkout']> };
  CheckoutCompleteInput: CheckoutCompleteInput;
  CheckoutCompletePayload: Omit<CheckoutCompletePayload, 'checkout'> & { checkout?: Maybe<ResolversParentTypes['Checkout']> };
  CheckoutFailure: Omit<CheckoutFailure, 'total'> & { total?: Maybe<ResolversParentTypes['Money']> };
  CheckoutProblem: CheckoutProblem;
  CheckoutStartInput: CheckoutStartInput;
  CheckoutStartPayload: Omit<CheckoutStartPayload, 'checkout'> & { checkout?: Maybe<ResolversParentTypes['Checkout']> };
  CountryCode: Scalars['CountryCode']['output'];
  CurrencyCode: Scalars['CurrencyCode']['output'];
  DateTime: Scalars['DateTime']['output'];
  MinorUnits: Scalars['MinorUnits']['output'];
  Money: MoneyDomain;
  MoneyInput: MoneyInput;
  Mutation: Record<PropertyKey, never>;
  Offer: Offer;
  Order: OrderDomain;
  OrderAddress: OrderAddress;
  OrderCancelInput: OrderCancelInput;
  OrderCancelPayload: Omit<OrderCancelPayload, 'order'> & { order?: Maybe<ResolversParentTypes['Order']> };
  OrderConnection: OrderPageDomain;
  OrderEdge: Omit<OrderEdge, 'node'> & { node: ResolversParentTypes['Order'] };
  OrderLine: OrderLineDomain;
  OrderStatusChange: StatusChangeDomain;
  OrderWhere: OrderWhere;
  OrdersUserError: OrdersUserError;
  PageInfo: PageInfo;
  Payment: PaymentDomain;
  PaymentError: PaymentError;
  PaymentMethodSummary: PaymentMethodSummary;
  PostalAddress: ResolversInterfaceTypes<ResolversParentTypes>['PostalAddress'];
  Product: Product;
  Query: Record<PropertyKey, never>;
  Refund: RefundDomain;
  Shipment: ShipmentDomain;
  ShipmentAddTrackingEventInput: ShipmentAddTrackingEventInput;
  ShipmentAddTrackingEventPayload: Omit<ShipmentAddTrackingEventPayload, 'shipment' | 'vendorOrder'> & { shipment?: Maybe<ResolversParentTypes['Shipment']>, vendorOrder?: Maybe<ResolversParentTypes['VendorOrder']> };
  ShipmentCreateInput: ShipmentCreateInput;
  ShipmentCreatePayload: Omit<ShipmentCreatePayload, 'shipment' | 'vendorOrder'> & { shipment?: Maybe<ResolversParentTypes['Shipment']>, vendorOrder?: Maybe<ResolversParentTypes['VendorOrder']> };
  ShipmentLine: ShipmentLine;
  ShipmentLineInput: ShipmentLineInput;
  ShipmentMarkDeliveredInput: ShipmentMarkDeliveredInput;
  ShipmentMarkDeliveredPayload: Omit<ShipmentMarkDeliveredPayload, 'shipment' | 'vendorOrder'> & { shipment?: Maybe<ResolversParentTypes['Shipment']>, vendorOrder?: Maybe<ResolversParentTypes['VendorOrder']> };
  Subscription: Record<PropertyKey, never>;
  TrackingEvent: TrackingEvent;
  User: Omit<User, 'orders'> & { orders?: Maybe<ResolversParentTypes['OrderConnection']> } | FederationReferenceTypes['User'];
  UserError: ResolversInterfaceTypes<ResolversParentTypes>['UserError'];
  Vendor: Omit<Vendor, 'orders'> & { orders?: Maybe<ResolversParentTypes['VendorOrderConnection']> } | FederationReferenceTypes['Vendor'];
  VendorOrder: VendorOrderDomain;
  VendorOrderCancelInput: VendorOrderCancelInput;
  VendorOrderCancelPayload: Omit<VendorOrderCancelPayload, 'vendorOrder'> & { vendorOrder?: Maybe<ResolversParentTypes['VendorOrder']> };
  VendorOrderConnection: VendorOrderPageDomain;
  VendorOrderEdge: Omit<VendorOrderEdge, 'node'> & { node: ResolversParentTypes['VendorOrder'] };
  VendorOrderSetStatusInput: VendorOrderSetStatusInput;
  VendorOrderSetStatusPayload: Omit<VendorOrderSetStatusPayload, 'vendorOrder'> & { vendorOrder?: Maybe<ResolversParentTypes['VendorOrder']> };
  VendorOrderStartProcessingInput: VendorOrderStartProcessingInput;
  VendorOrderStartProcessingPayload: Omit<VendorOrderStartProcessingPayload, 'vendorOrder'> & { vendorOrder?: Maybe<ResolversParentTypes['VendorOrder']> };
  VendorOrderWhere: VendorOrderWhere;
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

export type CacheControlDirectiveResolver<Result, Parent, ContextType = OrdersContext, Args = CacheControlDirectiveArgs> = DirectiveResolverFn<Result, Parent, ContextType, Args>;

export type CheckoutResolvers<ContextType = OrdersContext, ParentType extends ResolversParentTypes['Checkout'] = ResolversParentTypes['Checkout'], FederationReferenceType extends FederationReferenceTypes['Checkout'] = FederationReferenceTypes['Checkout']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['Checkout']> | FederationReferenceType, FederationReferenceType, ContextType>;
  accessToken?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  clientSecret?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  expiresAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  failure?: Resolver<Maybe<ResolversTypes['CheckoutFailure']>, ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  order?: Resolver<Maybe<ResolversTypes['Order']>, ParentType, ContextType>;
  payment?: Resolver<Maybe<ResolversTypes['Payment']>, ParentType, ContextType>;
  publishableKey?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  status?: Resolver<ResolversTypes['CheckoutStatus'], ParentType, ContextType>;
};

export type CheckoutCancelPayloadResolvers<ContextType = OrdersContext, ParentType extends ResolversParentTypes['CheckoutCancelPayload'] = ResolversParentTypes['CheckoutCancelPayload']> = {
  checkout?: Resolver<Maybe<ResolversTypes['Checkout']>, ParentType, ContextType>;
  userErrors?: Resolver<ReadonlyArray<ResolversTypes['OrdersUserError']>, ParentType, ContextType>;
};

export type CheckoutCompletePayloadResolvers<ContextType = OrdersContext, ParentType extends ResolversParentTypes['CheckoutCompletePayload'] = ResolversParentTypes['CheckoutCompletePayload']> = {
  checkout?: Resolver<Maybe<ResolversTypes['Checkout']>, ParentType, ContextType>;
  userErrors?: Resolver<ReadonlyArray<ResolversTypes['OrdersUserError']>, ParentType, ContextType>;
};

export type CheckoutFailureResolvers<ContextType = OrdersContext, ParentType extends ResolversParentTypes['CheckoutFailure'] = ResolversParentTypes['CheckoutFailure']> = {
  cartVersion?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  code?: Resolver<ResolversTypes['OrdersErrorCode'], ParentType, ContextType>;
  field?: Resolver<Maybe<ReadonlyArray<ResolversTypes['String']>>, ParentType, ContextType>;
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  otherCheckoutId?: Resolver<Maybe<ResolversTypes['ID']>, ParentType, ContextType>;
  problems?: Resolver<ReadonlyArray<ResolversTypes['CheckoutProblem']>, ParentType, ContextType>;
  total?: Resolver<Maybe<ResolversTypes['Money']>, ParentType, ContextType>;
};

export type CheckoutProblemResolvers<ContextType = OrdersContext, ParentType extends ResolversParentTypes['CheckoutProblem'] = ResolversParentTypes['CheckoutProblem']> = {
  available?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  code?: Resolver<ResolversTypes['CheckoutProblemCode'], ParentType, ContextType>;
  offer?: Resolver<Maybe<ResolversTypes['Offer']>, ParentType, ContextType>;
};

export type CheckoutStartPayloadResolvers<ContextType = OrdersContext, ParentType extends ResolversParentTypes['CheckoutStartPayload'] = ResolversParentTypes['CheckoutStartPayload']> = {
  checkout?: Resolver<Maybe<ResolversTypes['Checkout']>, ParentType, ContextType>;
  userErrors?: Resolver<ReadonlyArray<ResolversTypes['OrdersUserError']>, ParentType, ContextType>;
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

export type MoneyResolvers<ContextType = OrdersContext, ParentType extends ResolversParentTypes['Money'] = ResolversParentTypes['Money']> = {
  amount?: Resolver<ResolversTypes['MinorUnits'], ParentType, ContextType>;
  currency?: Resolver<ResolversTypes['CurrencyCode'], ParentType, ContextType>;
  formatted?: Resolver<ResolversTypes['String'], ParentType, ContextType, Partial<MoneyFormattedArgs>>;
};

export type MutationResolvers<ContextType = OrdersContext, ParentType extends ResolversParentTypes['Mutation'] = ResolversParentTypes['Mutation']> = {
  checkoutCancel: Resolver<Maybe<ResolversTypes['CheckoutCancelPayload']>, ParentType, ContextType, RequireFields<MutationCheckoutCancelArgs, 'input'>>;
  checkoutComplete: Resolver<Maybe<ResolversTypes['CheckoutCompletePayload']>, ParentType, ContextType, RequireFields<MutationCheckoutCompleteArgs, 'input'>>;
  checkoutStart: Resolver<Maybe<ResolversTypes['CheckoutStartPayload']>, ParentType, ContextType, RequireFields<MutationCheckoutStartArgs, 'input'>>;
  orderCancel: Resolver<Maybe<ResolversTypes['OrderCancelPayload']>, ParentType, ContextType, RequireFields<MutationOrderCancelArgs, 'input'>>;
  shipmentAddTrackingEvent: Resolver<Maybe<ResolversTypes['ShipmentAddTrackingEventPayload']>, ParentType, ContextType, RequireFields<MutationShipmentAddTrackingEventArgs, 'input'>>;
  shipmentCreate: Resolver<Maybe<ResolversTypes['ShipmentCreatePayload']>, ParentType, ContextType, RequireFields<MutationShipmentCreateArgs, 'input'>>;
  shipmentMarkDelivered: Resolver<Maybe<ResolversTypes['ShipmentMarkDeliveredPayload']>, ParentType, ContextType, RequireFields<MutationShipmentMarkDeliveredArgs, 'input'>>;
  vendorOrderCancel: Resolver<Maybe<ResolversTypes['VendorOrderCancelPayload']>, ParentType, ContextType, RequireFields<MutationVendorOrderCancelArgs, 'input'>>;
  vendorOrderSetStatus: Resolver<Maybe<ResolversTypes['VendorOrderSetStatusPayload']>, ParentType, ContextType, RequireFields<MutationVendorOrderSetStatusArgs, 'input'>>;
  vendorOrderStartProcessing: Resolver<Maybe<ResolversTypes['VendorOrderStartProcessingPayload']>, ParentType, ContextType, RequireFields<MutationVendorOrderStartProcessingArgs, 'input'>>;
};

export type OfferResolvers<ContextType = OrdersContext, ParentType extends ResolversParentTypes['Offer'] = ResolversParentTypes['Offer']> = {
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
};

export type OrderResolvers<ContextType = OrdersContext, ParentType extends ResolversParentTypes['Order'] = ResolversParentTypes['Order'], FederationReferenceType extends FederationReferenceTypes['Order'] = FederationReferenceTypes['Order']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['Order']> | FederationReferenceType, FederationReferenceType, ContextType>;
  accessToken?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  billingAddress?: Resolver<ResolversTypes['OrderAddress'], ParentType, ContextType>;
  confirmedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  currency?: Resolver<ResolversTypes['CurrencyCode'], ParentType, ContextType>;
  customer?: Resolver<Maybe<ResolversTypes['User']>, ParentType, ContextType>;
  discountTotal?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  email?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  number?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  paymentStatus?: Resolver<ResolversTypes['PaymentStatus'], ParentType, ContextType>;
  payments?: Resolver<ReadonlyArray<ResolversTypes['Payment']>, ParentType, ContextType>;
  placedAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  refundedTotal?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  refunds?: Resolver<ReadonlyArray<ResolversTypes['Refund']>, ParentType, ContextType>;
  shippingAddress?: Resolver<Maybe<ResolversTypes['OrderAddress']>, ParentType, ContextType>;
  shippingTotal?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  status?: Resolver<ResolversTypes['OrderStatus'], ParentType, ContextType>;
  subtotal?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  taxInclusive?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  taxTotal?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  timeline?: Resolver<ReadonlyArray<ResolversTypes['OrderStatusChange']>, ParentType, ContextType>;
  total?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  vendorOrders?: Resolver<ReadonlyArray<ResolversTypes['VendorOrder']>, ParentType, ContextType>;
  version?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type OrderAddressResolvers<ContextType = OrdersContext, ParentType extends ResolversParentTypes['OrderAddress'] = ResolversParentTypes['OrderAddress']> = {
  city?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  company?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  country?: Resolver<ResolversTypes['CountryCode'], ParentType, ContextType>;
  firstName?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  lastName?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  line1?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  line2?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  phone?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  postalCode?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  region?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type OrderCancelPayloadResolvers<ContextType = OrdersContext, ParentType extends ResolversParentTypes['OrderCancelPayload'] = ResolversParentTypes['OrderCancelPayload']> = {
  order?: Resolver<Maybe<ResolversTypes['Order']>, ParentType, ContextType>;
  userErrors?: Resolver<ReadonlyArray<ResolversTypes['OrdersUserError']>, ParentType, ContextType>;
};

export type OrderConnectionResolvers<ContextType = OrdersContext, ParentType extends ResolversParentTypes['OrderConnection'] = ResolversParentTypes['OrderConnection']> = {
  edges?: Resolver<ReadonlyArray<ResolversTypes['OrderEdge']>, ParentType, ContextType>;
  nodes?: Resolver<ReadonlyArray<ResolversTypes['Order']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
  totalCount?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
};

export type OrderEdgeResolvers<ContextType = OrdersContext, ParentType extends ResolversParentTypes['OrderEdge'] = ResolversParentTypes['OrderEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['Order'], ParentType, ContextType>;
};

export type OrderLineResolvers<ContextType = OrdersContext, ParentType extends ResolversParentTypes['OrderLine'] = ResolversParentTypes['OrderLine']> = {
  discountTotal?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  imageUrl?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  isDigital?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  offer?: Resolver<Maybe<ResolversTypes['Offer']>, ParentType, ContextType>;
  product?: Resolver<Maybe<ResolversTypes['Product']>, ParentType, ContextType>;
  quantity?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  shippedQuantity?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  sku?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  subtotal?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  taxRatePpm?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  taxTotal?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  title?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  total?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  unitPrice?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  variantTitle?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type OrderStatusChangeResolvers<ContextType = OrdersContext, ParentType extends ResolversParentTypes['OrderStatusChange'] = ResolversParentTypes['OrderStatusChange']> = {
  actor?: Resolver<ResolversTypes['OrderActor'], ParentType, ContextType>;
  fromStatus?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  kind?: Resolver<ResolversTypes['OrderStatusKind'], ParentType, ContextType>;
  note?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  occurredAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  toStatus?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  vendorOrderId?: Resolver<Maybe<ResolversTypes['ID']>, ParentType, ContextType>;
};

export type OrdersUserErrorResolvers<ContextType = OrdersContext, ParentType extends ResolversParentTypes['OrdersUserError'] = ResolversParentTypes['OrdersUserError']> = {
  code?: Resolver<ResolversTypes['OrdersErrorCode'], ParentType, ContextType>;
  field?: Resolver<Maybe<ReadonlyArray<ResolversTypes['String']>>, ParentType, ContextType>;
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type PageInfoResolvers<ContextType = OrdersContext, ParentType extends ResolversParentTypes['PageInfo'] = ResolversParentTypes['PageInfo']> = {
  endCursor?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  hasNextPage?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  hasPreviousPage?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  startCursor?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type PaymentResolvers<ContextType = OrdersContext, ParentType extends ResolversParentTypes['Payment'] = ResolversParentTypes['Payment']> = {
  amount?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  captured?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  capturedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  createdAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  error?: Resolver<Maybe<ResolversTypes['PaymentError']>, ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  method?: Resolver<Maybe<ResolversTypes['PaymentMethodSummary']>, ParentType, ContextType>;
  provider?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  providerPaymentId?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  refunded?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  requiresAction?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  status?: Resolver<ResolversTypes['PaymentStatus'], ParentType, ContextType>;
};

export type PaymentErrorResolvers<ContextType = OrdersContext, ParentType extends ResolversParentTypes['PaymentError'] = ResolversParentTypes['PaymentError']> = {
  code?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type PaymentMethodSummaryResolvers<ContextType = OrdersContext, ParentType extends ResolversParentTypes['PaymentMethodSummary'] = ResolversParentTypes['PaymentMethodSummary']> = {
  brand?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  last4?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  type?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type PostalAddressResolvers<ContextType = OrdersContext, ParentType extends ResolversParentTypes['PostalAddress'] = ResolversParentTypes['PostalAddress']> = {
  __resolveType: TypeResolveFn<'OrderAddress', ParentType, ContextType>;
};

export type ProductResolvers<ContextType = OrdersContext, ParentType extends ResolversParentTypes['Product'] = ResolversParentTypes['Product']> = {
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
};

export type QueryResolvers<ContextType = OrdersContext, ParentType extends ResolversParentTypes['Query'] = ResolversParentTypes['Query']> = {
  checkout: Resolver<Maybe<ResolversTypes['Checkout']>, ParentType, ContextType, RequireFields<QueryCheckoutArgs, 'id'>>;
  myOrders: Resolver<Maybe<ResolversTypes['OrderConnection']>, ParentType, ContextType, Partial<QueryMyOrdersArgs>>;
  order: Resolver<Maybe<ResolversTypes['Order']>, ParentType, ContextType, RequireFields<QueryOrderArgs, 'id'>>;
  vendorOrder: Resolver<Maybe<ResolversTypes['VendorOrder']>, ParentType, ContextType, RequireFields<QueryVendorOrderArgs, 'id'>>;
  vendorOrders: Resolver<Maybe<ResolversTypes['VendorOrderConnection']>, ParentType, ContextType, RequireFields<QueryVendorOrdersArgs, 'vendorId'>>;
};

export type RefundResolvers<ContextType = OrdersContext, ParentType extends ResolversParentTypes['Refund'] = ResolversParentTypes['Refund']> = {
  amount?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  createdAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  failedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  reason?: Resolver<ResolversTypes['RefundReason'], ParentType, ContextType>;
  settledAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  status?: Resolver<ResolversTypes['RefundStatus'], ParentType, ContextType>;
  vendorOrderId?: Resolver<Maybe<ResolversTypes['ID']>, ParentType, ContextType>;
};

export type ShipmentResolvers<ContextType = OrdersContext, ParentType extends ResolversParentTypes['Shipment'] = ResolversParentTypes['Shipment']> = {
  carrier?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  deliveredAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  lines?: Resolver<ReadonlyArray<ResolversTypes['ShipmentLine']>, ParentType, ContextType>;
  shippedAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  status?: Resolver<ResolversTypes['ShipmentStatus'], ParentType, ContextType>;
  trackingEvents?: Resolver<ReadonlyArray<ResolversTypes['TrackingEvent']>, ParentType, ContextType>;
  trackingNumber?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type ShipmentAddTrackingEventPayloadResolvers<ContextType = OrdersContext, ParentType extends ResolversParentTypes['ShipmentAddTrackingEventPayload'] = ResolversParentTypes['ShipmentAddTrackingEventPayload']> = {
  shipment?: Resolver<Maybe<ResolversTypes['Shipment']>, ParentType, ContextType>;
  userErrors?: Resolver<ReadonlyArray<ResolversTypes['OrdersUserError']>, ParentType, ContextType>;
  vendorOrder?: Resolver<Maybe<ResolversTypes['VendorOrder']>, ParentType, ContextType>;
};

export type ShipmentCreatePayloadResolvers<ContextType = OrdersContext, ParentType extends ResolversParentTypes['ShipmentCreatePayload'] = ResolversParentTypes['ShipmentCreatePayload']> = {
  shipment?: Resolver<Maybe<ResolversTypes['Shipment']>, ParentType, ContextType>;
  userErrors?: Resolver<ReadonlyArray<ResolversTypes['OrdersUserError']>, ParentType, ContextType>;
  vendorOrder?: Resolver<Maybe<ResolversTypes['VendorOrder']>, ParentType, ContextType>;
};

export type ShipmentLineResolvers<ContextType = OrdersContext, ParentType extends ResolversParentTypes['ShipmentLine'] = ResolversParentTypes['ShipmentLine']> = {
  orderLineId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  quantity?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type ShipmentMarkDeliveredPayloadResolvers<ContextType = OrdersContext, ParentType extends ResolversParentTypes['ShipmentMarkDeliveredPayload'] = ResolversParentTypes['ShipmentMarkDeliveredPayload']> = {
  shipment?: Resolver<Maybe<ResolversTypes['Shipment']>, ParentType, ContextType>;
  userErrors?: Resolver<ReadonlyArray<ResolversTypes['OrdersUserError']>, ParentType, ContextType>;
  vendorOrder?: Resolver<Maybe<ResolversTypes['VendorOrder']>, ParentType, ContextType>;
};

export type SubscriptionResolvers<ContextType = OrdersContext, ParentType extends ResolversParentTypes['Subscription'] = ResolversParentTypes['Subscription']> = {
  myOrdersUpdated: SubscriptionResolver<Maybe<ResolversTypes['Order']>, "myOrdersUpdated", ParentType, ContextType>;
  orderUpdated: SubscriptionResolver<Maybe<ResolversTypes['Order']>, "orderUpdated", ParentType, ContextType, RequireFields<SubscriptionOrderUpdatedArgs, 'id'>>;
  vendorOrdersUpdated: SubscriptionResolver<Maybe<ResolversTypes['VendorOrder']>, "vendorOrdersUpdated", ParentType, ContextType, RequireFields<SubscriptionVendorOrdersUpdatedArgs, 'vendorId'>>;
};

export type TrackingEventResolvers<ContextType = OrdersContext, ParentType extends ResolversParentTypes['TrackingEvent'] = ResolversParentTypes['TrackingEvent']> = {
  description?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  location?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  occurredAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  status?: Resolver<ResolversTypes['ShipmentStatus'], ParentType, ContextType>;
};

export type UserResolvers<ContextType = OrdersContext, ParentType extends ResolversParentTypes['User'] = ResolversParentTypes['User'], FederationReferenceType extends FederationReferenceTypes['User'] = FederationReferenceTypes['User']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['User']> | FederationReferenceType, FederationReferenceType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  orders?: Resolver<Maybe<ResolversTypes['OrderConnection']>, ParentType, ContextType, Partial<UserOrdersArgs>>;
};

export type UserErrorResolvers<ContextType = OrdersContext, ParentType extends ResolversParentTypes['UserError'] = ResolversParentTypes['UserError']> = {
  __resolveType: TypeResolveFn<'OrdersUserError', ParentType, ContextType>;
};

export type VendorResolvers<ContextType = OrdersContext, ParentType extends ResolversParentTypes['Vendor'] = ResolversParentTypes['Vendor'], FederationReferenceType extends FederationReferenceTypes['Vendor'] = FederationReferenceTypes['Vendor']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['Vendor']> | FederationReferenceType, FederationReferenceType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  orders?: Resolver<Maybe<ResolversTypes['VendorOrderConnection']>, ParentType, ContextType, Partial<VendorOrdersArgs>>;
};

export type VendorOrderResolvers<ContextType = OrdersContext, ParentType extends ResolversParentTypes['VendorOrder'] = ResolversParentTypes['VendorOrder'], FederationReferenceType extends FederationReferenceTypes['VendorOrder'] = FederationReferenceTypes['VendorOrder']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['VendorOrder']> | FederationReferenceType, FederationReferenceType, ContextType>;
  commission?: Resolver<Maybe<ResolversTypes['Money']>, ParentType, ContextType>;
  confirmedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  discountTotal?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  lines?: Resolver<ReadonlyArray<ResolversTypes['OrderLine']>, ParentType, ContextType>;
  number?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  order?: Resolver<Maybe<ResolversTypes['Order']>, ParentType, ContextType>;
  paymentStatus?: Resolver<ResolversTypes['PaymentStatus'], ParentType, ContextType>;
  refundedTotal?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  shipments?: Resolver<ReadonlyArray<ResolversTypes['Shipment']>, ParentType, ContextType>;
  shippingAddress?: Resolver<Maybe<ResolversTypes['OrderAddress']>, ParentType, ContextType>;
  shippingMethodName?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  shippingTotal?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  status?: Resolver<ResolversTypes['OrderStatus'], ParentType, ContextType>;
  subtotal?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  taxTotal?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  timeline?: Resolver<ReadonlyArray<ResolversTypes['OrderStatusChange']>, ParentType, ContextType>;
  total?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  vendor?: Resolver<Maybe<ResolversTypes['Vendor']>, ParentType, ContextType>;
  vendorName?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  version?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type VendorOrderCancelPayloadResolvers<ContextType = OrdersContext, ParentType extends ResolversParentTypes['VendorOrderCancelPayload'] = ResolversParentTypes['VendorOrderCancelPayload']> = {
  userErrors?: Resolver<ReadonlyArray<ResolversTypes['OrdersUserError']>, ParentType, ContextType>;
  vendorOrder?: Resolver<Maybe<ResolversTypes['VendorOrder']>, ParentType, ContextType>;
};

export type VendorOrderConnectionResolvers<ContextType = OrdersContext, ParentType extends ResolversParentTypes['VendorOrderConnection'] = ResolversParentTypes['VendorOrderConnection']> = {
  edges?: Resolver<ReadonlyArray<ResolversTypes['VendorOrderEdge']>, ParentType, ContextType>;
  nodes?: Resolver<ReadonlyArray<ResolversTypes['VendorOrder']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
  totalCount?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
};

export type VendorOrderEdgeResolvers<ContextType = OrdersContext, ParentType extends ResolversParentTypes['VendorOrderEdge'] = ResolversParentTypes['VendorOrderEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['VendorOrder'], ParentType, ContextType>;
};

export type VendorOrderSetStatusPayloadResolvers<ContextType = OrdersContext, ParentType extends ResolversParentTypes['VendorOrderSetStatusPayload'] = ResolversParentTypes['VendorOrderSetStatusPayload']> = {
  userErrors?: Resolver<ReadonlyArray<ResolversTypes['OrdersUserError']>, ParentType, ContextType>;
  vendorOrder?: Resolver<Maybe<ResolversTypes['VendorOrder']>, ParentType, ContextType>;
};

export type VendorOrderStartProcessingPayloadResolvers<ContextType = OrdersContext, ParentType extends ResolversParentTypes['VendorOrderStartProcessingPayload'] = ResolversParentTypes['VendorOrderStartProcessingPayload']> = {
  userErrors?: Resolver<ReadonlyArray<ResolversTypes['OrdersUserError']>, ParentType, ContextType>;
  vendorOrder?: Resolver<Maybe<ResolversTypes['VendorOrder']>, ParentType, ContextType>;
};

export type Resolvers<ContextType = OrdersContext> = {
  Checkout?: CheckoutResolvers<ContextType>;
  CheckoutCancelPayload?: CheckoutCancelPayloadResolvers<ContextType>;
  CheckoutCompletePayload?: CheckoutCompletePayloadResolvers<ContextType>;
  CheckoutFailure?: CheckoutFailureResolvers<ContextType>;
  CheckoutProblem?: CheckoutProblemResolvers<ContextType>;
  CheckoutStartPayload?: CheckoutStartPayloadResolvers<ContextType>;
  CountryCode?: GraphQLScalarType;
  CurrencyCode?: GraphQLScalarType;
  DateTime?: GraphQLScalarType;
  MinorUnits?: GraphQLScalarType;
  Money?: MoneyResolvers<ContextType>;
  Mutation?: MutationResolvers<ContextType>;
  Offer?: OfferResolvers<ContextType>;
  Order?: OrderResolvers<ContextType>;
  OrderAddress?: OrderAddressResolvers<ContextType>;
  OrderCancelPayload?: OrderCancelPayloadResolvers<ContextType>;
  OrderConnection?: OrderConnectionResolvers<ContextType>;
  OrderEdge?: OrderEdgeResolvers<ContextType>;
  OrderLine?: OrderLineResolvers<ContextType>;
  OrderStatusChange?: OrderStatusChangeResolvers<ContextType>;
  OrdersUserError?: OrdersUserErrorResolvers<ContextType>;
  PageInfo?: PageInfoResolvers<ContextType>;
  Payment?: PaymentResolvers<ContextType>;
  PaymentError?: PaymentErrorResolvers<ContextType>;
  PaymentMethodSummary?: PaymentMethodSummaryResolvers<ContextType>;
  PostalAddress?: PostalAddressResolvers<ContextType>;
  Product?: ProductResolvers<ContextType>;
  Query?: QueryResolvers<ContextType>;
  Refund?: RefundResolvers<ContextType>;
  Shipment?: ShipmentResolvers<ContextType>;
  ShipmentAddTrackingEventPayload?: ShipmentAddTrackingEventPayloadResolvers<ContextType>;
  ShipmentCreatePayload?: ShipmentCreatePayloadResolvers<ContextType>;
  ShipmentLine?: ShipmentLineResolvers<ContextType>;
  ShipmentMarkDeliveredPayload?: ShipmentMarkDeliveredPayloadResolvers<ContextType>;
  Subscription?: SubscriptionResolvers<ContextType>;
  TrackingEvent?: TrackingEventResolvers<ContextType>;
  User?: UserResolvers<ContextType>;
  UserError?: UserErrorResolvers<ContextType>;
  Vendor?: VendorResolvers<ContextType>;
  VendorOrder?: VendorOrderResolvers<ContextType>;
  VendorOrderCancelPayload?: VendorOrderCancelPayloadResolvers<ContextType>;
  VendorOrderConnection?: VendorOrderConnectionResolvers<ContextType>;
  VendorOrderEdge?: VendorOrderEdgeResolvers<ContextType>;
  VendorOrderSetStatusPayload?: VendorOrderSetStatusPayloadResolvers<ContextType>;
  VendorOrderStartProcessingPayload?: VendorOrderStartProcessingPayloadResolvers<ContextType>;
};

export type DirectiveResolvers<ContextType = OrdersContext> = {
  cacheControl?: CacheControlDirectiveResolver<any, any, ContextType>;
};
