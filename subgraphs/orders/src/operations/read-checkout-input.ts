import { parseCurrency, type CurrencyCode } from '@bazaar/money/currency';
import { isEmail } from '@bazaar/subgraph/email';
import { readPostalAddress, type PostalAddressInput, type PostalAddressProblem } from '@bazaar/subgraph/postal-address';
import type { CheckoutRequest } from '../domain/checkout.ts';
import type { PostalAddress } from '../domain/postal-address.ts';

/** What a client sends to start a checkout. */
export interface CheckoutInput {
  readonly idempotencyKey: string;
  readonly cartId: string;
  readonly expectedVersion: number;
  readonly expectedTotal: { readonly amount: number; readonly currency: string };
  readonly email?: string | null | undefined;
  readonly shippingAddress?: PostalAddressInput | null | undefined;
  readonly billingAddress?: PostalAddressInput | null | undefined;
  readonly paymentMethod?: string | null | undefined;
  readonly returnUrl?: string | null | undefined;
}

export type InvalidInputCode =
  | 'CART_NOT_FOUND'
  | 'IDEMPOTENCY_KEY_INVALID'
  | 'CURRENCY_INVALID'
  | 'EMAIL_INVALID'
  | 'EMAIL_REQUIRED'
  | 'ADDRESS_INVALID'
  | 'COUNTRY_INVALID'
  | 'POSTAL_CODE_INVALID'
  | 'ADDRESS_REQUIRED'
  | 'URL_INVALID'
  | 'PAYMENT_METHOD_INVALID';

export interface InvalidInput {
  readonly code: InvalidInputCode;
  readonly message: string;
  readonly field: readonly string[];
}

export type CheckoutInputOutcome =
  | { readonly kind: 'valid'; readonly request: CheckoutRequest }
  | { readonly kind: 'invalid'; readonly errors: readonly InvalidInput[] };

/** Whether `key` can name a mutation: 1 to 255 characters. */
export function isIdempotencyKey(key: string): boolean {
  return key.length >= 1 && key.length <= 255;
}

/** Longer than any cart's id, signed or not. */
const MAX_CART_ID = 255;
/** Characters of an address that the buyer is sent back to. */
const MAX_RETURN_URL = 2_000;

/** Checks everything about an input that needs no other party, and tells all that is wrong with it at once. Guests must leave an e-mail address. */
export function readCheckoutInput(input: CheckoutInput, isGuest: boolean): CheckoutInputOutcome {
  const errors: InvalidInput[] = [];
  const reject = (code: InvalidInputCode, message: string, ...field: string[]): null => {
    errors.push({ code, message, field });
    return null;
  };
  if (!isIdempotencyKey(input.idempotencyKey))
    reject('IDEMPOTENCY_KEY_INVALID', 'A key has 1 to 255 characters.', 'idempotencyKey');
  if (input.cartId.length > MAX_CART_ID) reject('CART_NOT_FOUND', 'There is no such cart.', 'cartId');
  const currency: CurrencyCode | null =
    parseCurrency(input.expectedTotal.currency) ??
    reject('CURRENCY_INVALID', 'This is not a currency of ISO 4217.', 'expectedTotal', 'currency');
  const email = readCheckoutEmail(input.email, isGuest, reject);
  const shippingAddress = readCheckoutAddress('shippingAddress', input.shippingAddress, reject);
  const billingAddress = readCheckoutAddress('billingAddress', input.billingAddress, reject) ?? shippingAddress;
  if (!input.shippingAddress && !input.billingAddress)
    reject(
      'ADDRESS_REQUIRED',
      'Give a shipping address, or a billing address when nothing is shipped.',
      'billingAddress',
    );
  const returnUrl = input.returnUrl ?? null;
  if (returnUrl !== null && (returnUrl.length > MAX_RETURN_URL || !isWebUrl(returnUrl)))
    reject('URL_INVALID', 'This is not an address of the web.', 'returnUrl');
  const paymentMethod = input.paymentMethod ?? null;
  if (paymentMethod !== null && !/^[\w-]{1,255}$/.test(paymentMethod))
    reject('PAYMENT_METHOD_INVALID', 'This is not a payment method.', 'paymentMethod');

  if (errors.length > 0 || currency === null || billingAddress === null) return { kind: 'invalid', errors };
  return {
    kind: 'valid',
    request: {
      cartId: input.cartId,
      expectedVersion: input.expectedVersion,
      expectedTotalAmount: input.expectedTotal.amount,
      expectedCurrency: currency,
      email,
      shippingAddress,
      billingAddress,
      paymentMethod,
      returnUrl,
    },
  };
}

type Reject = (code: InvalidInputCode, message: string, ...field: string[]) => null;

function readCheckoutEmail(given: string | null | undefined, isGuest: boolean, reject: Reject): string | null {
  if (given == null || given.trim() === '')
    return isGuest ? reject('EMAIL_REQUIRED', 'Guests leave an e-mail address.', 'email') : null;
  const email = given.trim();
  return isEmail(email) ? email : reject('EMAIL_INVALID', 'This is not an e-mail address.', 'email');
}

const ADDRESS_ERRORS = {
  addressInvalid: ['ADDRESS_INVALID', 'This part of the address is empty or too long.'],
  countryInvalid: ['COUNTRY_INVALID', 'There is no such country.'],
  postalCodeInvalid: ['POSTAL_CODE_INVALID', 'This is not a postal code of the country.'],
} as const satisfies Record<PostalAddressProblem['kind'], readonly [InvalidInputCode, string]>;

function readCheckoutAddress(
  name: string,
  given: PostalAddressInput | null | undefined,
  reject: Reject,
): PostalAddress | null {
  if (!given) return null;
  const outcome = readPostalAddress(given);
  if (outcome.kind === 'fine') return outcome.address;
  for (const { kind, field } of outcome.problems) {
    const [code, message] = ADDRESS_ERRORS[kind];
    reject(code, message, name, field);
  }
  return null;
}

function isWebUrl(text: string): boolean {
  try {
    return ['http:', 'https:'].includes(new URL(text).protocol);
  } catch {
    return false;
  }
}
