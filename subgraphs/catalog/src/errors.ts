import type { CatalogContext } from './context.ts';
import type { Outcome, Problem, ProblemCode } from './domain/problem.ts';
import type { CatalogUserError } from './generated/resolvers.ts';

/** What each problem says to people. */
const MESSAGES: Readonly<Record<ProblemCode, string>> = {
  PRODUCT_NOT_FOUND: 'There is no such product.',
  VARIANT_NOT_FOUND: 'There is no such variant.',
  OFFER_NOT_FOUND: 'There is no such offer.',
  CATEGORY_NOT_FOUND: 'There is no such category.',
  WAREHOUSE_NOT_FOUND: 'The vendor has no such warehouse.',
  VENDOR_NOT_FOUND: 'There is no such vendor.',
  TITLE_INVALID: 'A title has 1 to 300 characters.',
  DESCRIPTION_INVALID: 'The description is too long.',
  SLUG_INVALID: 'A slug consists of lower-case letters, digits and single hyphens.',
  SLUG_TAKEN: 'The slug is in use already.',
  NAME_INVALID: 'A name has 1 to 200 characters.',
  NAME_TAKEN: 'The name is in use already.',
  OPTIONS_INVALID: 'Options need different names, each with different values: at most 5 options of 100 values.',
  ATTRIBUTES_INVALID: 'Attributes need names of 1 to 100 and values of 1 to 1000 characters, at most 100 of them.',
  TAGS_INVALID: 'Tags have 1 to 50 characters, at most 50 of them.',
  VARIANTS_INVALID: 'A product has 1 to 250 variants, each with one of the values of every option.',
  VARIANT_DUPLICATED: 'Another variant has the same option values.',
  MEDIA_INVALID: 'Media need an https URL and an alternative text of at most 500 characters, at most 50 of them.',
  PRODUCT_CATEGORY_LIMIT_REACHED: 'A product is in at most 20 categories.',
  PRIMARY_CATEGORY_INVALID: 'The primary category must be one of the product’s categories.',
  SKU_INVALID: 'A SKU has 1 to 64 characters.',
  SKU_TAKEN: 'Another offer of this vendor has the SKU.',
  OFFER_EXISTS: 'The vendor offers this variant in this condition already.',
  LEAD_TIME_INVALID: 'A lead time is 0 to 365 days.',
  QUANTITY_INVALID: 'This quantity is not possible.',
  CURRENCY_INVALID: 'There is no such currency.',
  CURRENCY_DUPLICATED: 'Another price is in the same currency.',
  PRICE_INVALID: 'A price is not negative, and an offer needs at least one.',
  COMPARE_AT_PRICE_INVALID: 'A compare-at price is above the price.',
  COUNTRY_INVALID: 'There is no such country.',
  STOCK_NOT_TRACKED: 'This offer never runs out: it has no stock to change.',
  STOCK_INSUFFICIENT: 'Fewer units are on hand and free.',
  STATUS_CHANGE_NOT_ALLOWED: 'The status of the product does not allow this.',
  REASON_INVALID: 'Give a reason of 1 to 1000 characters.',
  CATEGORY_PARENT_INVALID: 'A category cannot move below itself.',
  CATEGORY_DEPTH_LIMIT_REACHED: 'The tree may be 8 levels deep.',
  CATEGORY_LIMIT_REACHED: 'At most 200 categories stand below one.',
  WAREHOUSE_LIMIT_REACHED: 'A vendor has at most 100 warehouses.',
  PRODUCT_LIMIT_REACHED: 'The vendor has 1,000 products that are not on the market: archive some of them first.',
  IDEMPOTENCY_KEY_INVALID: 'An idempotency key has 1 to 255 characters.',
  IDEMPOTENCY_KEY_REUSED: 'This idempotency key was used with another input.',
};

/** One problem as the API tells it. */
export function userError({ code, field }: Problem): CatalogUserError {
  return { code, message: MESSAGES[code], field: field.length > 0 ? field : null };
}

/** An outcome as a payload: what was done under `name`, or why nothing was. What the request loaded before may be out of date, and is forgotten. */
export function payload<Name extends string, Done>(
  { loaders }: Pick<CatalogContext, 'loaders'>,
  name: Name,
  outcome: Outcome<Done>,
): { readonly [Key in Name]?: Done } & { readonly userErrors: readonly CatalogUserError[] } {
  loaders.forget();
  if (outcome.kind === 'refused') return { userErrors: outcome.problems.map(userError) } as never;
  // The computed key is Name.
  return { [name]: outcome.value, userErrors: [] } as never;
}
