import type { z } from 'zod';
import type { Step } from '../http/call.ts';
import {
  address,
  boolean,
  clearableText,
  currency,
  hash,
  integer,
  listOf,
  metadata,
  oneOf,
  text,
} from '../http/fields.ts';
import { changeMetadata } from '../http/metadata.ts';
import { invalidRequest, noSuch } from '../http/stripe-fault.ts';
import type { PaymentIntent } from '../objects.ts';
import { createPaymentMethod, paymentMethodData, usePaymentMethod } from '../payment-methods/payment-method.ts';

/** What creating, updating and confirming an intent have in common. */
export const INTENT_PARAMETERS = {
  payment_method: text().optional(),
  payment_method_data: paymentMethodData.optional(),
  payment_method_options: hash({
    card: hash({ request_three_d_secure: oneOf('any', 'automatic', 'challenge').optional() }).optional(),
  }).optional(),
  capture_method: oneOf('automatic', 'automatic_async', 'manual').optional(),
  receipt_email: clearableText().optional(),
  setup_future_usage: oneOf('', 'off_session', 'on_session').optional(),
  shipping: hash({
    address,
    name: text(),
    carrier: clearableText().optional(),
    phone: clearableText().optional(),
    tracking_number: clearableText().optional(),
  }).optional(),
};

/** What creating and updating an intent have in common besides. */
export const DESCRIBING_PARAMETERS = {
  customer: text().optional(),
  description: clearableText(1_000).optional(),
  metadata: metadata.optional(),
  statement_descriptor: clearableText(22).optional(),
  statement_descriptor_suffix: clearableText(22).optional(),
  transfer_group: clearableText().optional(),
  payment_method_types: listOf(text()).optional(),
  allowed_payment_method_types: listOf(text()).optional(),
};

export const AUTOMATIC_METHODS = hash({
  enabled: boolean,
  allow_redirects: oneOf('always', 'never').optional(),
}).optional();

/** What confirming takes besides, also when creating with `confirm`. */
export const CONFIRMATION_PARAMETERS = {
  return_url: text().optional(),
  off_session: boolean.optional(),
  error_on_requires_action: boolean.optional(),
  use_stripe_sdk: boolean.optional(),
};

const CHANGES = {
  ...INTENT_PARAMETERS,
  ...DESCRIBING_PARAMETERS,
  amount: integer(1).optional(),
  currency: currency.optional(),
};
type Changes = z.output<z.ZodObject<typeof CHANGES>>;

/** The payment methods spoken here. */
const METHOD_TYPES = ['card', 'us_bank_account'];

/**
 * Applies what a request says about an intent; makes the payment method that it describes.
 * @throws StripeFault resource_missing, or for a payment method of a kind that the intent does not take
 */
export function applyParameters(step: Step, intent: PaymentIntent, given: Partial<Changes>): PaymentIntent {
  if (given.payment_method !== undefined && given.payment_method_data !== undefined)
    throw invalidRequest('You may only specify one of these parameters: payment_method, payment_method_data.');
  if (given.customer !== undefined && step.tx.find('customers', given.customer)?.owner !== step.owner)
    throw noSuch('customer', given.customer, 'customer');
  const types = given.payment_method_types ?? given.allowed_payment_method_types;
  const foreign = types?.find((type) => !METHOD_TYPES.includes(type));
  if (foreign !== undefined)
    throw invalidRequest(
      `The payment method type "${foreign}" is invalid. This emulator speaks ${METHOD_TYPES.join(' and ')}.`,
      {
        param: 'payment_method_types',
      },
    );
  const next: PaymentIntent = {
    ...intent,
    amount: given.amount ?? intent.amount,
    currency: given.currency ?? intent.currency,
    capture_method: captureMethodOf(given.capture_method) ?? intent.capture_method,
    customer: given.customer ?? intent.customer,
    description: given.description === undefined ? intent.description : given.description,
    metadata: changeMetadata(intent.metadata, given.metadata),
    payment_method_types: types ? [...types] : intent.payment_method_types,
    receipt_email: given.receipt_email === undefined ? intent.receipt_email : given.receipt_email,
    setup_future_usage:
      given.setup_future_usage === undefined ? intent.setup_future_usage : given.setup_future_usage || null,
    shipping: given.shipping === undefined ? intent.shipping : shippingOf(given.shipping),
    statement_descriptor:
      given.statement_descriptor === undefined ? intent.statement_descriptor : given.statement_descriptor,
    statement_descriptor_suffix:
      given.statement_descriptor_suffix === undefined
        ? intent.statement_descriptor_suffix
        : given.statement_descriptor_suffix,
    transfer_group: given.transfer_group === undefined ? intent.transfer_group : given.transfer_group,
  };
  const method =
    given.payment_method_data !== undefined
      ? createPaymentMethod(step, given.payment_method_data)
      : given.payment_method !== undefined
        ? usePaymentMethod(step, given.payment_method)
        : null;
  if (!method) return next;
  if (!next.payment_method_types.includes(method.object.type))
    throw invalidRequest(
      `The PaymentMethod provided (${method.object.type}) is not allowed for this PaymentIntent. Please attach a PaymentMethod of one of the following types: ${next.payment_method_types.join(', ')}.`,
      { code: 'payment_intent_incompatible_payment_method', param: 'payment_method' },
    );
  return { ...next, payment_method: method.id };
}

function captureMethodOf(given: 'automatic' | 'automatic_async' | 'manual' | undefined) {
  return given === 'automatic_async' ? 'automatic' : given;
}

function shippingOf(given: NonNullable<Changes['shipping']>): PaymentIntent['shipping'] {
  const { address: place, name, carrier, phone, tracking_number } = given;
  return {
    address: {
      city: place.city ?? null,
      country: place.country ?? null,
      line1: place.line1 ?? null,
      line2: place.line2 ?? null,
      postal_code: place.postal_code ?? null,
      state: place.state ?? null,
    },
    name,
    carrier: carrier ?? null,
    phone: phone ?? null,
    tracking_number: tracking_number ?? null,
  };
}
