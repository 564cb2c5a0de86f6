import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, expect, it } from 'vitest';
import { createLogger } from '@bazaar/runtime/log';
import type { OperationRequest, SubgraphDoor } from '@bazaar/runtime/subgraph-door';
import { createHttpDoor, type HttpDoorOptions } from './http-door.ts';

type Handle = (request: IncomingMessage, response: ServerResponse, count: number) => void;

const cleanups: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const cleanup of cleanups.splice(0).toReversed()) await cleanup();
});

async function doorTo(handle: Handle, options: Partial<HttpDoorOptions> = {}): Promise<SubgraphDoor> {
  let count = 0;
  const server = createServer((request, response) => {
    request.resume().on('end', () => handle(request, response, ++count));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  cleanups.push(() => new Promise((resolve) => server.close(resolve).closeAllConnections()));
  const { port } = server.address() as AddressInfo;
  const log = createLogger({ name: 'test', level: 'silent' });
  const door = createHttpDoor({ name: 'products', url: `http://127.0.0.1:${port}`, log, ...options });
  cleanups.push(() => door.stop());
  return door;
}

const request = (overrides: Partial<OperationRequest> = {}): OperationRequest => ({
  query: '{ a }',
  caller: null,
  requestId: 'r1',
  deadline: Date.now() + 5_000,
  signal: new AbortController().signal,
  ...overrides,
});

const ok: Handle = (_, response) => response.end('{"data":{"a":1}}');

it('keeps its connections', async () => {
  const ports = new Set<number | undefined>();
  const door = await doorTo((incoming, response, count) => {
    ports.add(incoming.socket.remotePort);
    ok(incoming, response, count);
  });
  for (let calls = 0; calls < 20; calls++) expect(await door.execute(request())).toEqual({ data: { a: 1 } });
  expect(ports.size).toBeLessThanOrEqual(2);
});

it('sends a query again, once, when the connection died under it; never a mutation', async () => {
  let calls = 0;
  const dieOnce: Handle = (incoming, response, count) => {
    calls = count;
    if (count === 1) incoming.socket.destroy();
    else ok(incoming, response, count);
  };
  expect(await (await doorTo(dieOnce)).execute(request())).toEqual({ data: { a: 1 } });
  expect(calls).toBe(2);

  const mutation = request({ query: 'mutation { a }' });
  await expect((await doorTo(dieOnce)).execute(mutation)).rejects.toMatchObject({ code: 'SUBGRAPH_UNAVAILABLE' });
  expect(calls).toBe(1);
});

it.each<[string, Handle]>([
  ['no JSON', (_, response) => response.end('<html>nginx at 10.0.0.1</html>')],
  ['an error page', (_, response) => response.writeHead(502).end('bad gateway')],
  ['JSON that is no GraphQL response', (_, response) => response.end('{"hello":1}')],
  ['errors that are none', (_, response) => response.end('{"errors":[1]}')],
  ['more bytes than allowed', (_, response) => response.end(`{"data":{"a":"${'x'.repeat(20_000)}"}}`)],
])('calls a subgraph unavailable that answers %s', async (_, handle) => {
  const door = await doorTo(handle, { maxResponseBytes: 10_000 });
  await expect(door.execute(request())).rejects.toMatchObject({
    code: 'SUBGRAPH_UNAVAILABLE',
    message: expect.not.stringMatching(/10\.0|127\.0|nginx/) as string,
  });
});

it('calls a subgraph unavailable that is not there', async () => {
  const log = createLogger({ name: 'test', level: 'silent' });
  const door = createHttpDoor({ name: 'products', url: 'http://127.0.0.1:1', log });
  await expect(door.execute(request())).rejects.toMatchObject({ code: 'SUBGRAPH_UNAVAILABLE' });
  await door.stop();
});

it('takes GraphQL errors of any status for the answer', async () => {
  const door = await doorTo((_, response) => response.writeHead(400).end('{"errors":[{"message":"no"}]}'));
  expect(await door.execute(request())).toEqual({ errors: [{ message: 'no' }] });
});

it('calls it a fault of ours when the subgraph refuses our token: the client need not sign in again', async () => {
  const door = await doorTo((_, response) =>
    response.writeHead(401).end('{"errors":[{"message":"no","extensions":{"code":"UNAUTHENTICATED"}}]}'),
  );
  await expect(door.execute(request())).rejects.toMatchObject({ code: 'INTERNAL' });
});

it('ends with the request, and tells the subgraph how long it has', async () => {
  let timeout = 0;
  const door = await doorTo((incoming) => {
    timeout = Number(incoming.headers['x-bazaar-timeout-ms']);
  });
  const signal = AbortSignal.timeout(50);
  await expect(door.execute(request({ signal, deadline: Date.now() + 50 }))).rejects.toMatchObject({ code: 'TIMEOUT' });
  expect(timeout).toBeGreaterThan(0);
  expect(timeout).toBeLessThanOrEqual(50);
});
