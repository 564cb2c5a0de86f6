import { findOrder } from '../gateway/fixture/market-data.ts';
import { SUBGRAPHS, SUBGRAPH_SDL, type SubgraphName } from '../gateway/fixture/subgraph-sdl.ts';
import { composeFixture, subgraphSchema, type ComposedFixture } from '../gateway/fixture/compose-fixture.ts';
import type { GraphQLSchema } from 'graphql';
import type { OrderEvent, OrderFeed } from './order-feed.ts';

/** The fixture's subgraphs, of which `orders` tells of changes. */
const LIVE_SDL: Readonly<Record<SubgraphName, string>> = {
  ...SUBGRAPH_SDL,
  orders: `
    ${SUBGRAPH_SDL.orders}
    type Subscription { orderChanged(id: ID!): Order }
    extend type Order { note: String! }
  `,
};

const NOTE = 'A note of 4 KiB. '.repeat(241);

/** An order with its products and vendors: for every event, one fetch from `catalog` and one from `vendors` after it. */
export const FOLLOW_ORDER = `subscription FollowOrder($id: ID!) {
  orderChanged(id: $id) {
    id
    number
    status
    placedAt
    total { amount currency }
    lines {
      id
      quantity
      unitPrice { amount currency }
      product { id title slug description price { amount currency } vendor { id name handle rating } }
    }
  }
}`;

/** Events of a bit more than 4 KiB. */
export const FOLLOW_NOTE = 'subscription FollowNote($id: ID!) { orderChanged(id: $id) { id number note } }';

export function composeLiveFixture(urls: Readonly<Record<SubgraphName, string>>): ComposedFixture {
  return composeFixture(urls, LIVE_SDL);
}

/** The executable schema of one subgraph; `orders` follows `feed`. */
export function liveSchema(name: string, feed: OrderFeed): GraphQLSchema {
  const known = SUBGRAPHS.find((subgraph) => subgraph === name);
  if (!known) throw new Error(`The fixture has no subgraph ${name}.`);
  return subgraphSchema(known, LIVE_SDL, known === 'orders' ? liveResolvers(feed) : {});
}

function liveResolvers(feed: OrderFeed) {
  return {
    Subscription: {
      orderChanged: {
        subscribe: (_: unknown, { id }: { id: string }) => feed.follow(id),
        resolve: ({ orderId, number }: OrderEvent) => ({ ...findOrder(orderId), number, note: NOTE }),
      },
    },
  };
}
