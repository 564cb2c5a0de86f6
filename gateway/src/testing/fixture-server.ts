import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';
import { execute, parse, subscribe, type GraphQLSchema } from 'graphql';
import { useServer } from 'graphql-ws/use/ws';
import { importJWK, jwtVerify, type JWK } from 'jose';
import { WebSocketServer } from 'ws';
import { readBody } from '@bazaar/runtime/http-server';
import type { CallerClaims } from '@bazaar/runtime/subgraph-door';
import type { World } from './fixture-subgraphs.ts';

export interface FixtureServer {
  readonly url: string;
  /** Headers of every GraphQL request. */
  readonly seen: IncomingHttpHeaders[];
  /** Pass-through requests as they arrived. */
  readonly raw: { method: string; path: string; headers: IncomingHttpHeaders; body: Buffer }[];
  /** WebSocket connections accepted so far, and open now. */
  readonly sockets: { accepted: number; readonly open: number };
  /** Cuts every connection, without a word. */
  cut(): void;
  /** Cuts every connection and takes no new one, as a process that is gone. */
  goDown(): Promise<void>;
  /** Listens again, at the same address. */
  comeBack(): Promise<void>;
  stop(): Promise<void>;
}

interface Operation {
  readonly query: string;
  readonly variables?: Record<string, unknown>;
  readonly operationName?: string;
}

/** A fixture subgraph behind HTTP and graphql-ws, which verifies internal tokens as a real one does, or asks for none where it trusts nobody. */
export async function startFixtureServer(options: {
  name: string;
  schema: GraphQLSchema;
  world: World;
  trusted?: { issuer: string; key: JWK };
}): Promise<FixtureServer> {
  const { name, schema, world, trusted } = options;
  const key = trusted && (await importJWK(trusted.key, 'EdDSA'));
  async function callerOf(token: string): Promise<CallerClaims | null> {
    if (!key) return null;
    const { payload } = await jwtVerify(token, key, {
      issuer: trusted?.issuer,
      audience: name,
      typ: 'bazaar-internal+jwt',
      algorithms: ['EdDSA'],
      maxTokenAge: '60s',
    });
    return payload['caller'] as CallerClaims | null;
  }
  const seen: IncomingHttpHeaders[] = [];
  const raw: { method: string; path: string; headers: IncomingHttpHeaders; body: Buffer }[] = [];
  const server = createServer((request, response) => {
    void (async () => {
      const body = await readBody(request, 10 << 20);
      if (request.url !== '/graphql') {
        raw.push({ method: request.method ?? '', path: request.url ?? '', headers: request.headers, body });
        response.writeHead(202, { 'content-type': 'text/plain', server: 'secret' }).end('accepted');
        return;
      }
      seen.push(request.headers);
      world.addresses.push([request.headers['x-bazaar-client-address'] ?? null].flat()[0] ?? null);
      const leaving = new AbortController();
      response.once('close', () => leaving.abort());
      let caller: CallerClaims | null;
      try {
        caller = await callerOf((request.headers.authorization ?? '').replace('Bearer ', ''));
      } catch {
        response.writeHead(401).end('{"errors":[{"message":"no","extensions":{"code":"UNAUTHENTICATED"}}]}');
        return;
      }
      const run = async ({ query, variables, operationName }: Operation) => {
        world.operations.push(query);
        return execute({
          schema,
          document: parse(query),
          variableValues: variables,
          operationName,
          contextValue: { caller, signal: leaving.signal, world },
        });
      };
      const asked = JSON.parse(body.toString()) as Operation | Operation[];
      const result = await (Array.isArray(asked) ? Promise.all(asked.map(run)) : run(asked));
      response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(result));
    })();
  });
  const wss = new WebSocketServer({ server, path: '/graphql' });
  const sockets = {
    accepted: 0,
    get open() {
      return wss.clients.size;
    },
  };
  wss.on('connection', () => (sockets.accepted += 1));
  useServer(
    {
      execute,
      subscribe,
      onSubscribe: async (_context, _id, payload) => {
        world.operations.push(payload.query);
        const leaving = new AbortController();
        const caller = await callerOf(String(payload.extensions?.['token']));
        return {
          schema,
          document: parse(payload.query),
          variableValues: payload.variables,
          operationName: payload.operationName,
          contextValue: { caller, signal: leaving.signal, world, leaving },
        };
      },
      // A generator that waits for an event ignores `return()`: its signal is what ends it.
      onOperation: (_context, _id, _payload, args, result) => {
        if (!(Symbol.asyncIterator in (result as object))) return undefined;
        const source = result as AsyncGenerator;
        const { leaving } = args.contextValue as { leaving: AbortController };
        const back = source.return.bind(source);
        source.return = (value: unknown) => {
          leaving.abort();
          return back(value);
        };
        return undefined;
      },
    },
    wss,
  );
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const cut = (): void => {
    for (const client of wss.clients) client.terminate();
    server.closeAllConnections();
  };
  return {
    url: `http://127.0.0.1:${port}`,
    seen,
    raw,
    sockets,
    cut,
    goDown: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        cut();
      }),
    comeBack: () => new Promise((resolve) => server.listen(port, '127.0.0.1', resolve)),
    stop: () =>
      new Promise((resolve) => {
        wss.close();
        server.close(() => resolve());
        cut();
      }),
  };
}
