import type { OfferPrice } from './offer.ts';
import type { Problem } from './problem.ts';
import { isText } from './product-rules.ts';

/** The terms of an offer that are given; what is left out is not checked. */
export interface OfferTerms {
  readonly sku?: string | undefined;
  readonly leadTimeDays?: number | undefined;
  readonly minQuantity: number;
  readonly maxQuantity: number | null;
}

const MAX_QUANTITY = 1_000_000;

/** What is wrong with the terms of an offer, each at its field. */
export function checkTerms({ sku, leadTimeDays, minQuantity, maxQuantity }: OfferTerms): Problem[] {
  const problems: Problem[] = [];
  if (sku !== undefined && !isText(sku, 1, 64)) problems.push({ code: 'SKU_INVALID', field: ['sku'] });
  if (leadTimeDays !== undefined && (leadTimeDays < 0 || leadTimeDays > 365))
    problems.push({ code: 'LEAD_TIME_INVALID', field: ['leadTimeDays'] });
  if (minQuantity < 1 || minQuantity > MAX_QUANTITY)
    problems.push({ code: 'QUANTITY_INVALID', field: ['minQuantity'] });
  if (maxQuantity !== null && (maxQuantity < minQuantity || maxQuantity > MAX_QUANTITY))
    problems.push({ code: 'QUANTITY_INVALID', field: ['maxQuantity'] });
  return problems;
}

/** What is wrong with the prices of an offer: at least one, one per currency, none negative, each below what it is compared with. */
export function checkPrices(prices: readonly OfferPrice[]): Problem[] {
  if (prices.length === 0) return [{ code: 'PRICE_INVALID', field: ['prices'] }];
  return prices.flatMap(({ currency, amount, compareAtAmount }, index): Problem[] => {
    const field = ['prices', String(index)];
    if (prices.findIndex((price) => price.currency === currency) < index)
      return [{ code: 'CURRENCY_DUPLICATED', field: [...field, 'currency'] }];
    if (amount < 0) return [{ code: 'PRICE_INVALID', field: [...field, 'amount'] }];
    if (compareAtAmount !== null && compareAtAmount <= amount)
      return [{ code: 'COMPARE_AT_PRICE_INVALID', field: [...field, 'compareAtAmount'] }];
    return [];
  });
}
