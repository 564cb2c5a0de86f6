import { cart } from '@bazaar/cart/subgraph';
import { catalog } from '@bazaar/catalog/subgraph';
import { orders } from '@bazaar/orders/subgraph';
import type { AnySubgraph } from '@bazaar/subgraph/define-subgraph';
import { users } from '@bazaar/users/subgraph';
import { vendors } from '@bazaar/vendors/subgraph';

/** The five subgraphs, in the order in which they start. */
export const SUBGRAPHS: readonly AnySubgraph[] = [users, vendors, catalog, cart, orders];
