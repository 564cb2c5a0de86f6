import type { Sweep } from '@bazaar/subgraph/sweep';
import type { CartContext } from '../context.ts';
import { deleteUsedTickets as deleteBatch } from '../storage/carts.ts';

const BATCH = 1_000;
/** Far longer than any request lives, so that no freeze arrives after its ticket is forgotten. */
const KEPT_SECONDS = 24 * 3_600;

/** Forgets that checkouts froze or let go of carts. */
export const deleteUsedTickets: Sweep<CartContext> = {
  name: 'delete-used-tickets',
  everyMs: 600_000,
  run: ({ inTransaction }) => inTransaction((tx) => deleteBatch(tx, KEPT_SECONDS, BATCH)),
};
