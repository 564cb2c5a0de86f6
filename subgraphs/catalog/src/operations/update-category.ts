import type { CategoryId } from '@bazaar/ids/kinds';
import type { CatalogContext } from '../context.ts';
import type { Category } from '../domain/category.ts';
import { checkCategoryTexts } from '../domain/category-rules.ts';
import { done, refused, type Outcome } from '../domain/problem.ts';
import { saveCategoryTexts } from '../storage/category-writes.ts';

/** What is left out stays as it is. */
export interface CategoryChanges {
  readonly name?: string | undefined;
  readonly description?: string | undefined;
  readonly sortOrder?: number | undefined;
  readonly isActive?: boolean | undefined;
}

/** Changes a category. Whether the viewer may was checked by the door. */
export async function updateCategory(
  { inTransaction }: Pick<CatalogContext, 'inTransaction'>,
  id: CategoryId,
  changes: CategoryChanges,
): Promise<Outcome<Category>> {
  const problems = checkCategoryTexts(changes);
  if (problems.length > 0) return { kind: 'refused', problems };
  const { name = null, description = null, sortOrder = null, isActive = null } = changes;
  const category = await inTransaction((tx) => saveCategoryTexts(tx, id, { name, description, sortOrder, isActive }));
  return category ? done(category) : refused('CATEGORY_NOT_FOUND', 'categoryId');
}
