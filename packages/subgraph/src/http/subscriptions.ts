import type { VerifyInternalToken } from '@bazaar/identity/internal-tokens';
import type { Stoppable } from '@bazaar/runtime/lifecycle';
import type { SubgraphDoor } from '@bazaar/runtime/subgraph-door';
import { GraphQLError, GraphQLSchema, parse, type DocumentNode, type ExecutionResult } from 'graphql';
import { useServer } from 'graphql-ws/use/ws';
import { randomUUID } from 'node:crypto';
import type { Server } from 'node:http';
import { WebSocketServer } from 'ws';

const MESSAGE_LIMIT_BYTES = 1024 * 1024;
/** A subscription that is no longer wanted is ended through its iterator. */
const NEVER_ABORTED = new AbortController().signal;
/** graphql-ws wants a schema beside the document; the door has its own and is asked instead. */
const NO_SCHEMA = new GraphQLSchema({});

/**
 * Serves subscriptions over graphql-ws on `/graphql`. One socket per gateway carries many viewers: each operation brings its own internal
 * token in `extensions.token`, and one without is refused with an error message while the socket stays.
 */
export function serveSubscriptions(server: Server, door: SubgraphDoor, verify: VerifyInternalToken): Stoppable {
  const sockets = new WebSocketServer({ server, path: '/graphql', maxPayload: MESSAGE_LIMIT_BYTES });
  const { dispose } = useServer(
    {
      async onSubscribe(_context, _id, payload) {
        const token = payload.extensions?.['token'];
        const identity = await verify(typeof token === 'string' ? token : '').catch(() => null);
        if (!identity)
          return [new GraphQLError('An internal token is needed.', { extensions: { code: 'UNAUTHENTICATED' } })];
        const document = parseDocument(payload.query);
        if (document instanceof GraphQLError) return [document];
        return {
          schema: NO_SCHEMA,
          document,
          operationName: payload.operationName ?? undefined,
          rootValue: door.subscribe({
            query: payload.query,
            document,
            variables: payload.variables ?? undefined,
            operationName: payload.operationName ?? undefined,
            caller: identity.caller,
            requestId: randomUUID(),
            deadline: Infinity,
            signal: NEVER_ABORTED,
          }),
        };
      },
      // The door was opened in onSubscribe; its responses are results already.
      subscribe: (args) => args.rootValue as AsyncIterableIterator<ExecutionResult>,
      // Results are formatted already; graphql-ws would call toJSON() on their errors.
      onNext: (_context, _id, _payload, _args, result) => result,
      execute: () => ({ errors: [new GraphQLError('Only subscriptions travel over this socket.')] }),
    },
    sockets,
  );
  return { stop: async () => dispose() };
}

function parseDocument(query: string): DocumentNode | GraphQLError {
  try {
    return parse(query, { maxLexicalTokens: 20_000 });
  } catch (error) {
    if (error instanceof GraphQLError) return error;
    throw error;
  }
}
