import { exportJWK, generateKeyPair, SignJWT, type JWK } from 'jose';
import { createClient, type Client } from 'graphql-ws';
import { WebSocket } from 'ws';
import { Fault } from '@bazaar/runtime/faults';
import { createLogger } from '@bazaar/runtime/log';
import type { SubgraphDoor } from '@bazaar/runtime/subgraph-door';
import { createInProcessEphemeral } from '@bazaar/ephemeral/in-process';
import { documentSettings, openDocuments } from '../documents/open-documents.ts';
import { startGateway, type GatewayOptions, type RunningGateway } from '../gateway.ts';
import { createInternalTokenMinter, signingKeySchema } from '../identity/internal-tokens.ts';
import { createHttpDoor } from '../sources/http-door.ts';
import { createMutationWatch } from '../sources/watch-mutations.ts';
import { startFixtureServer, type FixtureServer } from './fixture-server.ts';
import {
  createWorld,
  FIXTURES,
  fixtureSchema,
  fixtureSupergraph,
  type FixtureName,
  type World,
} from './fixture-subgraphs.ts';
import { createInMemoryDoor, type InMemoryDoor } from './in-memory-door.ts';

/** What the marketplace's gateway is told of its subgraphs. */
const LIKE_THE_MARKETPLACE = { batching: { maxOperations: 25 }, shareInFlight: true };

export const ISSUER = 'https://users.test';
export const AUDIENCE = 'bazaar';

export interface Reply {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  // Tests look into bodies of every shape; a wrong look fails the test.
  readonly body: {
    data?: Record<string, unknown> | null;
    errors?: { message: string; path?: unknown[]; extensions: Record<string, unknown> }[];
    extensions?: unknown;
  };
}

export interface TokenOptions {
  readonly sub?: string;
  readonly sid?: string;
  readonly roles?: readonly string[];
  readonly vendors?: readonly { readonly id: string; readonly role: string }[];
  readonly scope?: string;
  readonly audience?: string;
  readonly issuer?: string;
  readonly typ?: string;
  /** Seconds from now; negative for an expired token. */
  readonly expiresInS?: number;
  /** Signs with a key the issuer does not publish, under a published id. */
  readonly forged?: boolean;
}

export interface Fixture {
  readonly gateway: RunningGateway;
  readonly world: World;
  /** Lines the gateway logged. */
  readonly logged: Record<string, unknown>[];
  /** In-memory doors; in HTTP mode they are not used. */
  readonly doors: ReadonlyMap<string, InMemoryDoor>;
  /** Subgraph servers; empty in memory. */
  readonly servers: ReadonlyMap<FixtureName, FixtureServer>;
  /** Subgraphs that fail every call. */
  readonly down: Set<string>;
  readonly ask: (query: string, variables?: object, headers?: Record<string, string>) => Promise<Reply>;
  readonly token: (options?: TokenOptions) => Promise<string>;
  readonly deny: (sessionId: string) => void;
  /** A WebSocket client that does not retry. */
  connect(
    connectionParams?: Record<string, unknown>,
    /** Of the upgrade request. */
    headers?: Record<string, string>,
  ): Client & { readonly closed: Promise<{ code: number; reason: string }> };
  readonly stop: () => Promise<void>;
}

