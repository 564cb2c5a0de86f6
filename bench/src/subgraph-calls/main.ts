import { createHttpDoor, type HttpDoorOptions } from '@bazaar/gateway/sources/http-door';
import { createLogger } from '@bazaar/runtime/log';
import { fork } from 'node:child_process';
import { once } from 'node:events';
import http from 'node:http';
import { Pool } from 'undici';
import { createLeanClient } from './lean-client.ts';

/** Sends one operation and reads its answer, unless the request it belongs to ends before. */
type Ask = (requestId: string, signal: AbortSignal) => Promise<unknown>;

const AT_A_TIME = 32;
const CALLS = 5_000;
const ROUNDS = 9;

const query =
  'query ($representations: [_Any!]!) { _entities(representations: $representations) { ... on Product { id name price { amount currency } } } }';
const variables = { representations: ['a', 'b', 'c'].map((id) => ({ __typename: 'Product', id: `prd_01h${id}` })) };
const bodyOf = (requestId: string) => JSON.stringify({ query, variables: { ...variables, requestId } });
const TOKEN = 'x'.repeat(300);

/** `together`: how many operations a request has for the subgraph at a time. */
interface Way {
  readonly ask: Ask;
  readonly together: number;
}

/** CPU time of this process for each call to a subgraph, by ways to make it. The subgraph is another process. */
const server = fork(new URL('./answering-server.ts', import.meta.url));
const [port] = (await once(server, 'message')) as [number];
const origin = `http://127.0.0.1:${port}`;
const fixed = { 'content-type': 'application/json', accept: 'application/json', authorization: `Bearer ${TOKEN}` };
const own = (requestId: string) => ({ 'x-request-id': requestId, 'x-bazaar-timeout-ms': '9999' });

function parse(text: string): unknown {
  return JSON.parse(text);
}

function byUndiciRequest(): Ask {
  const pool = new Pool(origin, { connections: AT_A_TIME, pipelining: 1 });
  return async (requestId, signal) => {
    const headers = { ...fixed, ...own(requestId) };
    const body = bodyOf(requestId);
    const answer = await pool.request({ method: 'POST', path: '/graphql', headers, body, signal });
    return parse(await answer.body.text());
  };
}

function byUndiciDispatch(): Ask {
  const pool = new Pool(origin, { connections: AT_A_TIME, pipelining: 1 });
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

function byNodeHttp(): Ask {
  const agent = new http.Agent({ keepAlive: true, maxSockets: AT_A_TIME });
  return (requestId, signal) =>
    new Promise((resolve, reject) => {
      const body = bodyOf(requestId);
      const headers = { ...fixed, ...own(requestId), 'content-length': Buffer.byteLength(body) };
      const request = http.request(`${origin}/graphql`, { agent, method: 'POST', headers, signal }, (response) => {
        const chunks: Buffer[] = [];
        response.on('data', (chunk: Buffer) => chunks.push(chunk));
        response.on('end', () => resolve(parse(Buffer.concat(chunks).toString())));
      });
      request.on('error', reject).end(body);
    });
}

function byLeanClient(connections: number): Ask {
  const send = createLeanClient({ port, connections, depth: AT_A_TIME / connections, path: '/graphql' });
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
function byDoor(settings: Partial<HttpDoorOptions>): Ask {
  const log = createLogger({ name: 'bench', level: 'silent' });
  const mintToken = () => Promise.resolve(TOKEN);
  const door = createHttpDoor({ name: 'products', url: origin, mintToken, log, ...settings });
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

const MARKETPLACE = { batching: {}, shareInFlight: true };
const ways: Record<string, Way> = {
  'undici request': { ask: byUndiciRequest(), together: 1 },
  'undici dispatch': { ask: byUndiciDispatch(), together: 1 },
  'node:http': { ask: byNodeHttp(), together: 1 },
  'lean client, a request a socket': { ask: byLeanClient(AT_A_TIME), together: 1 },
  'lean client, eight in a pipeline': { ask: byLeanClient(AT_A_TIME / 8), together: 1 },
  'door, its defaults': { ask: byDoor({}), together: 1 },
  'door, as the marketplace has it': { ask: byDoor(MARKETPLACE), together: 1 },
  'door, batches of four, an operation': { ask: byDoor(MARKETPLACE), together: 4 },
};

let requests = 0;
async function run({ ask, together }: Way, calls: number): Promise<number> {
  const before = process.cpuUsage();
  let left = calls;
  const client = async (): Promise<void> => {
    while (left > 0) {
      left -= together;
      requests += 1;
      const request = `r${requests}`;
      const { signal } = new AbortController();
      await Promise.all(Array.from({ length: together }, (_, index) => ask(`${request}-${index}`, signal)));
    }
  };
  await Promise.all(Array.from({ length: AT_A_TIME / together }, client));
  const { user, system } = process.cpuUsage(before);
  return (user + system) / calls;
}

const measured = new Map<string, number[]>();
for (const way of Object.values(ways)) await run(way, CALLS);
// In turns, so that whatever else the machine does falls on all of them.
for (let round = 0; round < ROUNDS; round++)
  for (const [name, way] of Object.entries(ways))
    measured.set(name, [...(measured.get(name) ?? []), await run(way, CALLS)]);

console.log(`CPU time of a call, microseconds, median of ${ROUNDS}, ${AT_A_TIME} at a time, Node ${process.version}`);
for (const [name, costs] of measured) {
  const median = costs.sort((one, other) => one - other)[Math.floor(ROUNDS / 2)] ?? Number.NaN;
  console.log(`${name.padEnd(36)} ${median.toFixed(1).padStart(6)}`);
}
server.disconnect();
process.exit();
