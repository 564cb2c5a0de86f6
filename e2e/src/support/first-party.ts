import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parse, type DocumentNode } from 'graphql';
import { createClient, type Client as WebSocketClient } from 'graphql-ws';
import { WebSocket } from 'ws';
import { run } from './command.ts';

const REPOSITORY = fileURLToPath(new URL('../../../', import.meta.url));
const DIRECTORY = fileURLToPath(new URL('../first-party/', import.meta.url));
/** The operations of a frontend, one a file, as Apollo's tool wants them. */
export const OPERATIONS = `${DIRECTORY}*.graphql`;

/** One of them as the source has it, with its fragments. */
export async function readOperation(name: string): Promise<DocumentNode> {
  return parse(await readFile(join(DIRECTORY, `${name.toLowerCase()}.graphql`), 'utf8'));
}

/** Runs a program of the installed packages with this process's PATH alone. @throws when it fails. */
export async function runTool(name: string, words: readonly string[]): Promise<void> {
  const bin = `${REPOSITORY}node_modules/.bin/${name}`;
  const command = run(process.execPath, [bin, ...words], { name, env: {}, cwd: REPOSITORY, isGroup: false });
  const { code } = await command.ended;
  if (code !== 0) throw new Error(`${name} ended with ${code}:\n${command.stdout}${command.stderr}`);
}

/** What a client asked over HTTP. */
export interface Exchange {
  readonly method: string;
  readonly url: string;
  readonly headers: Headers;
  readonly body: string | undefined;
  readonly response: Response;
}

/** The `fetch` of a client, and what went over it. */
export function watchFetch() {
  const exchanges: Exchange[] = [];
  const watched = async (input: string | URL | Request, init: RequestInit = {}) => {
    const response = await fetch(input, init);
    // Both clients ask with addresses and texts.
    const { method = 'GET', body, headers } = init;
    const asked = { url: input as string, body: body as string | undefined };
    exchanges.push({ ...asked, method, headers: new Headers(headers), response });
    return response;
  };
  return { exchanges, fetch: watched };
}

/** What the tests do with a client. */
export interface FirstParty {
  run(kind: 'query' | 'mutation', name: string, variables: object): Promise<unknown>;
  follow(name: string, variables: object, next: (data: unknown) => void): void | Promise<void>;
  /** Asks with the client's own text, as if it knew nothing of ids, and returns the code of the refusal. */
  runUnregistered(text: string): Promise<unknown>;
  readonly exchanges: readonly Exchange[];
  /** Ends what it follows, too. */
  stop(): unknown;
}

export interface FirstPartyOptions {
  /** The gateway's. */
  readonly url: string;
  readonly token: string | null;
  /** Where the tools wrote. */
  readonly folder: string;
}

/** As both clients send it, over HTTP and over WebSockets. */
export function authorization(token: string | null): Record<string, string> {
  return token ? { authorization: `Bearer ${token}` } : {};
}

/** The WebSocket of either client. */
export function openSocket({ url, token }: Pick<FirstPartyOptions, 'url' | 'token'>): WebSocketClient {
  return createClient({
    url: `${url.replace(/^http/, 'ws')}/graphql`,
    webSocketImpl: WebSocket,
    connectionParams: authorization(token),
  });
}