/** The gateway over three small subgraphs, in this process (`memory`) or behind HTTP. */
export async function startFixture(
  mode: 'memory' | 'http' = 'memory',
  overrides: Partial<GatewayOptions> = {},
): Promise<Fixture> {
  const world = createWorld();
  const down = new Set<string>();
  const logged: Record<string, unknown>[] = [];
  const log = createLogger({
    name: 'gateway',
    level: 'debug',
    destination: { write: (line: string) => void logged.push(JSON.parse(line) as Record<string, unknown>) },
  });
  const { denied, denylist, deny } = createDenylist();

  const userKeys = await generateKeyPair('EdDSA', { extractable: true });
  const foreignKeys = await generateKeyPair('EdDSA', { extractable: true });
  const userJwk: JWK = { ...(await exportJWK(userKeys.publicKey)), kid: 'k1', alg: 'EdDSA' };
  const gatewayKeys = await generateKeyPair('EdDSA', { extractable: true });
  const signingKey = signingKeySchema.parse(await exportJWK(gatewayKeys.privateKey));
  const trusted = { issuer: 'gateway', key: await exportJWK(gatewayKeys.publicKey) };

  const doors = new Map(FIXTURES.map((name) => [name as string, createInMemoryDoor(fixtureSchema(name), world)]));
  const servers = new Map<FixtureName, FixtureServer>();
  const httpDoors: ReturnType<typeof createHttpDoor>[] = [];
  const byName = new Map<string, SubgraphDoor>(doors);
  if (mode === 'http') {
    const mintToken = await createInternalTokenMinter({ issuer: 'gateway', signingKey });
    const mutations = createMutationWatch();
    for (const name of FIXTURES) {
      const server = await startFixtureServer({ name, schema: fixtureSchema(name), world, trusted });
      servers.set(name, server);
      const door = createHttpDoor({ name, url: server.url, ...LIKE_THE_MARKETPLACE, mutations, mintToken, log });
      httpDoors.push(door);
      byName.set(name, door);
    }
  }

  const gateway = await startGateway({
    supergraphSdl: fixtureSupergraph(),
    doors: (name) => failingWhenDown(name, byName.get(name), down),
    identity: { issuer: ISSUER, audience: AUDIENCE, fetchKeys: () => Promise.resolve({ keys: [userJwk] }) },
    denylist,
    documents: await openDocuments(documentSettings.parse({}), createInProcessEphemeral()),
    passThrough: [
      { method: 'POST', path: '/webhooks/stripe', subgraph: 'products' },
      { method: 'GET', path: '/.well-known/jwks.json', subgraph: 'sellers', to: '/keys' },
    ],
    port: 0,
    production: false,
    log,
    ...overrides,
    // As the fixtures' subscriptions begin.
    live: { lateJoiners: 'currentState', ...overrides.live },
  });

  async function ask(query: string, variables?: object, headers: Record<string, string> = {}): Promise<Reply> {
    const response = await fetch(`${gateway.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: JSON.stringify({ query, variables }),
    });
    const text = await response.text();
    return { status: response.status, headers: response.headers, text, body: JSON.parse(text) as Reply['body'] };
  }

  return {
    gateway,
    world,
    logged,
    doors,
    servers,
    down,
    ask,
    deny,
    token: (options = {}) =>
      new SignJWT({
        sid: options.sid ?? 'ses_1',
        roles: options.roles ?? ['CUSTOMER'],
        vendors: options.vendors ?? [],
        ...(options.scope !== undefined && { scope: options.scope }),
      })
        .setProtectedHeader({ alg: 'EdDSA', typ: options.typ ?? 'at+jwt', kid: 'k1' })
        .setIssuer(options.issuer ?? ISSUER)
        .setAudience(options.audience ?? AUDIENCE)
        .setSubject(options.sub ?? 'usr_1')
        .setExpirationTime(Math.floor(Date.now() / 1000) + (options.expiresInS ?? 900))
        .sign(options.forged ? foreignKeys.privateKey : userKeys.privateKey),
    connect(connectionParams, headers = {}) {
      class SocketWithHeaders extends WebSocket {
        constructor(address: string, protocols: string) {
          super(address, protocols, { headers });
        }
      }
      let close: (event: { code: number; reason: string }) => void = () => undefined;
      const closed = new Promise<{ code: number; reason: string }>((resolve) => (close = resolve));
      const client = createClient({
        url: `${gateway.url.replace('http', 'ws')}/graphql`,
        webSocketImpl: SocketWithHeaders,
        retryAttempts: 0,
        lazy: true,
        ...(connectionParams && { connectionParams }),
        // The library's own type of the event is `unknown`; it is ws's CloseEvent.
        on: { closed: (event) => close(event as { code: number; reason: string }) },
      });
      return Object.assign(client, { closed });
    },
    async stop() {
      denied.clear();
      await gateway.stop();
      await Promise.all(httpDoors.map((door) => door.stop()));
      await Promise.all([...servers.values()].map((server) => server.stop()));
    },
  };
}

function createDenylist() {
  const denied = new Set<string>();
  const listeners = new Set<(sessionId: string) => void>();
  return {
    denied,
    denylist: {
      isDenied: (sessionId: string) => denied.has(sessionId),
      onDenied(listener: (sessionId: string) => void) {
        listeners.add(listener);
        return () => void listeners.delete(listener);
      },
    },
    deny: (sessionId: string) => {
      denied.add(sessionId);
      for (const listener of listeners) listener(sessionId);
    },
  };
}

function failingWhenDown(name: string, door: SubgraphDoor | undefined, down: ReadonlySet<string>): SubgraphDoor {
  if (!door) throw new Error(`no subgraph ${name}`);
  return {
    execute: (request) =>
      down.has(name)
        ? Promise.reject(new Fault('SUBGRAPH_UNAVAILABLE', 'A part of the service is not available right now.'))
        : door.execute(request),
    subscribe: (request) => door.subscribe(request),
    serveRaw: (request) => door.serveRaw(request),
  };
}
