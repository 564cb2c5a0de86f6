import type { TypedDocumentNode } from '@graphql-typed-document-node/core';
import { print, type DocumentNode } from 'graphql';
import { createClient, type Client as SocketClient } from 'graphql-ws';
import { BazaarError, type ErrorOfResponse } from './bazaar-error.ts';

export interface BazaarClientOptions {
  /** Where the marketplace is (`https://shop.example`); `/graphql` is added. */
  readonly url: string;
  /** The access token, or how to get the current one; asked again for every request and connection. */
  readonly token?: string | null | (() => string | null | Promise<string | null>);
  /** Default: the one of the platform. */
  readonly fetch?: typeof fetch;
  /** Default: the one of the platform; Node before 22 has none, so pass the one of `ws` there. */
  readonly webSocket?: unknown;
}

export interface BazaarClient {
  /**
   * Runs a query or mutation and returns its data.
   * @throws BazaarError when the response has errors (what data there is stands in it), or when there is no response.
   */
  request<Data, Variables extends object>(
    document: TypedDocumentNode<Data, Variables>,
    ...variables: VariablesOf<Variables>
  ): Promise<Data>;
  /**
   * Follows a subscription. Breaking out of the loop ends it. The connection is made anew after a loss, and the server then begins with
   * the current state.
   * @throws BazaarError when the server refuses or ends it with errors.
   */
  subscribe<Data, Variables extends object>(
    document: TypedDocumentNode<Data, Variables>,
    ...variables: VariablesOf<Variables>
  ): AsyncIterableIterator<Data>;
  /** Closes the connection of subscriptions. */
  close(): Promise<void>;
}

/** Variables may be left out where the document has none, or only optional ones. */
type VariablesOf<Variables> =
  Record<string, never> extends Variables ? [variables?: Variables] : [variables: Variables];

/** A client of the marketplace for Node and browsers: typed documents over HTTP, subscriptions over one WebSocket. */
export function createBazaarClient(options: BazaarClientOptions): BazaarClient {
  const endpoint = `${options.url.replace(/\/$/, '')}/graphql`;
  const send = options.fetch ?? fetch;
  let socket: SocketClient | undefined;

  async function authorization(): Promise<string | null> {
    const token = typeof options.token === 'function' ? await options.token() : options.token;
    return token ? `Bearer ${token}` : null;
  }

  function connect(): SocketClient {
    socket ??= createClient({
      url: endpoint.replace(/^http/, 'ws'),
      webSocketImpl: options.webSocket,
      retryAttempts: 20,
      connectionParams: async () => {
        const value = await authorization();
        return value ? { authorization: value } : {};
      },
    });
    return socket;
  }

  return {
    async request(document, variables?: object) {
      const value = await authorization();
      const response = await send(endpoint, {
        method: 'POST',
        headers: {
          'content-type': 'application/json',
          accept: 'application/graphql-response+json, application/json',
          ...(value && { authorization: value }),
        },
        body: JSON.stringify({ query: textOf(document), variables }),
      }).catch((error: unknown) => {
        throw new BazaarError(
          [{ message: 'The marketplace cannot be reached.', extensions: { code: 'UNREACHABLE' } }],
          null,
          {
            cause: error,
          },
        );
      });
      return dataOf(await readResponse(response));
    },

    subscribe(document, variables?: object) {
      const results = connect().iterate({ query: textOf(document), variables: { ...variables } });
      // Not an async generator: its return() would wait for an event that may never come.
      return {
        [Symbol.asyncIterator]() {
          return this;
        },
        async next() {
          const result = await results.next().catch((error: unknown) => {
            throw Array.isArray(error) ? new BazaarError(error as ErrorOfResponse[], null) : error;
          });
          // The document says what its results look like.
          return result.done ? result : { done: false, value: dataOf(result.value as Response) };
        },
        async return() {
          await results.return?.();
          return { done: true, value: undefined };
        },
      };
    },

    async close() {
      await socket?.dispose();
    },
  };
}

interface Response {
  readonly data?: unknown;
  readonly errors?: readonly ErrorOfResponse[];
}

async function readResponse(response: globalThis.Response): Promise<Response> {
  try {
    // Whatever is not a GraphQL response has neither data nor errors and is told by dataOf.
    return (await response.json()) as Response;
  } catch (error) {
    const message = `The marketplace answered ${response.status} without JSON.`;
    throw new BazaarError([{ message, extensions: { code: 'UNREACHABLE' } }], null, { cause: error });
  }
}

function dataOf<Data>({ data, errors }: Response): Data {
  if (errors && errors.length > 0) throw new BazaarError(errors, data ?? null);
  // The typed document vouches for the shape.
  return data as Data;
}

const texts = new WeakMap<DocumentNode, string>();

function textOf(document: DocumentNode): string {
  const known = texts.get(document);
  if (known !== undefined) return known;
  const text = print(document);
  texts.set(document, text);
  return text;
}
