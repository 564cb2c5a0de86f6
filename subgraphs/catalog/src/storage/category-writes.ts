import { noteChanged } from '@bazaar/events/changed';
import { idToUuid } from '@bazaar/ids/id';
import type { CategoryId } from '@bazaar/ids/kinds';
import { isUniqueViolation } from '@bazaar/postgres/errors';
import { execute, query, readRow, readRows } from '@bazaar/postgres/rows';
import type { Tx } from '@bazaar/postgres/tx';
import type { Category, Place } from '../domain/category.ts';
import { CategoryTable } from './tables/category-table.ts';

/** Lets one transaction at a time change the shape of the tree; readers go on. */
export async function lockTree(tx: Tx): Promise<void> {
  await query(tx, `select pg_advisory_xact_lock(hashtextextended('catalog category tree', 0))`);
}

export function findCategory(tx: Tx, id: CategoryId): Promise<Category | null> {
  return readRow(tx, CategoryTable, 'select * from category where id = $1', [idToUuid(id)]);
}

/** Inserts a category at its place. @throws what {@link isSiblingSlugTaken} knows. */
export async function insertCategory(tx: Tx, category: Omit<Category, 'createdAt' | 'updatedAt'>): Promise<Category> {
  noteChanged(tx, 'Category:*');
  const [made] = await readRows(
    tx,
    CategoryTable,
    `insert into category (id, parent_id, path, slug, slug_path, name, description, sort_order, is_active)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9) returning *`,
    [
      idToUuid(category.id),
      category.parentId && idToUuid(category.parentId),
      category.path.map(idToUuid),
      category.slug,
      category.slugPath,
      category.name,
      category.description,
      category.sortOrder,
      category.isActive,
    ],
  );
  if (!made) throw new Error('An insert returned nothing.');
  return made;
}

/** Saves name, description, sort order and activity of a category; null when there is none. */
export function saveCategoryTexts(
  tx: Tx,
  id: CategoryId,
  texts: {
    readonly name: string | null;
    readonly description: string | null;
    readonly sortOrder: number | null;
    readonly isActive: boolean | null;
  },
): Promise<Category | null> {
  // Those that are not active are not shown, nor is what is below them; names stand in products.
  noteChanged(tx, 'Category:*');
  return readRow(
    tx,
    CategoryTable,
    `update category set name = coalesce($2, name), description = coalesce($3, description), sort_order = coalesce($4, sort_order),
            is_active = coalesce($5, is_active), updated_at = now()
      where id = $1 returning *`,
    [idToUuid(id), texts.name, texts.description, texts.sortOrder, texts.isActive],
  );
}

/** How many levels lie below a category. */
export async function heightOf(tx: Tx, category: Category): Promise<number> {
  const [row] = await query<{ height: number }>(
    tx,
    'select max(cardinality(path)) - $2::integer as height from category where path @> array[$1::uuid]',
    [idToUuid(category.id), category.path.length],
  );
  return row?.height ?? 0;
}

/** Moves a category and all below it to its new place. @throws what {@link isSiblingSlugTaken} knows. */
export async function moveSubtree(tx: Tx, category: Category, place: Place): Promise<void> {
  noteChanged(tx, 'Category:*');
  await execute(
    tx,
    `update category
        set parent_id = case when id = $1 then $2::uuid else parent_id end,
            path = $3::uuid[] || path[$4::integer + 1:],
            slug_path = $5 || substr(slug_path, $6::integer + 1),
            updated_at = now()
      where path @> array[$1::uuid]`,
    [
      idToUuid(category.id),
      place.parentId && idToUuid(place.parentId),
      place.path.map(idToUuid),
      category.path.length,
      place.slugPath,
      category.slugPath.length,
    ],
  );
}

/** Whether a write failed because a sibling has the slug: it violates both the sibling's slug and its path. */
export function isSiblingSlugTaken(error: unknown): boolean {
  return isUniqueViolation(error, 'category_slug_key') || isUniqueViolation(error, 'category_slug_path_key');
}
