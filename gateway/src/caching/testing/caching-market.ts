import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { composeServices } from '@apollo/composition';
import { buildSubgraphSchema } from '@apollo/subgraph';
import { publishChanges } from '@bazaar/ephemeral/changes';
import type { Ephemeral } from '@bazaar/ephemeral/ephemeral';
import { createInProcessEphemeral } from '@bazaar/ephemeral/in-process';
import { Fault } from '@bazaar/runtime/faults';
import { createLogger } from '@bazaar/runtime/log';
import type { CallerClaims, SubgraphDoor } from '@bazaar/runtime/subgraph-door';
import { parse, type GraphQLSchema } from 'graphql';
import { exportJWK, generateKeyPair } from 'jose';
import type { GatewayOptions } from '../../gateway.ts';
import { createInternalTokenMinter, signingKeySchema } from '../../identity/internal-tokens.ts';
import { createHttpDoor } from '../../sources/http-door.ts';
import { createMutationWatch } from '../../sources/watch-mutations.ts';
import { startFixtureServer } from '../../testing/fixture-server.ts';
import { createWorld } from '../../testing/fixture-subgraphs.ts';
import { createInMemoryDoor } from '../../testing/in-memory-door.ts';
import { startFixture, type Fixture } from '../../testing/start-fixture.ts';
import { cachingSettings, type GivenCachingSettings } from '../caching-settings.ts';

const HINTS = /* GraphQL */ `
  extend schema
    @link(
      url: "https://specs.apollo.dev/federation/v2.9"
      import: ["@key", "@shareable", "@external", "@composeDirective"]
    )
    @link(url: "https://bazaar.example/cacheControl/v1.0", import: ["@cacheControl"])
    @composeDirective(name: "@cacheControl")
  directive @cacheControl(
    maxAge: Int
    scope: cacheControl__Scope
    inheritMaxAge: Boolean
    staleIfError: Int
    withParent: Boolean
  ) on FIELD_DEFINITION | OBJECT | INTERFACE | UNION
  enum cacheControl__Scope {
    PUBLIC
    PRIVATE
  }
`;

export const SHOP = /* GraphQL */ `
  ${HINTS}
  type Query {
    product(id: ID!): Product
    products(atMost: Int): ProductList @cacheControl(maxAge: 60)
    unhinted: Product
    count: Int
  }
  type Mutation {
    setPrice(id: ID!, price: Int!): Product
    silently(id: ID!, price: Int!): Product
  }
  type ProductList {
    nodes: [Product!]! @cacheControl(inheritMaxAge: true)
    total: Int
  }
  type Product @key(fields: "id") @cacheControl(maxAge: 60, staleIfError: 600) {
    id: ID!
    title: String!
    price: Int!
    offers: [Offer!]! @cacheControl(maxAge: 30, staleIfError: 600, withParent: true)
    similar: [Product!]!
    fickle: Fickle
  }
  type Offer @key(fields: "id") @cacheControl(maxAge: 30, staleIfError: 600) {
    id: ID!
    seller: String!
    product: Product!
  }
  type Fickle {
    at: Int
  }
`;

export const ACCOUNTS = /* GraphQL */ `
  ${HINTS}
  type Query {
    me: Account
  }
  type Account @cacheControl(maxAge: 60, scope: PRIVATE) {
    id: ID!
    secret: String!
  }
  type Product @key(fields: "id") {
    id: ID!
    note: String @cacheControl(maxAge: 60, scope: PRIVATE)
    stars: Int
  }
`;

/** What tests see and move behind the subgraphs. */
export interface Shop {
  readonly prices: Map<string, number>;
  /** Executions, by what was resolved. */
  readonly asked: Record<'product' | 'products' | 'me' | 'stars' | 'references', number>;
  /** Products whose accounts' side was asked for, in order. */
  readonly references: string[];
  /** Awaited by readers of products after they have read. */
  gate: Promise<void>;
  /** Awaited by readers of stars. */
  starsGate: Promise<void>;
  isDown: boolean;
  isAccountsDown: boolean;
  /** What a reader of a price sees and writes are told through. */
  readonly ephemeral: Ephemeral;
}

