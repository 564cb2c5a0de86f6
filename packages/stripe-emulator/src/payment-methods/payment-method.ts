import { createHash } from 'node:crypto';
import type { z } from 'zod';
import type { Step } from '../http/call.ts';
import { address, clearableText, hash, integer, metadata, oneOf, text } from '../http/fields.ts';
import { changeMetadata } from '../http/metadata.ts';
import { invalidRequest, noSuch, StripeFault } from '../http/stripe-fault.ts';
import type { PaymentMethod } from '../objects.ts';
import type { PaymentMethodRow } from '../state/tables.ts';
import { BANK_ACCOUNT, BANK_ACCOUNT_ALIASES } from './test-bank-accounts.ts';
import { findCardByAlias, findCardByNumber, type TestCard } from './test-cards.ts';

const billingDetails = hash({
  address: address.optional(),
  email: clearableText().optional(),
  name: clearableText().optional(),
  phone: clearableText().optional(),
});

/** The parameters that describe a payment method, in its own request and as `payment_method_data` of an intent. */
export const PAYMENT_METHOD_DATA = {
  type: oneOf('card'),
  card: hash({
    number: text(19).optional(),
    exp_month: integer().optional(),
    exp_year: integer().optional(),
    cvc: text(4).optional(),
    token: text().optional(),
  }).optional(),
  billing_details: billingDetails.optional(),
  allow_redisplay: oneOf('always', 'limited', 'unspecified').optional(),
  metadata: metadata.optional(),
};

export const paymentMethodData = hash(PAYMENT_METHOD_DATA);
export type PaymentMethodData = z.output<typeof paymentMethodData>;

/**
 * Makes and keeps a payment method.
 * @throws StripeFault 402 for a number, date or security code that no card can have
 */
export function createPaymentMethod(step: Step, data: PaymentMethodData): PaymentMethodRow {
  const { card, expMonth, expYear } = readCard(step, data);
  const details = data.billing_details;
  const object: PaymentMethod = {
    ...blankPaymentMethod(step, 'card'),
    allow_redisplay: data.allow_redisplay ?? 'unspecified',
    billing_details: {
      address: { ...BLANK_ADDRESS, ...details?.address },
      email: details?.email ?? null,
      name: details?.name ?? null,
      phone: details?.phone ?? null,
      tax_id: null,
    },
    card: cardDetails(card, expMonth, expYear),
    metadata: changeMetadata({}, data.metadata),
  };
  return keep(step, object, card);
}

/**
 * The payment method with this id; a ready-made one (`pm_card_visa`) becomes a new payment method, as at Stripe.
 * @throws StripeFault 400 resource_missing
 */
export function usePaymentMethod(step: Step, id: string, param = 'payment_method'): PaymentMethodRow {
  const row = step.tx.find('payment_methods', id);
  if (row && row.owner === step.owner) return row;
  const card = findCardByAlias(id);
  if (card) {
    const object = { ...blankPaymentMethod(step, 'card'), card: cardDetails(card, 12, yearOf(step.now) + 4) };
    return keep(step, object, card);
  }
  if (BANK_ACCOUNT_ALIASES.includes(id)) {
    const object: PaymentMethod = {
      ...blankPaymentMethod(step, 'us_bank_account'),
      us_bank_account: {
        account_holder_type: 'individual',
        account_type: 'checking',
        bank_name: 'STRIPE TEST BANK',
        financial_connections_account: null,
        fingerprint: fingerprintOf('000123456789'),
        last4: '6789',
        networks: { preferred: 'ach', supported: ['ach'] },
        routing_number: '110000000',
        status_details: null,
      },
    };
    return keep(step, object, BANK_ACCOUNT);
  }
  throw noSuch('PaymentMethod', id, param);
}

export const BLANK_ADDRESS = { city: null, country: null, line1: null, line2: null, postal_code: null, state: null };

