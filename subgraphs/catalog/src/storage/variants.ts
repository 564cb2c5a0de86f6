import { idToUuid } from '@bazaar/ids/id';
import type { ProductId, VariantId } from '@bazaar/ids/kinds';
import { readRows } from '@bazaar/postgres/rows';
import type { Reader } from '@bazaar/postgres/tx';
import type { Variant } from '../domain/product.ts';
import { VariantTable } from './tables/variant-table.ts';
import { productVisible, type Sight } from './visibility.ts';

/** The variants of products that the caller has seen, in their order, without those that were removed. */
export function listVariantsOfProducts(reader: Reader, ids: readonly ProductId[]): Promise<Variant[]> {
  const sql =
    'select * from variant where product_id = any($1::uuid[]) and not is_archived order by product_id, position, id';
  return readRows(reader, VariantTable, sql, [ids.map(idToUuid)]);
}

/** Variants by their ids, in no order, also removed ones; those of products that must not be seen are missing. */
export function listVariants(reader: Reader, sight: Sight, ids: readonly VariantId[]): Promise<Variant[]> {
  const sql = `select n.* from variant n join product p on p.id = n.product_id
                where n.id = any($1::uuid[]) and ${productVisible('$2', '$3')}`;
  return readRows(reader, VariantTable, sql, [ids.map(idToUuid), sight.all, sight.vendors]);
}
