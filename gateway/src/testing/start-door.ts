import { createServer, type IncomingHttpHeaders, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { onTestFinished } from 'vitest';
import { createLogger } from '@bazaar/runtime/log';
import type { OperationRequest } from '@bazaar/runtime/subgraph-door';
import { createHttpDoor, type HttpDoor, type HttpDoorOptions } from '../sources/http-door.ts';

export interface Received {
  readonly headers: IncomingHttpHeaders;
  /** Parsed JSON, or the text. */
  readonly body: unknown;
  readonly socket: IncomingMessage['socket'];
  /** Whether the gateway ended the connection before its answer. */
  isLeft: boolean;
}

export type Handle = (received: Received, response: ServerResponse, count: number) => unknown;

export interface DoorUnderTest {
  readonly door: HttpDoor;
  readonly url: string;
  readonly received: Received[];
}

/** A server on a port of its own and a door to it, until the test is over. */
export async function startDoor(handle: Handle, options: Partial<HttpDoorOptions> = {}): Promise<DoorUnderTest> {
  const received: Received[] = [];
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const one = { headers: request.headers, body: parsed(chunks), socket: request.socket, isLeft: false };
      received.push(one);
      response.on('close', () => (one.isLeft = !response.writableFinished));
      void handle(one, response, received.length);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  // A TCP server's address is an object; only pipes have strings.
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const log = createLogger({ name: 'test', level: 'silent' });
  const door = createHttpDoor({ name: 'products', url, log, ...options });
  onTestFinished(async () => {
    server.close().closeAllConnections();
    await door.stop();
  });
  return { door, url, received };
}

function parsed(chunks: readonly Buffer[]): unknown {
  const text = Buffer.concat(chunks).toString('utf8');
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return text;
  }
}

/** A query of a client that stays for five seconds. */
export function ask(overrides: Partial<OperationRequest> = {}): OperationRequest {
  return {
    query: '{ a }',
    caller: null,
    requestId: 'r1',
    deadline: Date.now() + 5_000,
    signal: new AbortController().signal,
    ...overrides,
  };
}

/** Answers every operation with its own variables, one or many. */
export const echo: Handle = ({ body }, response) => {
  const answerTo = ({ variables }: { variables?: object }) => ({ data: { ...variables } });
  // What a door sends.
  const operations = body as { variables?: object } | { variables?: object }[];
  const answer = Array.isArray(operations) ? operations.map(answerTo) : answerTo(operations);
  response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(answer));
};