function blankPaymentMethod(step: Step, type: 'card' | 'us_bank_account'): PaymentMethod {
  return {
    id: step.newId('pm'),
    object: 'payment_method',
    allow_redisplay: 'unspecified',
    billing_details: { address: BLANK_ADDRESS, email: null, name: null, phone: null, tax_id: null },
    created: step.now,
    customer: null,
    customer_account: null,
    livemode: false,
    metadata: {},
    type,
  };
}

function keep(step: Step, object: PaymentMethod, behaviour: PaymentMethodRow['behaviour']): PaymentMethodRow {
  const { challenge, decline, settlesAtOnce, refundsFail, refundsPend, processing } = behaviour;
  const row: PaymentMethodRow = {
    id: object.id,
    owner: step.owner,
    object,
    behaviour: { challenge, decline, settlesAtOnce, refundsFail, refundsPend, processing },
  };
  step.tx.put('payment_methods', row);
  return row;
}

function readCard(
  step: Step,
  { card: given }: PaymentMethodData,
): { card: TestCard; expMonth: number; expYear: number } {
  if (!given) throw missing('card');
  const thisYear = yearOf(step.now);
  if (given.token !== undefined) {
    const card = findCardByAlias(given.token.replace(/^tok_/, 'pm_card_'));
    if (!card) throw noSuch('token', given.token, 'card[token]');
    return { card, expMonth: 12, expYear: thisYear + 4 };
  }
  if (given.number === undefined) throw missing('card[number]');
  if (given.exp_month === undefined) throw missing('card[exp_month]');
  if (given.exp_year === undefined) throw missing('card[exp_year]');
  const card = findCardByNumber(given.number.replace(/[ -]/g, ''));
  if (!card) throw cardError('incorrect_number', 'Your card number is incorrect.', 'number');
  const expYear = given.exp_year < 100 ? 2_000 + given.exp_year : given.exp_year;
  if (given.exp_month < 1 || given.exp_month > 12)
    throw cardError('invalid_expiry_month', "Your card's expiration month is invalid.", 'exp_month');
  const over = expYear < thisYear || (expYear === thisYear && given.exp_month < monthOf(step.now));
  if (over || expYear > thisYear + 50)
    throw cardError('invalid_expiry_year', "Your card's expiration year is invalid.", 'exp_year');
  if (given.cvc !== undefined && !/^\d{3,4}$/.test(given.cvc))
    throw cardError('invalid_cvc', "Your card's security code is invalid.", 'cvc');
  return { card, expMonth: given.exp_month, expYear };
}

function cardDetails(card: TestCard, expMonth: number, expYear: number): NonNullable<PaymentMethod['card']> {
  return {
    brand: card.brand,
    checks: { address_line1_check: null, address_postal_code_check: null, cvc_check: 'pass' },
    country: card.country,
    display_brand: card.brand,
    exp_month: expMonth,
    exp_year: expYear,
    fingerprint: fingerprintOf(card.number),
    funding: card.funding,
    generated_from: null,
    last4: card.number.slice(-4),
    networks: { available: [card.brand], preferred: null },
    regulated_status: 'unregulated',
    three_d_secure_usage: { supported: true },
    wallet: null,
  };
}

/** The same for every payment method of one card, and telling nothing about its number. */
function fingerprintOf(number: string): string {
  return createHash('sha256').update(`card ${number}`).digest('base64url').replace(/[-_]/g, '0').slice(0, 16);
}

function missing(param: string): StripeFault {
  return invalidRequest(`Missing required param: ${param}.`, { code: 'parameter_missing', param });
}

function cardError(code: string, message: string, param: string): StripeFault {
  return new StripeFault(402, { type: 'card_error', code, message, param });
}

function yearOf(seconds: number): number {
  return new Date(seconds * 1_000).getUTCFullYear();
}

function monthOf(seconds: number): number {
  return new Date(seconds * 1_000).getUTCMonth() + 1;
}
