import type { CategoryId } from '@bazaar/ids/kinds';
import { isCheckViolation } from '@bazaar/postgres/errors';
import type { CatalogContext } from '../context.ts';
import { decideMove, type Category } from '../domain/category.ts';
import { done, refused, type Outcome } from '../domain/problem.ts';
import { findCategory, heightOf, isSiblingSlugTaken, lockTree, moveSubtree } from '../storage/category-writes.ts';
import { requestIndexOfCategory } from '../storage/product-index.ts';

/** Moves a category with all below it; its products are found under the new ancestors a moment later. Whether the viewer may was checked by the door. */
export async function moveCategory(
  { inTransaction }: Pick<CatalogContext, 'inTransaction'>,
  id: CategoryId,
  parentId: CategoryId | null,
): Promise<Outcome<Category>> {
  try {
    return await inTransaction(async (tx) => {
      await lockTree(tx);
      const category = await findCategory(tx, id);
      if (!category) return refused('CATEGORY_NOT_FOUND', 'categoryId');
      const parent = parentId === null ? null : await findCategory(tx, parentId);
      if (parentId !== null && parent === null) return refused('CATEGORY_NOT_FOUND', 'parentId');
      const decision = decideMove(category, await heightOf(tx, category), parent);
      switch (decision.kind) {
        case 'cycle':
          return refused('CATEGORY_PARENT_INVALID', 'parentId');
        case 'tooDeep':
          return refused('CATEGORY_DEPTH_LIMIT_REACHED', 'parentId');
        case 'moved':
          await moveSubtree(tx, category, decision.place);
          await requestIndexOfCategory(tx, id);
          return done({ ...category, ...decision.place });
      }
    });
  } catch (error) {
    if (isSiblingSlugTaken(error)) return refused('SLUG_TAKEN', 'parentId');
    if (isCheckViolation(error, 'category_limit')) return refused('CATEGORY_LIMIT_REACHED', 'parentId');
    throw error;
  }
}
