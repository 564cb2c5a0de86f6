import type { Problem } from './problem.ts';
import { isSlug, isText } from './product-rules.ts';

/** What is wrong with the texts of a category that are given. */
export function checkCategoryTexts(texts: {
  readonly name?: string | undefined;
  readonly slug?: string | undefined;
  readonly description?: string | undefined;
}): Problem[] {
  const { name, slug, description } = texts;
  const problems: Problem[] = [];
  if (name !== undefined && !isText(name, 1, 200)) problems.push({ code: 'NAME_INVALID', field: ['name'] });
  if (slug !== undefined && !isSlug(slug, 100)) problems.push({ code: 'SLUG_INVALID', field: ['slug'] });
  if (description !== undefined && !isText(description, 0, 5000))
    problems.push({ code: 'DESCRIPTION_INVALID', field: ['description'] });
  return problems;
}
