import { z } from 'zod';
import { defineEvents } from './define-events.ts';

const minorUnits = z.number().int();
const currency = z.string().length(3);

const orderedLine = z.object({
  orderLineId: z.string(),
  offerId: z.string(),
  productId: z.string(),
  quantity: z.number().int().positive(),
  /** Line total after discounts, before tax when prices exclude it; minor units. */
  netAmount: minorUnits,
  taxAmount: minorUnits,
});

/** One vendor's part of an order with the money that its books need. All amounts in minor units of `currency`. */
const vendorPart = z.object({
  vendorOrderId: z.string(),
  vendorId: z.string(),
  number: z.string(),
  lines: z.array(orderedLine),
  /** Goods after vendor-funded discounts, without tax and shipping. */
  goodsAmount: minorUnits,
  /** Without its tax, whether or not prices include it. */
  shippingAmount: minorUnits,
  /** Of goods and shipping. */
  taxAmount: minorUnits,
  /** What the buyer pays: goods + shipping + tax, less the discounts that the platform funds. */
  totalAmount: minorUnits,
  /** Frozen at placement. */
  commissionAmount: minorUnits,
});

export const ordersEvents = defineEvents({
  'order.created': {
    version: 1,
    data: z.object({
      orderId: z.string(),
      number: z.string(),
      checkoutId: z.string(),
      buyerId: z.string().nullable(),
      currency,
      totalAmount: minorUnits,
      vendorOrders: z.array(vendorPart),
    }),
    listeners: [],
  },
  /** The whole order's money was captured. The vendors' books begin here. */
  'payment.success': {
    version: 1,
    data: z.object({
      orderId: z.string(),
      paymentId: z.string(),
      provider: z.string(),
      currency,
      capturedAmount: minorUnits,
      /** What the provider keeps of the captured amount; 0 while that is not known, and `payment.fee_charged` follows. */
      providerFeeAmount: minorUnits,
      capturedAt: z.string(),
      vendorOrders: z.array(vendorPart),
    }),
    listeners: ['vendors'],
  },
  /**
   * What the provider keeps of a payment, where `payment.success` did not tell it: it was not known then, or the payment came too late and went back,
   * which costs the fee all the same. Once per payment.
   */
  'payment.fee_charged': {
    version: 1,
    data: z.object({
      orderId: z.string(),
      paymentId: z.string(),
      provider: z.string(),
      currency,
      feeAmount: minorUnits,
    }),
    listeners: ['vendors'],
  },
  'payment.failed': {
    version: 1,
    data: z.object({ orderId: z.string(), paymentId: z.string(), reason: z.string() }),
    listeners: [],
  },
  /** A vendor's parcel left: the stock allocated for these lines leaves the warehouse. */
  'order.shipped': {
    version: 1,
    data: z.object({
      orderId: z.string(),
      vendorOrderId: z.string(),
      vendorId: z.string(),
      shipmentId: z.string(),
      reservationId: z.string(),
      lines: z.array(z.object({ orderLineId: z.string(), offerId: z.string(), quantity: z.number().int().positive() })),
    }),
    listeners: ['catalog'],
  },
  /** A vendor's part was cancelled before shipping: its allocated stock returns to available. */
  'order.cancelled': {
    version: 1,
    data: z.object({
      orderId: z.string(),
      vendorOrderId: z.string(),
      vendorId: z.string(),
      reservationId: z.string(),
      lines: z.array(z.object({ orderLineId: z.string(), offerId: z.string(), quantity: z.number().int().positive() })),
    }),
    listeners: ['catalog'],
  },
  /** A refund that was told of by `order.refunded` came back from the buyer's bank, whole: nothing of it has gone back after all. */
  'order.refund_failed': {
    version: 1,
    data: z.object({
      orderId: z.string(),
      vendorOrderId: z.string(),
      vendorId: z.string(),
      /** Of the `order.refunded` that is taken back. */
      refundId: z.string(),
      currency,
      totalAmount: minorUnits,
    }),
    listeners: ['vendors'],
  },
  /** Money went back to the buyer for one vendor's part. Amounts are what was refunded now, in minor units. */
  'order.refunded': {
    version: 1,
    data: z.object({
      orderId: z.string(),
      vendorOrderId: z.string(),
      vendorId: z.string(),
      refundId: z.string(),
      currency,
      goodsAmount: minorUnits,
      shippingAmount: minorUnits,
      taxAmount: minorUnits,
      totalAmount: minorUnits,
      /** The commission that is given back, proportional to the goods. */
      commissionAmount: minorUnits,
    }),
    listeners: ['vendors'],
  },
});
