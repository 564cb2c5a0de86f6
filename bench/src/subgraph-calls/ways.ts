import { createHttpDoor, type HttpDoorOptions } from '@bazaar/gateway/sources/http-door';
import { createLogger } from '@bazaar/runtime/log';
import http from 'node:http';
import { Pool } from 'undici';
import { createLeanClient } from './lean-client.ts';

/** Sends one operation and reads its answer, unless the request it belongs to ends before. */
export type Ask = (requestId: string, signal: AbortSignal) => Promise<unknown>;

export interface Way {
  readonly name: string;
  readonly ask: Ask;
  /** How many operations a request has for the subgraph at a time. */
  readonly together: number;
}

/** Calls under way at a time. */
export const AT_A_TIME = 32;

const query =
  'query ($representations: [_Any!]!) { _entities(representations: $representations) { ... on Product { id name price { amount currency } } } }';
const variables = { representations: ['a', 'b', 'c'].map((id) => ({ __typename: 'Product', id: `prd_01h${id}` })) };
const bodyOf = (requestId: string) => JSON.stringify({ query, variables: { ...variables, requestId } });
/** As long as an internal one. */
const TOKEN = 'x'.repeat(300);
const fixed = { 'content-type': 'application/json', accept: 'application/json', authorization: `Bearer ${TOKEN}` };
const own = (requestId: string) => ({ 'x-request-id': requestId, 'x-bazaar-timeout-ms': '9999' });

/** What `deploy/gateway.yaml` says. */
const MARKETPLACE = { batching: {}, shareInFlight: true };

/** Ways to call a subgraph at `at`. */
export function waysTo(at: string): Way[] {
  const alone = (name: string, ask: Ask): Way => ({ name, ask, together: 1 });
  return [
    alone('undici request', byUndiciRequest(at)),
    alone('undici dispatch', byUndiciDispatch(at)),
    alone('node:http', byNodeHttp(at)),
    alone('lean client, a request a socket', byLeanClient(at, AT_A_TIME)),
    alone('lean client, eight in a pipeline', byLeanClient(at, AT_A_TIME / 8)),
    alone('door, its defaults', byDoor(at)),
    alone('door, as the marketplace has it', byDoor(at, MARKETPLACE)),
    { name: 'door, batches of four, an operation', ask: byDoor(at, MARKETPLACE), together: 4 },
  ];
}

function parse(text: string): unknown {
  return JSON.parse(text);
}

function byUndiciRequest(at: string): Ask {
  const pool = new Pool(at, { connections: AT_A_TIME, pipelining: 1 });
  return async (requestId, signal) => {
    const headers = { ...fixed, ...own(requestId) };
    const body = bodyOf(requestId);
    const answer = await pool.request({ method: 'POST', path: '/graphql', headers, body, signal });
    return parse(await answer.body.text());
  };
}

function byUndiciDispatch(at: string): Ask {
  const pool = new Pool(at, { connections: AT_A_TIME, pipelining: 1 });
  const shared = Object.entries(fixed).flat();
  return (requestId, signal) =>
    new Promise((resolve, reject) => {
      const chunks: Buffer[] = [];
      const headers = [...shared, 'x-request-id', requestId, 'x-bazaar-timeout-ms', '9999'];
      let leave = (): void => undefined;
      pool.dispatch(
        { method: 'POST', path: '/graphql', headers, body: bodyOf(requestId) },
        {
          onRequestStart(controller) {
            leave = () => controller.abort(new Error('left'));
            signal.addEventListener('abort', leave);
          },
          onResponseStart: () => undefined,
          onResponseData: (_controller, chunk) => void chunks.push(chunk),
          onResponseEnd() {
            signal.removeEventListener('abort', leave);
            resolve(parse(Buffer.concat(chunks).toString()));
          },
          onResponseError: (_controller, error) => reject(error),
        },
      );
    });
}

function byNodeHttp(at: string): Ask {
  const agent = new http.Agent({ keepAlive: true, maxSockets: AT_A_TIME });
  return (requestId, signal) =>
    new Promise((resolve, reject) => {
      const body = bodyOf(requestId);
      const headers = { ...fixed, ...own(requestId), 'content-length': Buffer.byteLength(body) };
      const request = http.request(`${at}/graphql`, { agent, method: 'POST', headers, signal }, (response) => {
        const chunks: Buffer[] = [];
        response.on('data', (chunk: Buffer) => chunks.push(chunk));
        response.on('end', () => resolve(parse(Buffer.concat(chunks).toString())));
      });
      request.on('error', reject).end(body);
    });
}

function byLeanClient(at: string, connections: number): Ask {
  const send = createLeanClient({
    port: Number(new URL(at).port),
    connections,
    depth: AT_A_TIME / connections,
    path: '/graphql',
  });
  const lines = (headers: object) =>
    Object.entries(headers)
      .map(([name, value]) => `${name}: ${String(value)}\r\n`)
      .join('');
  const shared = lines(fixed);
  return async (requestId, signal) => {
    const leave = (): void => undefined;
    signal.addEventListener('abort', leave);
    const headers = `${shared}x-request-id: ${requestId}\r\nx-bazaar-timeout-ms: 9999\r\n`;
    const text = await send(headers, bodyOf(requestId));
    signal.removeEventListener('abort', leave);
    return parse(text);
  };
}

/** The gateway's own door. */
function byDoor(at: string, settings: Partial<HttpDoorOptions> = {}): Ask {
  const log = createLogger({ name: 'bench', level: 'silent' });
  // As the minter does, which gives the same promise for as long as a token is good.
  const token = Promise.resolve(TOKEN);
  const mintToken = () => token;
  const door = createHttpDoor({ name: 'products', url: at, mintToken, log, ...settings });
  const fromAnyone = { query, caller: null };
  return (requestId, signal) =>
    door.execute({
      ...fromAnyone,
      variables: { ...variables, requestId },
      requestId: requestId.replace(/-.*/, ''),
      deadline: Date.now() + 10_000,
      signal,
    });
}
