import { EventEmitter, on } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { composeServices } from '@apollo/composition';
import { buildSubgraphSchema } from '@apollo/subgraph';
import { parse, type GraphQLSchema } from 'graphql';
import { GraphQLError } from 'graphql';
import type { CallerClaims } from '@bazaar/runtime/subgraph-door';

/** What a fixture's resolvers get. */
export interface FixtureContext {
  readonly caller: CallerClaims | null;
  readonly signal: AbortSignal;
  readonly world: World;
}

/** What a test can see and move behind the subgraphs. */
export interface World {
  readonly events: EventEmitter;
  /** Calls of `slow` that were cancelled. */
  cancelled: number;
  /** Calls of `slow` under way. */
  running: number;
  /** Open upstream subscriptions. */
  subscribers: number;
  /** Orders that were changed, as they are now. */
  readonly orders: Map<string, FixtureOrder>;
  /** Changes an order and tells its subscribers. */
  change(order: FixtureOrder): void;
  /** Texts of all operations that subgraphs were asked, subscriptions included. */
  readonly operations: string[];
  /** Products looked up for other subgraphs. */
  lookups: number;
  /** Entity lookups of the reviews subgraph, one count per call. */
  readonly callers: (CallerClaims | null)[];
  /** Where the client was, one per call; null where the gateway did not say. */
  readonly addresses: (string | null)[];
}

export interface FixtureOrder {
  readonly id: string;
  readonly status: string;
  readonly product: { readonly sku: string } | null;
}

export function createWorld(): World {
  const events = new EventEmitter();
  events.setMaxListeners(0);
  const orders = new Map<string, FixtureOrder>();
  return {
    events,
    orders,
    change(order) {
      orders.set(order.id, order);
      events.emit(`order:${order.id}`, order);
      events.emit('orders', order);
    },
    cancelled: 0,
    running: 0,
    subscribers: 0,
    operations: [],
    lookups: 0,
    callers: [],
    addresses: [],
  };
}

const PRODUCTS = /* GraphQL */ `
  extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key", "@shareable"])
  type Query {
    products: [Product!]!
    product(sku: String!): Product
    whoami: Caller
    slow(ms: Int!): String
    broken: String
    refused: String
    nothing: String!
    mood(mood: Mood): Mood
  }
  type Mutation {
    slowMutation(ms: Int!): String
    rename(sku: String!, name: String!): Product
  }
  enum Mood {
    GOOD
    BAD
  }
  type Caller {
    sub: String!
    roles: [String!]!
  }
  type Product @key(fields: "sku") {
    sku: String!
    name: String!
    seller: Seller
  }
  type Seller @key(fields: "id", resolvable: false) {
    id: ID!
  }
`;

const REVIEWS = /* GraphQL */ `
  extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key"])
  type Query {
    latestReview: Review
  }
  type Product @key(fields: "sku") {
    sku: String!
    reviews: [Review!]
    stars: Float
  }
  type Review {
    id: ID!
    text: String!
    caller: String
  }
`;

const SELLERS = /* GraphQL */ `
  extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key", "@tag"])
  type Query {
    sellers: [Seller!]
  }
  type Seller @key(fields: "id") {
    id: ID!
    title: String!
    rating: Int @tag(name: "internal")
  }
  type Order @key(fields: "id") {
    id: ID!
    status: String!
    product: Product
  }
  type Product @key(fields: "sku", resolvable: false) {
    sku: String!
  }
  type Subscription {
    orderChanged(id: ID!): Order
    orderFollowed(id: ID!): Order!
    ordersChanged: Order
    statusChanged(id: ID!): String
    refusedSubscription: Order
    brokenSubscription: Order
  }
`;

const products = [
  { sku: 'a', name: 'Apple', seller: { id: 's1' } },
  { sku: 'b', name: 'Bread', seller: { id: 's2' } },
];

const sellers = [
  { id: 's1', title: 'Orchard', rating: 5 },
  { id: 's2', title: 'Bakery', rating: 4 },
];

async function waitAs(ms: number, { world, signal }: FixtureContext): Promise<string> {
  world.running += 1;
  try {
    await sleep(ms, undefined, { signal });
    return 'done';
  } catch {
    world.cancelled += 1;
    return 'cancelled';
  } finally {
    world.running -= 1;
  }
}

type Resolvers = Record<string, Record<string, unknown>>;

