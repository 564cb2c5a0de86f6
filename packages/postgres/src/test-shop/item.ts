import type { Id } from '@bazaar/ids/id';
import { EntitySchema } from 'typeorm';
import * as column from '../columns.ts';

/** The table of this package's own tests, with every kind of column. */
export interface Item {
  readonly id: Id<'itm'>;
  readonly ownerId: Id<'usr'> | null;
  readonly name: string;
  readonly priceAmount: number;
  readonly quantity: number;
  readonly tags: readonly string[];
  readonly relatedIds: readonly Id<'itm'>[];
  readonly details: { readonly colours?: readonly string[] };
  readonly sold: boolean;
  readonly releasedOn: string | null;
  readonly madeAt: Date;
}

export const ItemEntity = new EntitySchema<Item>({
  name: 'Item',
  columns: {
    id: column.primaryId('itm'),
    ownerId: column.nullable(column.idColumn('usr')),
    name: column.text(),
    priceAmount: column.minorUnits(),
    quantity: column.integer(),
    tags: column.textList(),
    relatedIds: column.idList('itm'),
    details: column.jsonb<Item['details']>(),
    sold: column.boolean(),
    releasedOn: column.nullable(column.day()),
    madeAt: column.timestamp(),
  },
});
