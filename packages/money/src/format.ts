import { exponentOf, type CurrencyCode } from './currency.ts';
import { toDecimalString } from './decimal.ts';
import type { Money } from './money.ts';

const FALLBACK_LOCALE = 'en';
/** Locales come from clients; every combination of one with a currency costs some kilobytes. */
const MAX_FORMATTERS = 500;
const MAX_LOCALE_LENGTH = 64;

/** Making a formatter takes a thousand times longer than using it. Keyed by locale and currency, the oldest first. */
const formatters = new Map<string, Intl.NumberFormat>();

/**
 * The amount as people write it in `locale` (a BCP 47 tag), with all digits of its currency: exact for every amount. A locale that is malformed or
 * unknown reads as `en`.
 */
export function formatMoney(money: Money, locale: string): string {
  // A plain decimal text is numeric, and Intl formats it digit by digit, without going through a float.
  const decimal = toDecimalString(money) as Intl.StringNumericLiteral;
  return formatterFor(locale.length > MAX_LOCALE_LENGTH ? FALLBACK_LOCALE : locale, money.currency).format(decimal);
}

function formatterFor(locale: string, currency: CurrencyCode): Intl.NumberFormat {
  const key = `${currency}${locale}`;
  const known = formatters.get(key);
  if (known) return known;
  const digits = exponentOf(currency);
  const formatter = new Intl.NumberFormat(supported(locale), {
    style: 'currency',
    currency,
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
  });
  const [oldest] = formatters.size >= MAX_FORMATTERS ? formatters.keys() : [];
  if (oldest !== undefined) formatters.delete(oldest);
  formatters.set(key, formatter);
  return formatter;
}

function supported(locale: string): string {
  try {
    return Intl.NumberFormat.supportedLocalesOf(locale)[0] ?? FALLBACK_LOCALE;
  } catch {
    // The only error it throws: the tag is malformed.
    return FALLBACK_LOCALE;
  }
}