const RESOLVERS: Record<string, Resolvers> = {
  products: {
    Query: {
      products: () => products,
      product: (_: unknown, { sku }: { sku: string }) => products.find((product) => product.sku === sku),
      whoami: (_: unknown, __: unknown, { caller }: FixtureContext) => caller,
      slow: (_: unknown, { ms }: { ms: number }, context: FixtureContext) => waitAs(ms, context),
      broken: () => {
        throw new Error('connect ECONNREFUSED postgres://user:secret@db.internal:5432');
      },
      refused: () => {
        throw new GraphQLError('You may not see this.', {
          extensions: { code: 'FORBIDDEN', http: { status: 418 }, stacktrace: ['at secret.ts'] },
        });
      },
      nothing: () => null,
      mood: (_: unknown, { mood }: { mood: string }) => mood,
    },
    Mutation: {
      slowMutation: (_: unknown, { ms }: { ms: number }, context: FixtureContext) => waitAs(ms, context),
      rename: (_: unknown, { sku, name }: { sku: string; name: string }) => ({ sku, name }),
    },
    Product: {
      __resolveReference({ sku }: { sku: string }, { world }: FixtureContext) {
        world.lookups += 1;
        return products.find((product) => product.sku === sku);
      },
    },
  },
  reviews: {
    Query: { latestReview: () => ({ id: 'r0', text: 'Latest' }) },
    Product: {
      __resolveReference: ({ sku }: { sku: string }) => ({ sku }),
      stars: () => 4.5,
      reviews: ({ sku }: { sku: string }) => [{ id: `r-${sku}`, text: `About ${sku}` }],
    },
    Review: {
      caller: (_: unknown, __: unknown, { caller, world }: FixtureContext) => {
        world.callers.push(caller);
        return caller?.sub ?? null;
      },
    },
  },
  sellers: {
    Query: { sellers: () => sellers },
    Seller: { __resolveReference: ({ id }: { id: string }) => sellers.find((seller) => seller.id === id) },
    Subscription: {
      orderChanged: {
        subscribe: (_: unknown, { id }: { id: string }, { world, signal }: FixtureContext) =>
          watchOrders(world, `order:${id}`, [currentOrder(world, id)], signal),
        resolve: (event: unknown) => event,
      },
      orderFollowed: {
        subscribe: (_: unknown, { id }: { id: string }, { world, signal }: FixtureContext) =>
          watchOrders(world, `order:${id}`, [currentOrder(world, id)], signal),
        resolve: (event: unknown) => event,
      },
      ordersChanged: {
        subscribe: (_: unknown, __: unknown, { world, signal }: FixtureContext) =>
          watchOrders(world, 'orders', [...world.orders.values()], signal),
        resolve: (event: unknown) => event,
      },
      statusChanged: {
        subscribe: (_: unknown, { id }: { id: string }, { world, signal }: FixtureContext) =>
          watchOrders(world, `order:${id}`, [currentOrder(world, id)], signal),
        resolve: ({ status }: FixtureOrder) => status,
      },
      refusedSubscription: {
        subscribe: () => {
          throw new GraphQLError('Not for you.', { extensions: { code: 'FORBIDDEN', host: 'db.internal' } });
        },
      },
      brokenSubscription: {
        subscribe: () => {
          throw new Error('SELECT * FROM secrets');
        },
      },
    },
  },
};

function currentOrder({ orders }: World, id: string): FixtureOrder {
  return orders.get(id) ?? { id, status: 'PENDING', product: { sku: 'a' } };
}

/** The current state first, then every change: what a subscription of the marketplace yields. */
async function* watchOrders(world: World, topic: string, current: readonly FixtureOrder[], signal: AbortSignal) {
  world.subscribers += 1;
  try {
    // Listens before it yields, so that nothing falls between.
    const changes = on(world.events, topic, { signal });
    yield* current;
    for await (const [event] of changes) yield event as FixtureOrder;
  } catch (error) {
    if (!signal.aborted) throw error;
  } finally {
    world.subscribers -= 1;
  }
}

export const FIXTURES = ['products', 'reviews', 'sellers'] as const;
export type FixtureName = (typeof FIXTURES)[number];

const SDL: Record<FixtureName, string> = { products: PRODUCTS, reviews: REVIEWS, sellers: SELLERS };

export function fixtureSchema(name: FixtureName): GraphQLSchema {
  // The library's own resolver type is wider than what these fixtures need.
  const resolvers = RESOLVERS[name] as Parameters<typeof buildSubgraphSchema>[0] extends (infer Module)[]
    ? Module extends { resolvers?: infer R }
      ? R
      : never
    : never;
  return buildSubgraphSchema([{ typeDefs: parse(SDL[name]), resolvers }]);
}

/** Composes the fixtures, or some of them. `urls` become the subgraphs' addresses. */
export function fixtureSupergraph(
  urls: Partial<Record<FixtureName, string>> = {},
  names: readonly FixtureName[] = FIXTURES,
): string {
  const composed = composeServices(
    names.map((name) => ({ name, url: urls[name] ?? `http://${name}.invalid/graphql`, typeDefs: parse(SDL[name]) })),
  );
  if (!composed.supergraphSdl) throw new Error(composed.errors?.map((error) => error.message).join('\n'));
  return composed.supergraphSdl;
}
