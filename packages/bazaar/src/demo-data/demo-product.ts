import type { CategorySlug } from './categories.ts';

/** A product as the tables write it. What can be derived (ids, variants, the place of its picture) is left out. */
export interface DemoProduct {
  readonly slug: string;
  readonly title: string;
  readonly description: string;
  /** What its picture shows, for those who do not see it. */
  readonly picture: string;
  /** The primary one first. */
  readonly categories: readonly [CategorySlug, ...CategorySlug[]];
  readonly tags: readonly string[];
  readonly attributes: Readonly<Record<string, string>>;
  /** There is a variant for every combination. Prices may differ by the value of the first option. */
  readonly options?: Readonly<Record<string, readonly string[]>>;
  /** Of one piece as it is sent; null for downloads. */
  readonly weightGrams: number | null;
}
