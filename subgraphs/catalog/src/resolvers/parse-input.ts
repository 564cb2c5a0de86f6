import { parseId, type Id } from '@bazaar/ids/id';
import { parseCurrency } from '@bazaar/money/currency';
import type { OfferPrice } from '../domain/offer.ts';
import type { Problem, ProblemCode } from '../domain/problem.ts';
import type { MediaDraft, VariantDraft } from '../domain/product-rules.ts';
import type { MediaInput, OfferPriceInput, VariantInput } from '../generated/resolvers.ts';

/**
 * Parses the ids and currencies of one mutation's input and collects what is wrong with them. After parsing, an input with `problems` is
 * refused as a whole; until then a value stands in for each unusable one, and goes nowhere.
 */
export class InputParser {
  readonly problems: Problem[] = [];

  /** A required id. */
  id<Prefix extends string>(prefix: Prefix, text: string, code: ProblemCode, ...field: string[]): Id<Prefix> {
    const id = parseId(prefix, text);
    if (!id) this.problems.push({ code, field });
    // The stand-in: an input with problems is never used.
    return id ?? (text as Id<Prefix>);
  }

  /** An id that may be left out. */
  optionalId<Prefix extends string>(
    prefix: Prefix,
    text: string | null | undefined,
    code: ProblemCode,
    ...field: string[]
  ): Id<Prefix> | null {
    return text == null ? null : this.id(prefix, text, code, ...field);
  }

  /** As they were given, repetitions included: their problems are told by their place. */
  ids<Prefix extends string>(
    prefix: Prefix,
    texts: readonly string[],
    code: ProblemCode,
    ...field: string[]
  ): Id<Prefix>[] {
    return texts.map((text, index) => this.id(prefix, text, code, ...field, String(index)));
  }

  variants(inputs: readonly VariantInput[]): VariantDraft[] {
    return inputs.map(({ variantId, optionValues, barcode = null, weightGrams = null }, index) => ({
      id: this.optionalId('var', variantId, 'VARIANT_NOT_FOUND', 'variants', String(index), 'variantId'),
      optionValues,
      barcode,
      weightGrams,
    }));
  }

  media(inputs: readonly MediaInput[]): MediaDraft[] {
    return inputs.map(({ url, alt, variantId }, index) => ({
      url,
      alt,
      variantId: this.optionalId('var', variantId, 'VARIANT_NOT_FOUND', 'media', String(index), 'variantId'),
    }));
  }

  prices(inputs: readonly OfferPriceInput[]): OfferPrice[] {
    return inputs.flatMap(({ currency: text, amount, compareAtAmount = null }, index) => {
      const currency = parseCurrency(text);
      if (currency) return [{ currency, amount, compareAtAmount }];
      this.problems.push({ code: 'CURRENCY_INVALID', field: ['prices', String(index), 'currency'] });
      return [];
    });
  }
}