type Context = { readonly caller: CallerClaims | null };

function createSchemas(shop: Shop): ReadonlyMap<string, GraphQLSchema> {
  const productOf = (id: string) => {
    const price = shop.prices.get(id);
    return price === undefined ? null : { id, title: `Product ${id}`, price };
  };
  const read = async <T>(value: T): Promise<T> => {
    await shop.gate;
    if (shop.isDown) throw new Fault('SUBGRAPH_UNAVAILABLE', 'away');
    return value;
  };
  const change = async (id: string, price: number, isTold: boolean) => {
    shop.prices.set(id, price);
    if (isTold) await publishChanges(shop.ephemeral.pubsub, [`Product:${id}`]);
    return productOf(id);
  };
  const offersOf = ({ id }: { id: string }) =>
    ['x', 'y'].map((seller) => ({ id: `${seller}-${id}`, seller, product: productOf(id) }));
  const shopSchema = buildSubgraphSchema([
    {
      typeDefs: parse(SHOP),
      resolvers: {
        Query: {
          product: (_: unknown, { id }: { id: string }) => ((shop.asked.product += 1), read(productOf(id))),
          products: (_: unknown, { atMost = 1_000_000 }: { atMost?: number }) => {
            shop.asked.products += 1;
            const nodes = [...shop.prices.keys()].map(productOf).filter((one) => one && one.price <= atMost);
            return read({ nodes, total: nodes.length });
          },
          unhinted: () => productOf('a'),
          count: () => shop.prices.size,
        },
        Mutation: {
          setPrice: (_: unknown, { id, price }: { id: string; price: number }) => change(id, price, true),
          silently: (_: unknown, { id, price }: { id: string; price: number }) => change(id, price, false),
        },
        Product: {
          __resolveReference: ({ id }: { id: string }) => productOf(id),
          offers: offersOf,
          similar: () => [...shop.prices.keys()].map(productOf),
          fickle: () => ({ at: 1 }),
        },
      },
    },
  ]);
  const accountsSchema = buildSubgraphSchema([
    {
      typeDefs: parse(ACCOUNTS),
      resolvers: {
        Query: {
          me: async (_: unknown, __: unknown, { caller }: Context) => {
            shop.asked.me += 1;
            await sleep(1);
            return caller && { id: caller.sub, secret: secretOf(caller.sub, caller.sid) };
          },
        },
        Product: {
          __resolveReference: ({ id }: { id: string }) => {
            shop.asked.references += 1;
            shop.references.push(id);
            return { id };
          },
          note: async ({ id }: { id: string }, _: unknown, { caller }: Context) => {
            await sleep(1);
            return caller && `${id} of ${secretOf(caller.sub, caller.sid)}`;
          },
          stars: async ({ id }: { id: string }) => {
            shop.asked.stars += 1;
            await shop.starsGate;
            return id.length;
          },
        },
      },
    },
  ]);
  return new Map([
    ['shop', shopSchema],
    ['accounts', accountsSchema],
  ]);
}

/** What only this viewer may ever see. */
export function secretOf(sub: string, sid: string): string {
  return `canary-${sub}-${sid}`;
}

export function cachingSupergraph(): string {
  const { supergraphSdl, errors } = composeServices(
    Object.entries({ shop: SHOP, accounts: ACCOUNTS }).map(([name, sdl]) => ({
      name,
      url: `http://${name}.invalid`,
      typeDefs: parse(sdl),
    })),
  );
  if (!supergraphSdl) throw new Error(errors?.map(({ message }) => message).join('\n'));
  return supergraphSdl;
}

