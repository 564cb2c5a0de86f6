import { createServer, type AddressInfo, type Socket } from 'node:net';
import {
  context,
  propagation,
  ROOT_CONTEXT,
  type Context,
  type ContextManager,
  type TextMapSetter,
} from '@opentelemetry/api';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { createLogger } from '@bazaar/runtime/log';
import { Fault } from '@bazaar/runtime/faults';
import { ask, echo, startDoor, type Handle } from '../testing/start-door.ts';
import { createHttpDoor, type HttpDoorOptions } from './http-door.ts';

const ok: Handle = (_, response) => response.end('{"data":{"a":1}}');
const ONCE = { retries: { attempts: 0 } } satisfies Partial<HttpDoorOptions>;

it('keeps its connections', async () => {
  const ports = new Set<number | undefined>();
  const { door } = await startDoor((received, response, count) => {
    ports.add(received.socket.remotePort);
    return ok(received, response, count);
  });
  for (let calls = 0; calls < 20; calls++) expect(await door.execute(ask())).toEqual({ data: { a: 1 } });
  expect(ports.size).toBeLessThanOrEqual(2);
});

it.each<[string, Handle]>([
  ['no JSON', (_, response) => response.end('<html>nginx at 10.0.0.1</html>')],
  ['an error page', (_, response) => response.writeHead(502).end('bad gateway')],
  ['JSON that is no GraphQL response', (_, response) => response.end('{"hello":1}')],
  ['a list', (_, response) => response.end('[{"data":{}}]')],
  ['data that is a list', (_, response) => response.end('{"data":[]}')],
  ['errors that are none', (_, response) => response.end('{"errors":[1]}')],
  ['more bytes than allowed', (_, response) => response.end(`{"data":{"a":"${'x'.repeat(20_000)}"}}`)],
  ['half an answer', (_, response) => response.writeHead(200).write('{"data":{}', () => response.destroy())],
])('calls a subgraph unavailable that answers %s', async (_, handle) => {
  const { door } = await startDoor(handle, { ...ONCE, maxResponseBytes: 10_000 });
  await expect(door.execute(ask())).rejects.toMatchObject({
    code: 'SUBGRAPH_UNAVAILABLE',
    message: expect.not.stringMatching(/10\.0|127\.0|nginx/) as string,
  });
});

it('calls a subgraph unavailable that is not there', async () => {
  const log = createLogger({ name: 'test', level: 'silent' });
  const door = createHttpDoor({ name: 'products', url: 'http://127.0.0.1:1', log });
  await expect(door.execute(ask())).rejects.toMatchObject({ code: 'SUBGRAPH_UNAVAILABLE' });
  await door.stop();
});

