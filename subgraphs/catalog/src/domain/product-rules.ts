import type { VariantId } from '@bazaar/ids/kinds';
import type { Problem, ProblemCode } from './problem.ts';
import type { ProductAttribute, ProductOption } from './product.ts';

/** A variant as its editor wants it; without an id it is new. */
export interface VariantDraft {
  readonly id: VariantId | null;
  readonly optionValues: readonly string[];
  readonly barcode: string | null;
  readonly weightGrams: number | null;
}

export interface MediaDraft {
  readonly url: string;
  readonly alt: string;
  readonly variantId: VariantId | null;
}

export const MAX_CATEGORIES = 20;
const MAX_OPTIONS = 5;
const MAX_OPTION_VALUES = 100;
const MAX_VARIANTS = 250;
const MAX_ATTRIBUTES = 100;
const MAX_TAGS = 50;
const MAX_MEDIA = 50;
const SLUG = /^[a-z0-9]+(-[a-z0-9]+)*$/;

/** The texts and lists of a product that are given; what is left out is not checked. */
export interface ProductTexts {
  readonly title?: string | undefined;
  readonly slug?: string | undefined;
  readonly description?: string | undefined;
  readonly options?: readonly ProductOption[] | undefined;
  readonly attributes?: readonly ProductAttribute[] | undefined;
  readonly tags?: readonly string[] | undefined;
  readonly media?: readonly MediaDraft[] | undefined;
}

/** What is wrong with a product's texts and lists, each at its field. */
export function checkTexts(texts: ProductTexts): Problem[] {
  const { title, slug, description, options, attributes, tags, media } = texts;
  return [
    ...problemUnless(title === undefined || isText(title, 1, 300), 'TITLE_INVALID', 'title'),
    ...problemUnless(slug === undefined || isSlug(slug, 150), 'SLUG_INVALID', 'slug'),
    ...problemUnless(description === undefined || isText(description, 0, 50_000), 'DESCRIPTION_INVALID', 'description'),
    ...problemUnless(options === undefined || areOptions(options), 'OPTIONS_INVALID', 'options'),
    ...problemUnless(attributes === undefined || areAttributes(attributes), 'ATTRIBUTES_INVALID', 'attributes'),
    ...problemUnless(tags === undefined || areTags(tags), 'TAGS_INVALID', 'tags'),
    ...problemUnless(media === undefined || media.length <= MAX_MEDIA, 'MEDIA_INVALID', 'media'),
    ...(media ?? []).flatMap((medium, index) =>
      problemUnless(isMedium(medium), 'MEDIA_INVALID', 'media', String(index)),
    ),
  ];
}

/** What is wrong with variants of a product with these options: each names one value of every option, and no two the same. */
export function checkVariants(options: readonly ProductOption[], variants: readonly VariantDraft[]): Problem[] {
  if (variants.length === 0 || variants.length > MAX_VARIANTS)
    return [{ code: 'VARIANTS_INVALID', field: ['variants'] }];
  const seen = new Set<string>();
  return variants.flatMap(({ optionValues, barcode, weightGrams }, index): Problem[] => {
    const field = ['variants', String(index)];
    const key = JSON.stringify(optionValues);
    const isRepeated = seen.has(key);
    seen.add(key);
    if (
      optionValues.length !== options.length ||
      !options.every(({ values }, at) => values.includes(optionValues[at] ?? ''))
    )
      return [{ code: 'VARIANTS_INVALID', field: [...field, 'optionValues'] }];
    if (isRepeated) return [{ code: 'VARIANT_DUPLICATED', field: [...field, 'optionValues'] }];
    if (barcode !== null && !isText(barcode, 1, 64))
      return [{ code: 'VARIANTS_INVALID', field: [...field, 'barcode'] }];
    if (weightGrams !== null && weightGrams < 0)
      return [{ code: 'VARIANTS_INVALID', field: [...field, 'weightGrams'] }];
    return [];
  });
}

/** What a variant is called: its option values, joined. */
export function variantTitle(optionValues: readonly string[]): string {
  return optionValues.join(' / ');
}

/** A slug made from a title, of at most `maxLength` characters; `item` when no letter or digit of the title can be in one. */
export function slugFrom(title: string, maxLength = 80): string {
  const words = title
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-');
  return words.slice(0, maxLength).replaceAll(/^-+|-+$/g, '') || 'item';
}

export function isSlug(text: string, maxLength: number): boolean {
  return text.length <= maxLength && SLUG.test(text);
}

/** A text that can be stored, of `min` to `max` characters, not only of spaces when it must not be empty. */
export function isText(text: string, min: number, max: number): boolean {
  return text.length <= max && text.trim().length >= min && !text.includes('\0');
}

function areOptions(options: readonly ProductOption[]): boolean {
  return (
    options.length <= MAX_OPTIONS &&
    areDifferent(options.map(({ name }) => name)) &&
    options.every(
      ({ name, values }) =>
        isText(name, 1, 100) &&
        values.length > 0 &&
        values.length <= MAX_OPTION_VALUES &&
        areDifferent(values) &&
        values.every((value) => isText(value, 1, 100)),
    )
  );
}

function areAttributes(attributes: readonly ProductAttribute[]): boolean {
  return (
    attributes.length <= MAX_ATTRIBUTES &&
    attributes.every(({ name, value }) => isText(name, 1, 100) && isText(value, 1, 1000))
  );
}

function areTags(tags: readonly string[]): boolean {
  return tags.length <= MAX_TAGS && tags.every((tag) => isText(tag, 1, 50));
}

function isMedium({ url, alt }: MediaDraft): boolean {
  return isText(alt, 0, 500) && isText(url, 1, 2000) && URL.canParse(url) && new URL(url).protocol === 'https:';
}

function areDifferent(texts: readonly string[]): boolean {
  return new Set(texts).size === texts.length;
}

function problemUnless(fine: boolean, code: ProblemCode, ...field: readonly string[]): Problem[] {
  return fine ? [] : [{ code, field }];
}
