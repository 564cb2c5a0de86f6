import { context, propagation, trace } from '@opentelemetry/api';
import { NodeTracerProvider } from '@opentelemetry/sdk-trace-node';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { useServer } from 'graphql-ws/use/ws';
import { buildSchema } from 'graphql';
import { expect, it, onTestFinished, vi } from 'vitest';
import { WebSocketServer } from 'ws';
import { createLogger } from '@bazaar/runtime/log';
import { collectLog } from '@bazaar/runtime/testing/collect-log';
import { continueTrace } from '@bazaar/runtime/tracing';
import { ask } from '../testing/start-door.ts';
import { createHttpDoor } from './http-door.ts';

/** A source without events, until nobody listens. */
function waitForever(): AsyncIterableIterator<never> {
  let end: (result: IteratorResult<never>) => void = () => undefined;
  return {
    next: () => new Promise((resolve) => (end = resolve)),
    return() {
      end({ done: true, value: undefined });
      return Promise.resolve({ done: true, value: undefined });
    },
    [Symbol.asyncIterator]() {
      return this;
    },
  };
}

async function startSocketServer() {
  const server = new WebSocketServer({ port: 0, host: '127.0.0.1', path: '/graphql' });
  const subscribed: string[] = [];
  const headers: unknown[] = [];
  const extensions: unknown[] = [];
  server.on('connection', (_socket, request) => headers.push(request.headers['x-tenant']));
  useServer(
    {
      schema: buildSchema('type Query { a: Int } type Subscription { a: Int }'),
      roots: { subscription: { a: waitForever } },
      onSubscribe: (_context, _id, payload) => {
        extensions.push(payload.extensions);
        subscribed.push(String(payload.extensions?.['token']));
      },
    },
    server,
  );
  await new Promise((resolve) => server.once('listening', resolve));
  onTestFinished(() => {
    for (const client of server.clients) client.terminate();
    server.close();
  });
  // A TCP server's address is an object; only pipes have strings.
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    subscribed,
    headers,
    extensions,
    cut: () => server.clients.forEach((client) => client.terminate()),
  };
}

it('never subscribes for who left before the token was there', async () => {
  const { url, subscribed, headers } = await startSocketServer();
  const mints: ((token: string) => void)[] = [];
  const door = createHttpDoor({
    name: 'products',
    url,
    headers: { 'x-tenant': 'one' },
    mintToken: () => new Promise((resolve) => mints.push(resolve)),
    log: createLogger({ name: 'test', level: 'silent' }),
  });
  onTestFinished(() => door.stop());
  const request = ask({ query: 'subscription { a }', deadline: Infinity });
  const [left, stays] = [door.subscribe(request), door.subscribe(request)];
  await left.return?.();
  mints[0]?.('of the one who left');
  mints[1]?.('of the one who stays');
  await vi.waitFor(() => expect(subscribed).toEqual(['of the one who stays']));
  await sleep(30);
  expect(subscribed).toHaveLength(1);
  expect(headers).toEqual(['one']);
  await stays.return?.();
});

it('carries the trace of who subscribes, and the address of a client that is known', async () => {
  new NodeTracerProvider().register();
  onTestFinished(() => {
    for (const api of [trace, context, propagation]) api.disable();
  });
  const { url, extensions } = await startSocketServer();
  const door = createHttpDoor({ name: 'products', url, log: createLogger({ name: 'test', level: 'silent' }) });
  onTestFinished(() => door.stop());
  const request = ask({ query: 'subscription { a }', deadline: Infinity });
  const traceId = 'b'.repeat(32);
  const headers = { traceparent: `00-${traceId}-${'c'.repeat(16)}-01` };
  const traced = continueTrace(headers, () => door.subscribe({ ...request, clientAddress: '192.0.2.7' }));
  await vi.waitFor(() => expect(extensions).toHaveLength(1));
  const untold = door.subscribe({ ...request, clientAddress: null });
  await vi.waitFor(() => expect(extensions).toHaveLength(2));
  expect(extensions[0]).toMatchObject({ clientAddress: '192.0.2.7', traceparent: headers.traceparent });
  expect(extensions[1]).not.toHaveProperty('clientAddress');
  expect(extensions[1]).not.toHaveProperty('traceparent');
  await Promise.all([traced.return?.(), untold.return?.()]);
});

it('tells of a lost socket once, however many subscribe, until it was back', async () => {
  const { url, subscribed, cut } = await startSocketServer();
  const { log, lines } = collectLog();
  const door = createHttpDoor({ name: 'products', url, log });
  onTestFinished(() => door.stop());
  const request = ask({ query: 'subscription { a }', deadline: Infinity });
  for (const losses of [1, 2]) {
    const nexts = Array.from({ length: 3 }, () => door.subscribe(request).next());
    await vi.waitFor(() => expect(subscribed).toHaveLength(3 * losses));
    cut();
    for (const next of nexts) await expect(next).rejects.toMatchObject({ code: 'SUBGRAPH_UNAVAILABLE' });
    expect(lines).toHaveLength(losses);
  }

  const away = createHttpDoor({ name: 'products', url: 'http://127.0.0.1:1', log });
  onTestFinished(() => away.stop());
  for (let tries = 0; tries < 3; tries += 1)
    await expect(away.subscribe(request).next()).rejects.toMatchObject({ code: 'SUBGRAPH_UNAVAILABLE' });
  expect(lines).toHaveLength(3);
});
