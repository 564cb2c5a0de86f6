/** What a user can cause and understand. The codes are the API's; the words for them stand in `errors.ts`. */
export const PROBLEM_CODES = [
  'PRODUCT_NOT_FOUND',
  'VARIANT_NOT_FOUND',
  'OFFER_NOT_FOUND',
  'CATEGORY_NOT_FOUND',
  'WAREHOUSE_NOT_FOUND',
  'VENDOR_NOT_FOUND',
  'TITLE_INVALID',
  'DESCRIPTION_INVALID',
  'SLUG_INVALID',
  'SLUG_TAKEN',
  'NAME_INVALID',
  'NAME_TAKEN',
  'OPTIONS_INVALID',
  'ATTRIBUTES_INVALID',
  'TAGS_INVALID',
  'VARIANTS_INVALID',
  'VARIANT_DUPLICATED',
  'MEDIA_INVALID',
  'PRODUCT_CATEGORY_LIMIT_REACHED',
  'PRIMARY_CATEGORY_INVALID',
  'SKU_INVALID',
  'SKU_TAKEN',
  'OFFER_EXISTS',
  'LEAD_TIME_INVALID',
  'QUANTITY_INVALID',
  'CURRENCY_INVALID',
  'CURRENCY_DUPLICATED',
  'PRICE_INVALID',
  'COMPARE_AT_PRICE_INVALID',
  'COUNTRY_INVALID',
  'STOCK_NOT_TRACKED',
  'STOCK_INSUFFICIENT',
  'STATUS_CHANGE_NOT_ALLOWED',
  'REASON_INVALID',
  'CATEGORY_PARENT_INVALID',
  'CATEGORY_DEPTH_LIMIT_REACHED',
  'CATEGORY_LIMIT_REACHED',
  'WAREHOUSE_LIMIT_REACHED',
  'PRODUCT_LIMIT_REACHED',
  'IDEMPOTENCY_KEY_INVALID',
  'IDEMPOTENCY_KEY_REUSED',
] as const;

export type ProblemCode = (typeof PROBLEM_CODES)[number];

export interface Problem {
  readonly code: ProblemCode;
  /** The path of the input field at fault. */
  readonly field: readonly string[];
}

/** What became of a request to change something: it was done, or nothing was changed for the given reasons. */
export type Outcome<Done> =
  { readonly kind: 'done'; readonly value: Done } | { readonly kind: 'refused'; readonly problems: readonly Problem[] };

export function done<Done>(value: Done): Outcome<Done> {
  return { kind: 'done', value };
}

export function refused(code: ProblemCode, ...field: readonly string[]): Outcome<never> {
  return { kind: 'refused', problems: [{ code, field }] };
}
