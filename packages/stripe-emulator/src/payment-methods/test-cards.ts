/** Why a charge is refused. */
export interface Decline {
  readonly code: string;
  readonly decline_code?: string;
  readonly message: string;
  readonly param?: string;
}

/** How a card answers. Everything here is Stripe's own table of test cards. */
export interface CardBehaviour {
  /** `always`: each payment needs the customer. */
  readonly challenge: 'never' | 'always';
  readonly decline: Decline | null;
  /** Its money is available at once, whatever the settlement delay. */
  readonly settlesAtOnce: boolean;
  /** Refunds succeed, and fail some time later: the customer's bank sends the money back. */
  readonly refundsFail: boolean;
  /** Refunds are pending at first, and succeed some time later. */
  readonly refundsPend: boolean;
  /** The payment is first `processing`; the emulator's control decides how it ends. */
  readonly processing: boolean;
}

export interface TestCard extends CardBehaviour {
  readonly number: string;
  /** The ready-made payment methods (`pm_…`) that stand for it. */
  readonly aliases: readonly string[];
  readonly brand: 'amex' | 'diners' | 'discover' | 'jcb' | 'mastercard' | 'unionpay' | 'visa';
  readonly funding: 'credit' | 'debit' | 'prepaid';
  readonly country: string;
}

const DECLINED = 'Your card was declined.';

function declined(decline_code: string, message = DECLINED): Decline {
  return { code: 'card_declined', decline_code, message };
}

const FUNDS = declined('insufficient_funds', 'Your card has insufficient funds.');
const EXPIRED: Decline = { code: 'expired_card', message: 'Your card has expired.', param: 'exp_month' };
const CVC: Decline = { code: 'incorrect_cvc', message: "Your card's security code is incorrect.", param: 'cvc' };
const PROCESSING: Decline = {
  code: 'processing_error',
  message: 'An error occurred while processing your card. Try again in a little bit.',
};

const ANSWERS: CardBehaviour = {
  challenge: 'never',
  decline: null,
  settlesAtOnce: false,
  refundsFail: false,
  refundsPend: false,
  processing: false,
};

function card(number: string, aliases: readonly string[], rest: Partial<TestCard> = {}): TestCard {
  return { ...ANSWERS, brand: 'visa', funding: 'credit', country: 'US', ...rest, number, aliases };
}

export const TEST_CARDS: readonly TestCard[] = [
  card('4242424242424242', ['pm_card_visa', 'pm_card_us']),
  card('4000056655665556', ['pm_card_visa_debit'], { funding: 'debit' }),
  card('5555555555554444', ['pm_card_mastercard'], { brand: 'mastercard' }),
  card('2223003122003222', [], { brand: 'mastercard' }),
  card('5200828282828210', ['pm_card_mastercard_debit'], { brand: 'mastercard', funding: 'debit' }),
  card('5105105105105100', ['pm_card_mastercard_prepaid'], { brand: 'mastercard', funding: 'prepaid' }),
  card('378282246310005', ['pm_card_amex'], { brand: 'amex' }),
  card('6011111111111117', ['pm_card_discover'], { brand: 'discover' }),
  card('3056930009020004', ['pm_card_diners'], { brand: 'diners' }),
  card('3566002020360505', ['pm_card_jcb'], { brand: 'jcb' }),
  card('6200000000000005', ['pm_card_unionpay'], { brand: 'unionpay' }),
  card('4000002760000016', ['pm_card_de'], { country: 'DE' }),
  card('4000002500000003', ['pm_card_fr'], { country: 'FR' }),
  card('4000008260000000', ['pm_card_gb'], { country: 'GB' }),
  card('4000000000000077', ['pm_card_bypassPending'], { settlesAtOnce: true }),
  card('4000000000005126', ['pm_card_refundFail'], { refundsFail: true }),
  card('4000000000007726', ['pm_card_pendingRefund'], { refundsPend: true }),

  card('4000000000000002', ['pm_card_visa_chargeDeclined', 'pm_card_chargeDeclined'], {
    decline: declined('generic_decline'),
  }),
  card(
    '4000000000009995',
    ['pm_card_visa_chargeDeclinedInsufficientFunds', 'pm_card_chargeDeclinedInsufficientFunds'],
    { decline: FUNDS },
  ),
  card('4000000000009987', ['pm_card_visa_chargeDeclinedLostCard', 'pm_card_chargeDeclinedLostCard'], {
    decline: declined('lost_card'),
  }),
  card('4000000000009979', ['pm_card_visa_chargeDeclinedStolenCard', 'pm_card_chargeDeclinedStolenCard'], {
    decline: declined('stolen_card'),
  }),
  card('4000000000000069', ['pm_card_chargeDeclinedExpiredCard'], { decline: EXPIRED }),
  card('4000000000000127', ['pm_card_chargeDeclinedIncorrectCvc'], { decline: CVC }),
  card('4000000000000119', ['pm_card_chargeDeclinedProcessingError'], { decline: PROCESSING }),
  card('4000000000006975', ['pm_card_visa_chargeDeclinedVelocityLimitExceeded'], {
    decline: declined('card_velocity_exceeded'),
  }),
  card('4000000000000341', ['pm_card_chargeCustomerFail'], { decline: declined('generic_decline') }),
  card('4100000000000019', ['pm_card_radarBlock'], { decline: declined('fraudulent') }),

  card('4000002500003155', ['pm_card_authenticationRequiredOnSetup'], { challenge: 'always' }),
  card('4000002760003184', ['pm_card_authenticationRequired'], { challenge: 'always' }),
  card('4000000000003220', ['pm_card_threeDSecure2Required'], { challenge: 'always' }),
  card('4000000000003063', ['pm_card_threeDSecureRequired'], { challenge: 'always' }),
  card('4000008260003178', ['pm_card_authenticationRequiredChargeDeclinedInsufficientFunds'], {
    challenge: 'always',
    decline: FUNDS,
  }),
  card('4000008400001629', ['pm_card_threeDSecureRequiredChargeDeclined'], {
    challenge: 'always',
    decline: declined('generic_decline'),
  }),
  card('4000000000003055', ['pm_card_threeDSecureOptional']),
];

/** What Stripe answers in test mode to a real card's number. */
const NOT_A_TEST_CARD: CardBehaviour = {
  ...ANSWERS,
  decline: declined(
    'test_mode_live_card',
    'Your card was declined. Your request was in test mode, but used a non test card. For a list of valid test cards, visit: https://stripe.com/docs/testing.',
  ),
};

/** The card behind a ready-made payment method. */
export function findCardByAlias(alias: string): TestCard | undefined {
  return TEST_CARDS.find((candidate) => candidate.aliases.includes(alias));
}

/** The card with this number: one of the table, or one that declines as no test card. Null for a number that cannot exist. */
export function findCardByNumber(number: string): TestCard | null {
  const known = TEST_CARDS.find((candidate) => candidate.number === number);
  if (known) return known;
  return passesLuhn(number) ? { ...card(number, []), ...NOT_A_TEST_CARD } : null;
}

function passesLuhn(number: string): boolean {
  if (!/^\d{12,19}$/.test(number)) return false;
  const digits = number.split('').toReversed().map(Number);
  const sum = digits.reduce((total, digit, place) => {
    const doubled = place % 2 === 1 ? digit * 2 : digit;
    return total + (doubled > 9 ? doubled - 9 : doubled);
  }, 0);
  return sum % 10 === 0;
}
