import type { Sweep } from '@bazaar/subgraph/sweep';
import type { CartContext } from '../context.ts';
import { deleteExpiredCarts as deleteBatch } from '../storage/carts.ts';

const BATCH = 500;

/** Deletes carts that nobody touched for their lifetime. */
export const deleteExpiredCarts: Sweep<CartContext> = {
  name: 'delete-expired-carts',
  everyMs: 60_000,
  run: ({ inTransaction, now }) => inTransaction((tx) => deleteBatch(tx, now(), BATCH)),
};