it.each([
  ['not HTTP', 'SSH-2.0-OpenSSH_9.6\r\n'],
  ['a length that is none', 'HTTP/1.1 200 OK\r\ncontent-length: -1\r\n\r\n'],
  ['two lengths', 'HTTP/1.1 200 OK\r\ncontent-length: 2\r\ncontent-length: 3\r\n\r\n{}'],
  ['a length and chunks', 'HTTP/1.1 200 OK\r\ncontent-length: 2\r\ntransfer-encoding: chunked\r\n\r\n0\r\n\r\n'],
  ['a chunk size that is none', 'HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\nxyz\r\n'],
  ['headers without end', `HTTP/1.1 200 OK\r\n${'x-filler: 0123456789\r\n'.repeat(5_000)}`],
])('fails a call that is answered with %s, and serves the next', async (_, bytes) => {
  let answers = 0;
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket.on('error', () => undefined));
    socket.on('data', () => {
      answers += 1;
      if (answers === 1) return void socket.write(bytes);
      socket.write('HTTP/1.1 200 OK\r\ncontent-length: 16\r\n\r\n{"data":{"a":1}}');
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const log = createLogger({ name: 'test', level: 'silent' });
  const door = createHttpDoor({ name: 'products', url: `http://127.0.0.1:${port}`, log, connections: 1, ...ONCE });
  onTestFinished(async () => {
    server.close();
    for (const socket of sockets) socket.destroy();
    await door.stop();
  });
  await expect(door.execute(ask())).rejects.toMatchObject({ code: 'SUBGRAPH_UNAVAILABLE' });
  expect(await door.execute(ask())).toEqual({ data: { a: 1 } });
});

it('takes GraphQL errors of any status for the answer', async () => {
  const { door } = await startDoor((_, response) => response.writeHead(400).end('{"errors":[{"message":"no"}]}'));
  expect(await door.execute(ask())).toEqual({ errors: [{ message: 'no' }] });
});

it('calls it a fault of ours when the subgraph refuses our token: the client need not sign in again', async () => {
  const { door } = await startDoor((_, response) =>
    response.writeHead(401).end('{"errors":[{"message":"no","extensions":{"code":"UNAUTHENTICATED"}}]}'),
  );
  await expect(door.execute(ask())).rejects.toMatchObject({ code: 'INTERNAL' });
});

it('calls variables that are no JSON a bug, not an outage', async () => {
  const { door, received } = await startDoor(ok);
  await expect(door.execute(ask({ variables: { big: 1n } }))).rejects.toMatchObject({ code: 'INTERNAL' });
  expect(received).toEqual([]);
});

describe('the end of a call', () => {
  const never: Handle = () => undefined;

  it('comes with the request, and the subgraph knows how long it has', async () => {
    const { door, received } = await startDoor(never);
    const signal = AbortSignal.timeout(500);
    const call = door.execute(ask({ signal, deadline: Date.now() + 500 }));
    await expect(call).rejects.toMatchObject({ code: 'TIMEOUT' });
    const timeout = Number(received[0]?.headers['x-bazaar-timeout-ms']);
    expect(timeout).toBeGreaterThan(0);
    expect(timeout).toBeLessThanOrEqual(500);
  });

  it('comes with the subgraph’s own deadline when that is earlier', async () => {
    const { door, received } = await startDoor(never, { timeoutMs: 500 });
    const call = door.execute(ask({ deadline: Date.now() + 60_000 }));
    await expect(call).rejects.toMatchObject({ code: 'TIMEOUT' });
    expect(Number(received[0]?.headers['x-bazaar-timeout-ms'])).toBeLessThanOrEqual(500);
    await vi.waitFor(() => expect(received[0]?.isLeft).toBe(true));
  });

  it('is the reason of the request, when that is a Fault', async () => {
    const { door } = await startDoor(never);
    const controller = new AbortController();
    const call = door.execute(ask({ signal: controller.signal }));
    const fault = new Fault('TIMEOUT', 'The answer took too long.');
    setTimeout(() => controller.abort(fault), 20);
    await expect(call).rejects.toBe(fault);
  });

  it('reaches the subgraph when the client leaves, and no neighbour', async () => {
    const answers: (() => void)[] = [];
    const { door, received } = await startDoor((one, response, count) => {
      answers.push(() => void echo(one, response, count));
    });
    const controller = new AbortController();
    const left = door.execute(ask({ signal: controller.signal, variables: { is: 'left' } }));
    const stays = Array.from({ length: 10 }, (_, index) => door.execute(ask({ variables: { index } })));
    await vi.waitFor(() => expect(received).toHaveLength(11));
    controller.abort();
    await expect(left).rejects.toThrow();
    await vi.waitFor(() => expect(received.filter(({ isLeft }) => isLeft)).toHaveLength(1));
    for (const answer of answers) answer();
    expect(await Promise.all(stays)).toEqual(Array.from({ length: 10 }, (_, index) => ({ data: { index } })));
    expect(received.find(({ isLeft }) => isLeft)?.body).toMatchObject({ variables: { is: 'left' } });
  });

  it('comes at once for a client that has left already, and the subgraph hears nothing', async () => {
    const { door, received } = await startDoor(ok);
    await expect(door.execute(ask({ signal: AbortSignal.abort() }))).rejects.toThrow();
    expect(await door.execute(ask())).toEqual({ data: { a: 1 } });
    expect(received).toHaveLength(1);
  });
});

describe('connections', () => {
  it('are no more than allowed; calls beyond wait in order, and those beyond that fail at once', async () => {
    const answers: (() => void)[] = [];
    const { door, received } = await startDoor(
      (one, response, count) => void answers.push(() => void echo(one, response, count)),
      { connections: 2, maxQueued: 2 },
    );
    const calls = [1, 2, 3, 4].map((n) => door.execute(ask({ variables: { n } })));
    await expect(door.execute(ask())).rejects.toMatchObject({ code: 'SUBGRAPH_UNAVAILABLE' });
    await vi.waitFor(() => expect(answers).toHaveLength(2));
    expect(door.stats).toMatchObject({ active: 2, queued: 2, failed: { crowded: 1 } });
    answers.shift()?.();
    await vi.waitFor(() => expect(received).toHaveLength(3));
    expect(received[2]?.body).toMatchObject({ variables: { n: 3 } });
    while (answers.length > 0 || door.stats.active > 0) {
      answers.shift()?.();
      await new Promise((resolve) => setTimeout(resolve, 5));
    }
    expect(await Promise.all(calls)).toEqual([1, 2, 3, 4].map((n) => ({ data: { n } })));
    expect(door.stats).toMatchObject({ active: 0, queued: 0 });
  });

  it('are not waited for beyond the deadline, and a call that left gives its place in the queue away', async () => {
    const answers: (() => void)[] = [];
    const { door, received } = await startDoor(
      (one, response, count) => void answers.push(() => void echo(one, response, count)),
      { connections: 1, maxQueued: 1 },
    );
    const first = door.execute(ask({ variables: { n: 1 } }));
    const late = door.execute(ask({ variables: { n: 2 }, deadline: Date.now() + 40 }));
    await expect(late).rejects.toMatchObject({ code: 'TIMEOUT' });
    const third = door.execute(ask({ variables: { n: 3 } }));
    answers.shift()?.();
    expect(await first).toEqual({ data: { n: 1 } });
    await vi.waitFor(() => expect(answers).toHaveLength(1));
    answers.shift()?.();
    expect(await third).toEqual({ data: { n: 3 } });
    expect(received).toHaveLength(2);
  });

  it('that cannot be made do not keep their places', async () => {
    const log = createLogger({ name: 'test', level: 'silent' });
    const options = { connections: 1, maxQueued: 5, breaker: false, ...ONCE } as const;
    const door = createHttpDoor({ name: 'products', url: 'http://127.0.0.1:1', log, ...options });
    const calls = Array.from({ length: 6 }, () => door.execute(ask()));
    for (const { status } of await Promise.allSettled(calls)) expect(status).toBe('rejected');
    expect(door.stats).toMatchObject({ active: 0, queued: 0, failed: { unreachable: 6 } });
    await door.stop();
  });
});

describe('headers', () => {
  it('carry the caller’s token, the request’s id and what is configured', async () => {
    const mintToken = (audience: string, caller: { sub: string } | null) =>
      Promise.resolve(`${audience}-${caller?.sub ?? 'nobody'}`);
    const { door, received } = await startDoor(ok, {
      mintToken,
      headers: { 'x-tenant': 'one', authorization: 'Bearer configured' },
    });
    const caller = { sub: 'usr_1', sid: 's', roles: [], vendors: [] };
    for (const one of [caller, null, caller]) await door.execute(ask({ caller: one, requestId: 'r7' }));
    expect(received.map(({ headers }) => headers.authorization)).toEqual([
      'Bearer products-usr_1',
      'Bearer products-nobody',
      'Bearer products-usr_1',
    ]);
    for (const { headers } of received)
      expect(headers).toMatchObject({ 'x-tenant': 'one', 'x-request-id': 'r7', 'content-type': 'application/json' });
  });

  it('of the client are passed on, except those by which a call is framed, signed and limited', async () => {
    const forwarded = {
      'accept-language': 'de',
      'x-tenant': 'two',
      authorization: 'Bearer of the client',
      'content-length': '1',
      'transfer-encoding': 'chunked',
      'x-request-id': 'evil',
      'x-bazaar-client-address': '127.0.0.1',
    };
    const request = ask({ forwarded, requestId: 'r8', clientAddress: '203.0.113.7' });
    const open = await startDoor(ok, { headers: { 'X-Tenant': 'one' } });
    await open.door.execute(request);
    expect(open.received[0]?.headers).toMatchObject({
      'accept-language': 'de',
      'x-tenant': 'two',
      authorization: 'Bearer of the client',
      'x-request-id': 'r8',
      'x-bazaar-client-address': '203.0.113.7',
    });
    expect(open.received[0]?.headers['transfer-encoding']).toBeUndefined();
    const signed = await startDoor(ok, { mintToken: () => Promise.resolve('minted') });
    await signed.door.execute(request);
    expect(signed.received[0]?.headers.authorization).toBe('Bearer minted');
  });

  it('carry the trace when there is one', async () => {
    const { door, received } = await startDoor(ok);
    const propagator = {
      inject: (_: Context, carrier: unknown, setter: TextMapSetter) => setter.set(carrier, 'traceparent', '00-1-1-01'),
      extract: (given: Context) => given,
      fields: () => ['traceparent'],
    };
    const spy = vi.spyOn(propagator, 'inject');
    propagation.setGlobalPropagator(propagator);
    onTestFinished(() => propagation.disable());
    await door.execute(ask());
    expect(spy).not.toHaveBeenCalled();
    const manager: ContextManager = {
      active: () => ROOT_CONTEXT.setValue(Symbol('span'), 1),
      with: (_context, run, that, ...given) => run.call(that as ThisParameterType<typeof run>, ...given),
      bind: (_context, target) => target,
      enable: () => manager,
      disable: () => manager,
    };
    context.setGlobalContextManager(manager);
    onTestFinished(() => context.disable());
    await door.execute(ask());
    expect(received.map(({ headers }) => headers['traceparent'])).toEqual([undefined, '00-1-1-01']);
  });
});

describe('a door that stops', () => {
  it('answers what it has begun, waiting or not, and may be stopped again', async () => {
    const answers: (() => void)[] = [];
    const { door, received } = await startDoor(
      (one, response, count) => void answers.push(() => void echo(one, response, count)),
      { connections: 1 },
    );
    const calls = [1, 2].map((n) => door.execute(ask({ variables: { n } })));
    await vi.waitFor(() => expect(received).toHaveLength(1));
    const stopped = door.stop();
    answers[0]?.();
    await vi.waitFor(() => expect(received).toHaveLength(2));
    answers[1]?.();
    expect(await Promise.all(calls)).toEqual([{ data: { n: 1 } }, { data: { n: 2 } }]);
    await stopped;
    await door.stop();
    await expect(door.execute(ask())).rejects.toMatchObject({ code: 'SUBGRAPH_UNAVAILABLE' });
  });
});

describe('pass-through requests', () => {
  it('arrive as they are, and bring back what may be shown', async () => {
    const { door, received } = await startDoor(({ body }, response) =>
      response
        .writeHead(202, { 'content-type': 'text/plain', etag: '"1"', server: 'secret' })
        .end(`got ${String(body)}`),
    );
    const answer = await door.serveRaw({
      method: 'POST',
      path: '/webhooks/stripe',
      headers: { 'stripe-signature': 't=1' },
      body: Buffer.from('raw bytes'),
      requestId: 'r9',
    });
    expect({ ...answer, body: answer.body.toString() }).toEqual({
      status: 202,
      headers: { 'content-type': 'text/plain', etag: '"1"' },
      body: 'got raw bytes',
    });
    expect(received[0]?.headers).toMatchObject({ 'stripe-signature': 't=1', 'x-request-id': 'r9' });
  });

  it('end when their time is up', async () => {
    const { door, received } = await startDoor(() => undefined, { passThroughTimeoutMs: 500 });
    const request = { method: 'GET', path: '/', headers: {}, body: Buffer.alloc(0), requestId: 'r' };
    await expect(door.serveRaw(request)).rejects.toMatchObject({ code: 'TIMEOUT' });
    await vi.waitFor(() => expect(received[0]?.isLeft).toBe(true));
    expect(door.stats.active).toBe(0);
  });
});
