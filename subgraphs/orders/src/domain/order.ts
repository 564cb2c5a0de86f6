import type {
  CommissionRuleId,
  OfferId,
  OrderId,
  OrderLineId,
  PaymentId,
  ProductId,
  RefundId,
  ShipmentId,
  UserId,
  VariantId,
  VendorId,
  VendorOrderId,
} from '@bazaar/ids/kinds';
import type { CurrencyCode } from '@bazaar/money/currency';
import type { FulfilmentStatus } from './fulfilment.ts';
import type { PaymentStatus } from './payment-status.ts';
import type { PostalAddress } from './postal-address.ts';

/** Sums in minor units. With tax-inclusive prices, `taxAmount` is part of the others; else `totalAmount` has it added. */
export interface Totals {
  readonly subtotalAmount: number;
  readonly discountAmount: number;
  readonly shippingAmount: number;
  readonly taxAmount: number;
  readonly totalAmount: number;
  readonly refundedAmount: number;
}

/** What a buyer placed: the group of its vendors' orders. */
export interface Order extends Totals {
  readonly id: OrderId;
  readonly number: string;
  /** Null for a guest. */
  readonly buyerId: UserId | null;
  readonly email: string | null;
  readonly currency: CurrencyCode;
  readonly taxInclusive: boolean;
  readonly status: FulfilmentStatus;
  readonly paymentStatus: PaymentStatus;
  /** Null when nothing ships. */
  readonly shippingAddress: PostalAddress | null;
  readonly billingAddress: PostalAddress;
  readonly placedAt: Date;
  readonly confirmedAt: Date | null;
  readonly version: number;
  readonly updatedAt: Date;
}

/** One vendor's part of an order. */
export interface VendorOrder extends Totals {
  readonly id: VendorOrderId;
  readonly orderId: OrderId;
  readonly vendorId: VendorId;
  /** As it was called at placement. */
  readonly vendorName: string;
  readonly number: string;
  readonly position: number;
  readonly status: FulfilmentStatus;
  readonly paymentStatus: PaymentStatus;
  readonly digital: boolean;
  readonly currency: CurrencyCode;
  readonly taxInclusive: boolean;
  readonly shippingMethodCode: string;
  readonly shippingMethodName: string;
  readonly shippingTaxAmount: number;
  readonly goodsAmount: number;
  readonly commissionAmount: number;
  readonly confirmedAt: Date | null;
  readonly version: number;
  readonly updatedAt: Date;
}

/** What was bought, as it was shown and priced at placement. */
export interface OrderLine {
  readonly id: OrderLineId;
  readonly vendorOrderId: VendorOrderId;
  readonly position: number;
  readonly offerId: OfferId;
  readonly productId: ProductId;
  readonly variantId: VariantId;
  readonly title: string;
  readonly variantTitle: string;
  readonly sku: string;
  readonly imageUrl: string | null;
  readonly digital: boolean;
  readonly currency: CurrencyCode;
  readonly quantity: number;
  readonly unitAmount: number;
  readonly subtotalAmount: number;
  readonly discountAmount: number;
  readonly vendorFundedDiscountAmount: number;
  readonly taxRatePpm: number;
  readonly taxAmount: number;
  readonly totalAmount: number;
  readonly goodsAmount: number;
  readonly commissionRuleId: CommissionRuleId | null;
  readonly commissionRatePpm: number;
  readonly commissionAmount: number;
  readonly shippedQuantity: number;
}

export interface PaymentMethodSummary {
  /** `card`, or what else the provider calls it. */
  readonly type: string;
  readonly brand: string | null;
  readonly last4: string | null;
}

/** One payment with a provider. Buyers retry within it; it succeeds at most once. */
export interface Payment {
  readonly id: PaymentId;
  readonly orderId: OrderId;
  readonly provider: string;
  readonly providerPaymentId: string | null;
  readonly clientSecret: string | null;
  readonly status: PaymentStatus;
  /** The buyer must confirm with their bank (3-D Secure). */
  readonly requiresAction: boolean;
  readonly currency: CurrencyCode;
  readonly amount: number;
  readonly capturedAmount: number;
  readonly refundedAmount: number;
  /** What the provider keeps; null until it tells. */
  readonly feeAmount: number | null;
  /** When the provider is asked for the fee; null when there is nothing to ask. */
  readonly feeDueAt: Date | null;
  readonly method: PaymentMethodSummary | null;
  readonly errorCode: string | null;
  readonly errorMessage: string | null;
  readonly createdAt: Date;
  readonly capturedAt: Date | null;
}

export interface Refund {
  readonly id: RefundId;
  readonly orderId: OrderId;
  readonly vendorOrderId: VendorOrderId | null;
  readonly paymentId: PaymentId;
  readonly status: 'PENDING' | 'SUCCEEDED' | 'FAILED';
  readonly reason: 'CANCELLATION' | 'LATE_PAYMENT';
  readonly currency: CurrencyCode;
  readonly totalAmount: number;
  readonly goodsAmount: number;
  readonly shippingAmount: number;
  readonly taxAmount: number;
  readonly commissionAmount: number;
  readonly providerRefundId: string | null;
  readonly errorMessage: string | null;
  readonly nextAt: Date | null;
  readonly attempts: number;
  readonly createdAt: Date;
  /** When the provider told how it ended. */
  readonly settledAt: Date | null;
  /** The failed refund whose money this one promises again. */
  readonly retryOf: RefundId | null;
  /** When it failed, which may be weeks after it succeeded. */
  readonly failedAt: Date | null;
}

export const SHIPMENT_STATUSES = ['SHIPPED', 'IN_TRANSIT', 'OUT_FOR_DELIVERY', 'EXCEPTION', 'DELIVERED'] as const;
export type ShipmentStatus = (typeof SHIPMENT_STATUSES)[number];

export interface Shipment {
  readonly id: ShipmentId;
  readonly vendorOrderId: VendorOrderId;
  readonly carrier: string;
  readonly trackingNumber: string;
  readonly status: ShipmentStatus;
  readonly shippedAt: Date;
  readonly deliveredAt: Date | null;
}

export interface ShipmentLine {
  readonly shipmentId: ShipmentId;
  readonly orderLineId: OrderLineId;
  readonly quantity: number;
}

export interface TrackingEvent {
  readonly id: number;
  readonly shipmentId: ShipmentId;
  readonly status: ShipmentStatus;
  readonly description: string | null;
  readonly location: string | null;
  readonly occurredAt: Date;
}

/** Who moved an order on. */
export type ActorKind = 'BUYER' | 'VENDOR' | 'STAFF' | 'PROVIDER' | 'SYSTEM';

export interface Actor {
  readonly kind: ActorKind;
  /** Null for a guest, a provider and the marketplace itself. */
  readonly userId: UserId | null;
}

export interface StatusChange {
  readonly id: number;
  readonly orderId: OrderId;
  /** Null when the whole group is meant. */
  readonly vendorOrderId: VendorOrderId | null;
  readonly machine: 'FULFILMENT' | 'PAYMENT';
  readonly fromStatus: string | null;
  readonly toStatus: string;
  readonly actor: ActorKind;
  readonly actorId: UserId | null;
  readonly note: string | null;
  readonly at: Date;
}
