import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { createClient, fetchExchange, gql, subscriptionExchange, type TypedDocumentNode } from '@urql/core';
import { persistedExchange } from '@urql/exchange-persisted';
import {
  authorization,
  openSocket,
  watchFetch,
  type FirstParty,
  type FirstPartyOptions,
} from '../support/first-party.ts';

/** urql with the documents that codegen's client preset wrote. */
export async function openUrql({ url, token, folder }: FirstPartyOptions): Promise<FirstParty> {
  // What codegen wrote: documents by names.
  const documents = (await import(/* @vite-ignore */ pathToFileURL(join(folder, 'gql', 'graphql.ts')).href)) as Record<
    string,
    TypedDocumentNode<unknown, object> & { readonly __meta__: { readonly hash: string } }
  >;
  const { exchanges, fetch } = watchFetch();
  const socket = openSocket({ url, token });
  const client = createClient({
    url: `${url}/graphql`,
    preferGetMethod: false,
    fetch,
    fetchOptions: { headers: { 'apollo-require-preflight': '1', ...authorization(token) } },
    exchanges: [
      persistedExchange({
        enforcePersistedQueries: true,
        enableForMutation: true,
        enableForSubscriptions: true,
        // What codegen left in the document.
        generateHash: (_, document) =>
          Promise.resolve((document as Partial<(typeof documents)[string]>).__meta__?.hash ?? null),
      }),
      fetchExchange,
      subscriptionExchange({
        forwardSubscription: ({ query = '', ...request }) => ({
          subscribe: (sink) => ({
            // graphql-ws tells of the same messages with types of its own.
            unsubscribe: socket.subscribe({ ...request, query }, sink as never),
          }),
        }),
      }),
    ],
  });
  const document = (name: string) => {
    const found = documents[`${name}Document`];
    if (!found) throw new Error(`Codegen wrote no ${name}.`);
    return found;
  };
  return {
    exchanges,
    async run(kind, name, variables) {
      const { data, error } = await client[kind](document(name), variables).toPromise();
      if (error) throw error;
      return data;
    },
    follow(name, variables, next) {
      client.subscription(document(name), variables).subscribe(({ data, error }) => next(data ?? error));
    },
    async runUnregistered(text) {
      const { error } = await client.query(gql(text), {}).toPromise();
      return error?.graphQLErrors[0]?.extensions['code'];
    },
    stop: () => socket.dispose(),
  };
}
