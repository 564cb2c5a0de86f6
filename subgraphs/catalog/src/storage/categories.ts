import { idToUuid } from '@bazaar/ids/id';
import type { CategoryId } from '@bazaar/ids/kinds';
import { readRow, readRows } from '@bazaar/postgres/rows';
import type { Reader } from '@bazaar/postgres/tx';
import type { Category } from '../domain/category.ts';
import { CategoryTable } from './tables/category-table.ts';

/** Categories by their ids together with all their ancestors, each once, in no order. `all` includes inactive ones. */
export function listCategoriesWithAncestors(
  reader: Reader,
  all: boolean,
  ids: readonly CategoryId[],
): Promise<Category[]> {
  const sql = `select * from category where id in (select unnest(path) from category where id = any($1::uuid[])) and (is_active or $2::boolean)`;
  return readRows(reader, CategoryTable, sql, [ids.map(idToUuid), all]);
}

export function findCategoryByPath(reader: Reader, all: boolean, slugPath: string): Promise<Category | null> {
  const sql = 'select * from category where slug_path = $1 and (is_active or $2::boolean)';
  return readRow(reader, CategoryTable, sql, [slugPath, all]);
}

/** The categories directly below each of `parents`, in their sort order. */
export function listChildren(reader: Reader, all: boolean, parents: readonly CategoryId[]): Promise<Category[]> {
  const sql = `select * from category where parent_id = any($1::uuid[]) and (is_active or $2::boolean)
                order by parent_id, sort_order, id`;
  return readRows(reader, CategoryTable, sql, [parents.map(idToUuid), all]);
}

export function listRoots(reader: Reader, all: boolean): Promise<Category[]> {
  const sql = 'select * from category where parent_id is null and (is_active or $1::boolean) order by sort_order, id';
  return readRows(reader, CategoryTable, sql, [all]);
}
