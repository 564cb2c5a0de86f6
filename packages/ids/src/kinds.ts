import type { Id } from './id.ts';

// users
export type UserId = Id<'usr'>;
export type AddressId = Id<'adr'>;
export type SessionId = Id<'ses'>;
export type PartnerId = Id<'ptn'>;
export type PartnerKeyId = Id<'pky'>;

// catalog
export type CategoryId = Id<'cat'>;
export type ProductId = Id<'prd'>;
export type VariantId = Id<'var'>;
export type OfferId = Id<'off'>;
export type WarehouseId = Id<'whs'>;
export type ReservationId = Id<'rsv'>;
export type MediaId = Id<'med'>;

// cart
export type CartId = Id<'crt'>;
export type CartLineId = Id<'cln'>;

// orders
export type CheckoutId = Id<'chk'>;
/** The order group: what the buyer placed in one checkout. */
export type OrderId = Id<'ord'>;
/** One vendor's part of an order. */
export type VendorOrderId = Id<'vor'>;
export type OrderLineId = Id<'oln'>;
export type ShipmentId = Id<'shp'>;
export type PaymentId = Id<'pay'>;
export type RefundId = Id<'rfd'>;

// vendors
export type VendorId = Id<'vnd'>;
export type VendorMemberId = Id<'vmb'>;
export type CommissionRuleId = Id<'cmr'>;
export type LedgerTransactionId = Id<'ltx'>;

// between subgraphs
export type EventId = Id<'evt'>;
