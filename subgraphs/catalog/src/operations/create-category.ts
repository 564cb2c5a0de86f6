import { newId } from '@bazaar/ids/id';
import type { CategoryId } from '@bazaar/ids/kinds';
import { isCheckViolation } from '@bazaar/postgres/errors';
import type { CatalogContext } from '../context.ts';
import { MAX_DEPTH, placeBelow, type Category } from '../domain/category.ts';
import { checkCategoryTexts } from '../domain/category-rules.ts';
import { done, refused, type Outcome } from '../domain/problem.ts';
import { slugFrom } from '../domain/product-rules.ts';
import { findCategory, insertCategory, isSiblingSlugTaken, lockTree } from '../storage/category-writes.ts';

export interface NewCategory {
  readonly parentId: CategoryId | null;
  /** Null: made from the name. */
  readonly slug: string | null;
  readonly name: string;
  readonly description: string;
  readonly sortOrder: number;
  readonly isActive: boolean;
}

/** Adds a category to the tree. Whether the viewer may was checked by the door. */
export async function createCategory(
  { inTransaction }: Pick<CatalogContext, 'inTransaction'>,
  given: NewCategory,
): Promise<Outcome<Category>> {
  const slug = given.slug ?? slugFrom(given.name);
  const problems = checkCategoryTexts({ ...given, slug });
  if (problems.length > 0) return { kind: 'refused', problems };
  try {
    return await inTransaction(async (tx) => {
      await lockTree(tx);
      const parent = given.parentId === null ? null : await findCategory(tx, given.parentId);
      if (given.parentId !== null && parent === null) return refused('CATEGORY_NOT_FOUND', 'parentId');
      const id = newId('cat');
      const place = placeBelow(parent, id, slug);
      if (place.path.length > MAX_DEPTH) return refused('CATEGORY_DEPTH_LIMIT_REACHED', 'parentId');
      return done(await insertCategory(tx, { ...given, ...place, id, slug }));
    });
  } catch (error) {
    if (isSiblingSlugTaken(error)) return refused('SLUG_TAKEN', 'slug');
    if (isCheckViolation(error, 'category_limit')) return refused('CATEGORY_LIMIT_REACHED', 'parentId');
    throw error;
  }
}
