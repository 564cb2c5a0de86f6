import type { CartId, CartLineId, CheckoutId, OfferId, UserId } from '@bazaar/ids/kinds';
import type { CartQuote } from '@bazaar/schema/commands/cart';
import * as column from '@bazaar/postgres/columns';
import { EntitySchema } from 'typeorm';
import type { OfferView } from '../domain/offer-view.ts';

/** A row of `cart`. */
export interface CartRow {
  readonly id: CartId;
  readonly buyerId: UserId | null;
  readonly regionCode: string;
  readonly version: number;
  readonly frozenBy: CheckoutId | null;
  readonly frozenQuote: CartQuote | null;
  readonly mergedInto: CartId | null;
  readonly createdAt: Date;
  readonly expiresAt: Date;
}

export const CartTable = new EntitySchema<CartRow>({
  name: 'Cart',
  tableName: 'cart',
  columns: {
    id: column.primaryId('crt'),
    buyerId: column.nullable(column.idColumn('usr')),
    regionCode: column.text(),
    version: column.integer(),
    frozenBy: column.nullable(column.idColumn('chk')),
    frozenQuote: column.nullable(column.jsonb<CartQuote>()),
    mergedInto: column.nullable(column.idColumn('crt')),
    createdAt: column.timestamp(),
    expiresAt: column.timestamp(),
  },
});

/** A row of `cart_line`. */
export interface CartLineRow {
  readonly id: CartLineId;
  readonly cartId: CartId;
  readonly offerId: OfferId;
  readonly quantity: number;
  readonly unitAmountWhenAdded: number;
  readonly lastSeen: OfferView;
  readonly addedAt: Date;
}

export const CartLineTable = new EntitySchema<CartLineRow>({
  name: 'CartLine',
  tableName: 'cart_line',
  columns: {
    id: column.primaryId('cln'),
    cartId: column.idColumn('crt'),
    offerId: column.idColumn('off'),
    quantity: column.integer(),
    unitAmountWhenAdded: column.minorUnits(),
    lastSeen: column.jsonb<OfferView>(),
    addedAt: column.timestamp(),
  },
});
