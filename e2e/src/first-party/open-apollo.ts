import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { ApolloClient, ApolloLink, CombinedGraphQLErrors, HttpLink, InMemoryCache, ServerError } from '@apollo/client';
import { PersistedQueryLink } from '@apollo/client/link/persisted-queries';
import { GraphQLWsLink } from '@apollo/client/link/subscriptions';
import {
  generatePersistedQueryIdsFromManifest,
  type PersistedQueryManifestForVerification,
} from '@apollo/persisted-query-lists';
import { OperationTypeNode, parse } from 'graphql';
import {
  authorization,
  openSocket,
  readOperation,
  watchFetch,
  type FirstParty,
  type FirstPartyOptions,
} from '../support/first-party.ts';

/** Apollo Client with the ids that its manifest tool wrote. */
export async function openApollo({ url, token, folder }: FirstPartyOptions): Promise<FirstParty> {
  const manifest = JSON.parse(
    await readFile(join(folder, 'persisted-query-manifest.json'), 'utf8'),
    // What Apollo's tool writes.
  ) as PersistedQueryManifestForVerification;
  const { exchanges, fetch } = watchFetch();
  const http = new HttpLink({
    uri: `${url}/graphql`,
    fetch,
    headers: { 'apollo-require-preflight': '1', ...authorization(token) },
  });
  const socket = openSocket({ url, token });
  const ids = generatePersistedQueryIdsFromManifest({ loadManifest: () => manifest });
  const terminal = ApolloLink.split(
    ({ operationType }) => operationType === OperationTypeNode.SUBSCRIPTION,
    new GraphQLWsLink(socket),
    http,
  );
  const client = new ApolloClient({
    cache: new InMemoryCache(),
    link: new PersistedQueryLink({ ...ids, useGETForHashedQueries: true }).concat(terminal),
  });
  const plain = new ApolloClient({ cache: new InMemoryCache(), link: http });
  return {
    exchanges,
    async run(kind, name, variables) {
      const { data } =
        kind === 'query'
          ? await client.query({ query: await readOperation(name), variables, fetchPolicy: 'no-cache' })
          : await client.mutate({ mutation: await readOperation(name), variables });
      return data;
    },
    async follow(name, variables, next) {
      client.subscribe({ query: await readOperation(name), variables }).subscribe({
        next: ({ data, error }) => next(data ?? error),
        error: next,
      });
    },
    async runUnregistered(text) {
      const error: unknown = await plain.query({ query: parse(text) }).catch((cause: unknown) => cause);
      if (CombinedGraphQLErrors.is(error)) return error.errors[0]?.extensions?.['code'];
      return ServerError.is(error) ? error.bodyText : error;
    },
    stop: () => socket.dispose(),
  };
}
