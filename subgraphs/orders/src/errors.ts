import { fieldOfPayment, type Checkout } from './domain/checkout.ts';
import type { Payment } from './domain/order.ts';
import type { OrdersErrorCode, OrdersUserError } from './generated/resolvers.ts';
import type { CancelOrderOutcome } from './operations/cancel-order.ts';
import type { CreateShipmentOutcome } from './operations/create-shipment.ts';
import type { MoveOutcome } from './operations/move-vendor-order.ts';
import type { StartCheckoutOutcome } from './operations/start-checkout.ts';
import type { TrackShipmentOutcome } from './operations/track-shipment.ts';

/** One user error at the path of an input field; none in particular without one. */
export function userError(code: OrdersErrorCode, message: string, ...field: string[]): OrdersUserError {
  return { code, message, field: field.length > 0 ? field : null };
}

export const checkoutNotFound = userError('CHECKOUT_NOT_FOUND', 'There is no such checkout.', 'checkoutId');
export const orderNotFound = userError('ORDER_NOT_FOUND', 'There is no such order.', 'orderId');
export const vendorOrderNotFound = userError('VENDOR_ORDER_NOT_FOUND', 'There is no such part.', 'vendorOrderId');
export const shipmentNotFound = userError('SHIPMENT_NOT_FOUND', 'There is no such parcel.', 'shipmentId');
export const keyReused = userError(
  'IDEMPOTENCY_KEY_REUSED',
  'This key came with another input before: make a new one.',
  'idempotencyKey',
);
export const badKey = userError('IDEMPOTENCY_KEY_INVALID', 'A key has 1 to 255 characters.', 'idempotencyKey');
export const checkoutConfirmed = userError(
  'CHECKOUT_CONFIRMED',
  'The order is placed and paid: cancel the order instead.',
  'checkoutId',
);

/** Why a checkout did not begin. */
export function errorsOfStart(outcome: Exclude<StartCheckoutOutcome, { kind: 'checkout' }>): OrdersUserError[] {
  switch (outcome.kind) {
    case 'invalid':
      return outcome.errors.map(({ code, message, field }) => userError(code, message, ...field));
    case 'idempotencyKeyReused':
      return [keyReused];
  }
}

/** What stands in the way of a checkout: why it ended, or why the last try to pay failed. Their fields are those of the input that started it. */
export function errorsOfCheckout({ state, failure, input }: Checkout, payment: Payment | null): OrdersUserError[] {
  if (failure) return [userError(failure.code, failure.message, ...(failure.field ?? []))];
  if (state === 'AWAITING_PAYMENT' && payment?.errorMessage && !payment.requiresAction)
    return [userError('PAYMENT_DECLINED', payment.errorMessage, ...(fieldOfPayment(input) ?? []))];
  return [];
}

/** Why nothing was cancelled; none when it was. */
export function errorsOfCancellation(outcome: CancelOrderOutcome, thing: 'order' | 'vendorOrder'): OrdersUserError[] {
  const field = `${thing}Id`;
  switch (outcome.kind) {
    case 'cancelled':
      return [];
    case 'notFound':
      return [thing === 'order' ? orderNotFound : vendorOrderNotFound];
    case 'alreadyCancelled':
      return [userError('ORDER_CANCELLED', 'It was cancelled before.', field)];
    case 'awaitingPayment':
      return [userError('ORDER_AWAITING_PAYMENT', 'It awaits its payment: cancel the whole order.', field)];
    case 'tooLate':
      return [
        userError(
          'ORDER_NOT_CANCELLABLE',
          `Too late to cancel what is being processed or was sent: ${outcome.numbers.join(', ')}.`,
          field,
        ),
      ];
    case 'idempotencyKeyReused':
      return [keyReused];
  }
}

/** Why no parcel was sent; none when it was. */
export function errorsOfShipment(outcome: CreateShipmentOutcome): OrdersUserError[] {
  switch (outcome.kind) {
    case 'shipped':
      return [];
    case 'notFound':
      return [vendorOrderNotFound];
    case 'idempotencyKeyReused':
      return [keyReused];
    case 'notShippable':
      return [userError('ORDER_NOT_SHIPPABLE', `It is ${outcome.status} and cannot be shipped.`, 'vendorOrderId')];
    case 'tooManyParcels':
      return [
        userError(
          'SHIPMENT_LIMIT_REACHED',
          'A part is sent in at most 250 parcels: put all that is open into this one.',
          'lines',
        ),
      ];
    case 'nothingToShip':
      return [userError('SHIPMENT_EMPTY', 'Everything has left already.', 'lines')];
    case 'lineNotFound':
      return [
        userError(
          'ORDER_LINE_NOT_FOUND',
          'There is no such line in this part.',
          'lines',
          String(outcome.index),
          'orderLineId',
        ),
      ];
    case 'badQuantity':
      return [
        userError(
          'QUANTITY_INVALID',
          `From 1 to ${outcome.open} can be sent.`,
          'lines',
          String(outcome.index),
          'quantity',
        ),
      ];
  }
}

/** Why a part did not move; none when it did. `field` is the one that tells where to. */
export function errorsOfMove(outcome: MoveOutcome, field: string): OrdersUserError[] {
  switch (outcome.kind) {
    case 'moved':
      return [];
    case 'notFound':
      return [vendorOrderNotFound];
    case 'illegalTransition':
      return [userError('STATUS_CHANGE_NOT_ALLOWED', `It cannot go from ${outcome.from} to ${outcome.to}.`, field)];
  }
}

/** Why nothing was told about a parcel; none when it was. */
export function errorsOfTracking(outcome: TrackShipmentOutcome): OrdersUserError[] {
  switch (outcome.kind) {
    case 'tracked':
      return [];
    case 'notFound':
      return [shipmentNotFound];
    case 'alreadyDelivered':
      return [userError('SHIPMENT_DELIVERED', 'It has arrived already.', 'shipmentId')];
    case 'inTheFuture':
      return [userError('TIME_INVALID', 'That is in the future.', 'occurredAt')];
    case 'beforeShipping':
      return [userError('TIME_INVALID', 'That is before the parcel left.', 'occurredAt')];
    case 'tooManyEvents':
      return [userError('TRACKING_EVENT_LIMIT_REACHED', 'A parcel has at most 100 events.', 'shipmentId')];
  }
}

/** How the texts of inputs are called when they are empty where they must not be, or too long. */
const TEXT_CODES = {
  carrier: 'CARRIER_INVALID',
  trackingNumber: 'TRACKING_NUMBER_INVALID',
  description: 'DESCRIPTION_INVALID',
  location: 'LOCATION_INVALID',
  reason: 'REASON_INVALID',
  note: 'NOTE_INVALID',
} as const satisfies Record<string, OrdersErrorCode>;

export interface TextToCheck {
  readonly text: string | null | undefined;
  readonly min: number;
  readonly max: number;
}

/** An error for each text that is empty where it must not be, or too long. */
export function errorsOfTexts(
  texts: Readonly<Partial<Record<keyof typeof TEXT_CODES, TextToCheck>>>,
): OrdersUserError[] {
  // Object.entries forgets the names of the keys it lists; they are those of TEXT_CODES.
  return (Object.entries(texts) as [keyof typeof TEXT_CODES, TextToCheck][]).flatMap(([field, { text, min, max }]) => {
    const length = text?.trim().length ?? 0;
    return length < min || length > max
      ? [userError(TEXT_CODES[field], `This text has ${min} to ${max} characters.`, field)]
      : [];
  });
}
