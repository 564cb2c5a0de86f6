import { ApolloClient, HttpLink, InMemoryCache, gql, type ApolloLink } from '@apollo/client';
import { CombinedGraphQLErrors, CombinedProtocolErrors } from '@apollo/client/errors';
import { GraphQLWsLink } from '@apollo/client/link/subscriptions';
import { Client as UrqlClient, fetchExchange, subscriptionExchange, type Exchange } from '@urql/core';
import type { ExecutionResult } from 'graphql';
import { createClient as createSseClient } from 'graphql-sse';
import { createClient as createWsClient } from 'graphql-ws';
import { WebSocket } from 'ws';

/** What a client library makes of a subscription: results as its user gets them, errors by their codes. */
export interface Heard {
  readonly data: unknown[];
  /** `extensions.code` of errors, wherever the library puts them. */
  readonly codes: unknown[];
  isComplete: boolean;
}

export interface RealClient {
  subscribe(query: string, variables: Record<string, unknown>, heard: Heard): () => void;
  /** @throws what the library throws */
  query(query: string): Promise<unknown>;
  stop(): unknown;
}

/** A client library as its documentation tells to set it up, for a gateway at `url`. */
export type OpenClient = (url: string) => RealClient;

function socketClient(url: string) {
  return createWsClient({ url: url.replace('http', 'ws'), webSocketImpl: WebSocket, retryAttempts: 0 });
}

function sseClient(url: string) {
  return createSseClient({ url, retryAttempts: 0 });
}

/** Errors of graphql-ws and graphql-sse: a list of GraphQL errors, or what happened to the connection. */
function codesOf(error: unknown): unknown[] {
  if (Array.isArray(error))
    return (error as { extensions?: { code?: unknown } }[]).map(({ extensions }) => extensions?.code);
  return [error instanceof Error ? error.message : error];
}

function hear(heard: Heard) {
  return {
    next({ data, errors }: ExecutionResult<unknown>): void {
      if (data) heard.data.push(data);
      if (errors) heard.codes.push(...codesOf(errors));
    },
    error: (error: unknown): void => void heard.codes.push(...codesOf(error)),
    complete(): void {
      heard.isComplete = true;
    },
  };
}

const overGraphqlWs: OpenClient = (url) => {
  const client = socketClient(url);
  return {
    subscribe: (query, variables, heard) => client.subscribe({ query, variables }, hear(heard)),
    query: async (query) => (await client.iterate({ query }).next()).value as unknown,
    stop: () => client.dispose(),
  };
};

const overGraphqlSse: OpenClient = (url) => {
  const client = sseClient(url);
  return {
    subscribe: (query, variables, heard) => client.subscribe({ query, variables }, hear(heard)),
    query: async (query) => (await client.iterate({ query }).next()).value as unknown,
    stop: () => client.dispose(),
  };
};

function apollo(openLink: (url: string) => { link: ApolloLink; stop(): unknown }): OpenClient {
  return (url) => {
    const { link, stop } = openLink(url);
    const client = new ApolloClient({
      link,
      cache: new InMemoryCache(),
      defaultOptions: { query: { fetchPolicy: 'no-cache' } },
    });
    return {
      subscribe(query, variables, heard) {
        const codes = (error: unknown): unknown[] =>
          CombinedGraphQLErrors.is(error) || CombinedProtocolErrors.is(error)
            ? error.errors.map(({ extensions }) => extensions?.['code'])
            : [error instanceof Error ? error.message : error];
        const subscription = client.subscribe({ query: gql(query), variables, fetchPolicy: 'no-cache' }).subscribe({
          next({ data, error }) {
            if (data) heard.data.push(data);
            if (error) heard.codes.push(...codes(error));
          },
          error: (error: unknown) => heard.codes.push(...codes(error)),
          complete: () => (heard.isComplete = true),
        });
        return () => subscription.unsubscribe();
      },
      query: async (query) => ({ data: (await client.query({ query: gql(query) })).data }),
      async stop() {
        client.stop();
        await stop();
      },
    };
  };
}

const apolloOverHttp = apollo((url) => ({ link: new HttpLink({ uri: url }), stop: () => undefined }));

const apolloOverGraphqlWs = apollo((url) => {
  const client = socketClient(url);
  return { link: new GraphQLWsLink(client), stop: () => client.dispose() };
});

function urql(
  openExchanges: (url: string) => { exchanges: Exchange[]; stop(): unknown },
  fetchSubscriptions = false,
): OpenClient {
  return (url) => {
    const { exchanges, stop } = openExchanges(url);
    const client = new UrqlClient({
      url,
      exchanges,
      preferGetMethod: false,
      fetchSubscriptions,
    });
    return {
      subscribe(query, variables, heard) {
        let last: { readonly data?: unknown; readonly errors: readonly object[] } | undefined;
        const { unsubscribe } = client.subscription<unknown>(query, variables).subscribe(({ data, error, hasNext }) => {
          const errors = error?.graphQLErrors ?? [];
          // At the end urql gives its last result once more.
          if (data && data !== last?.data) heard.data.push(data);
          for (const each of errors) if (!last?.errors.includes(each)) heard.codes.push(each.extensions['code']);
          if (error?.networkError) heard.codes.push(error.networkError.message);
          if (!hasNext) heard.isComplete = true;
          last = { data, errors };
        });
        return unsubscribe;
      },
      async query(query) {
        const { data, error } = await client.query<unknown>(query, {}).toPromise();
        if (error) throw error;
        return { data };
      },
      stop,
    };
  };
}

const urqlOverGraphqlWs = urql((url) => {
  const client = socketClient(url);
  return {
    exchanges: [
      subscriptionExchange({
        forwardSubscription: ({ query = '', variables }) => ({
          subscribe: (sink) => ({ unsubscribe: client.subscribe({ query, variables: variables ?? {} }, sink) }),
        }),
      }),
      fetchExchange,
    ],
    stop: () => client.dispose(),
  };
});

const urqlOverGraphqlSse = urql((url) => {
  const client = sseClient(url);
  return {
    exchanges: [
      subscriptionExchange({
        forwardSubscription: ({ query = '', variables }) => ({
          subscribe: (sink) => ({
            unsubscribe: client.subscribe(
              { query, variables: variables ?? {} },
              {
                next: (result) => sink.next(result as Parameters<typeof sink.next>[0]),
                error: (error) => sink.error(error),
                complete: () => sink.complete(),
              },
            ),
          }),
        }),
      }),
      fetchExchange,
    ],
    stop: () => client.dispose(),
  };
});

const fetching = () => ({ exchanges: [fetchExchange], stop: () => undefined });

export const REAL_CLIENTS: Readonly<Record<string, OpenClient>> = {
  'graphql-ws': overGraphqlWs,
  'graphql-sse': overGraphqlSse,
  'Apollo Client over HTTP (multipart)': apolloOverHttp,
  'Apollo Client over graphql-ws': apolloOverGraphqlWs,
  'urql over graphql-ws': urqlOverGraphqlWs,
  'urql over graphql-sse': urqlOverGraphqlSse,
  'urql over fetch (Server-Sent Events)': urql(fetching, true),
};