export interface CachingMarket extends Fixture {
  readonly shop: Shop;
  get(query: string, variables?: object, headers?: Record<string, string>): Promise<Response>;
}

export const KEEPING: GivenCachingSettings = { responses: true, entities: true, publicRoles: ['CUSTOMER'] };

/** A gateway that keeps answers of two subgraphs, in this process or behind HTTP with calls that are shared. */
export async function startCachingMarket(
  given: {
    readonly mode?: 'memory' | 'http';
    readonly caching?: GivenCachingSettings;
    /** Of another market: one shop behind two gateways. */
    readonly shop?: Shop;
    /** This gateway's own view of what is shared. */
    readonly ephemeral?: Ephemeral;
    readonly isShared?: boolean;
    /** Epoch milliseconds. */
    readonly now?: () => number;
    readonly overrides?: Partial<GatewayOptions>;
  } = {},
): Promise<CachingMarket> {
  const ephemeral = given.ephemeral ?? given.shop?.ephemeral ?? createInProcessEphemeral();
  const shop: Shop = given.shop ?? {
    prices: new Map([
      ['a', 10],
      ['b', 20],
      ['c', 30],
    ]),
    asked: { product: 0, products: 0, me: 0, stars: 0, references: 0 },
    references: [],
    gate: Promise.resolve(),
    starsGate: Promise.resolve(),
    isDown: false,
    isAccountsDown: false,
    ephemeral,
  };
  const stops: (() => Promise<unknown>)[] = [];
  const doors = new Map<string, SubgraphDoor>();
  const mutations = createMutationWatch();
  const log = createLogger({ name: 'gateway', level: 'silent' });
  const keys = await generateKeyPair('EdDSA', { extractable: true });
  const signingKey = signingKeySchema.parse(await exportJWK(keys.privateKey));
  const mintToken = await createInternalTokenMinter({ issuer: 'gateway', signingKey });
  const trusted = { issuer: 'gateway', key: await exportJWK(keys.publicKey) };
  for (const [name, schema] of createSchemas(shop)) {
    if (given.mode !== 'http') {
      doors.set(name, createInMemoryDoor(schema, createWorld()));
      continue;
    }
    const server = await startFixtureServer({ name, schema, world: createWorld(), trusted });
    const door = createHttpDoor({
      name,
      url: server.url,
      batching: { maxOperations: 25 },
      shareInFlight: true,
      mutations,
      mintToken,
      log,
    });
    doors.set(name, door);
    stops.push(() => door.stop().then(() => server.stop()));
  }
  const fixture = await startFixture('memory', {
    supergraphSdl: cachingSupergraph(),
    doors: (name) =>
      failingWhenDown(doors.get(name), () => shop.isDown || (name === 'accounts' && shop.isAccountsDown)),
    caching: {
      settings: cachingSettings.parse(given.caching ?? KEEPING),
      pubsub: ephemeral.pubsub,
      shared: given.isShared ? ephemeral.cache : undefined,
      onChange: () => mutations.written(),
      ...(given.now && { now: given.now }),
    },
    passThrough: [],
    ...given.overrides,
  });
  return {
    ...fixture,
    shop,
    get(query, variables = {}, headers = {}) {
      const search = new URLSearchParams({ query, variables: JSON.stringify(variables) });
      return fetch(`${fixture.gateway.url}/graphql?${search.toString()}`, {
        headers: { 'apollo-require-preflight': 'true', 'x-request-id': randomUUID(), ...headers },
      });
    },
    async stop() {
      await fixture.stop();
      await Promise.all(stops.map((stop) => stop()));
    },
  };
}

function failingWhenDown(door: SubgraphDoor | undefined, isDown: () => boolean): SubgraphDoor {
  if (!door) throw new Error('no such subgraph');
  return {
    ...door,
    execute: (request) =>
      isDown() ? Promise.reject(new Fault('SUBGRAPH_UNAVAILABLE', 'away')) : door.execute(request),
  };
}
