import { parse } from 'graphql';
import { createClient, type ClientOptions } from 'graphql-ws';
import { runInNewContext } from 'node:vm';
import { WebSocket } from 'ws';
import type { ExampleOperation } from '../http/playground/page.ts';

export interface PlaygroundAnswer {
  readonly data?: Readonly<Record<string, unknown>> | null;
  readonly errors?: readonly unknown[];
}

/** What a person types below an operation. */
export interface PlaygroundInput {
  readonly variables?: Readonly<Record<string, unknown>>;
  readonly headers?: Readonly<Record<string, string>>;
}

/** The playground of a gateway as a browser without a screen has it open. */
export interface OpenPlayground {
  /** The operations of its tabs. */
  readonly operations: readonly ExampleOperation[];
  /** Presses the button that runs an operation. Of a subscription it takes the first event. */
  run(document: string, input?: PlaygroundInput): Promise<PlaygroundAnswer>;
}

/** The part of GraphiQL's props that does the asking. */
type Fetcher = (
  request: { readonly query: string; readonly variables?: unknown },
  how: { readonly headers: Readonly<Record<string, string>>; readonly documentAST: unknown },
) => Promise<PlaygroundAnswer> | AsyncIterable<PlaygroundAnswer>;

/** Loads the playground's page and script from the gateway at `url`, and runs them with GraphiQL's place left empty. */
export async function openPlayground(url: string): Promise<OpenPlayground> {
  const page = await (await fetch(`${url}/`)).text();
  const textContent = /<script type="application\/json" id="playground">(.*?)<\/script>/s.exec(page)?.[1] ?? '';
  const props: { fetcher?: Fetcher } = {};
  runInNewContext(await (await fetch(`${url}/playground/start.js`)).text(), {
    document: { getElementById: () => ({ textContent }) },
    location: { href: `${url}/` },
    localStorage: { getItem: () => null },
    URL,
    fetch,
    graphqlWs: { createClient: (options: ClientOptions) => createClient({ ...options, webSocketImpl: WebSocket }) },
    GraphiQL: null,
    React: { createElement: (_component: unknown, given: object) => Object.assign(props, given) },
    ReactDOM: { createRoot: () => ({ render: () => undefined }) },
  });
  const { fetcher } = props;
  if (!fetcher) throw new Error('The page did not render GraphiQL.');
  // What the page was given as operations.
  const { operations } = JSON.parse(textContent) as Pick<OpenPlayground, 'operations'>;
  return {
    operations,
    async run(query, { variables, headers = {} } = {}) {
      const asked = fetcher({ query, variables }, { headers, documentAST: parse(query) });
      if (asked instanceof Promise || !(Symbol.asyncIterator in asked)) return asked;
      for await (const answer of asked) return answer;
      throw new Error('The subscription ended without an event.');
    },
  };
}
