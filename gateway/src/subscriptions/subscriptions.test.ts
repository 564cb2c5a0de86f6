import { Registry } from 'prom-client';
import { afterEach, describe, expect, it } from 'vitest';
import { WebSocket } from 'ws';
import type { GatewayOptions } from '../gateway.ts';
import { openRawSocket, subscribeMessage as subscribe, type RawSocket } from '../testing/raw-socket.ts';
import { startFixture, type Fixture } from '../testing/start-fixture.ts';

const ORDER = 'subscription ($id: ID!) { orderChanged(id: $id) { id status product { name seller { title } } } }';
const JOINED = { name: 'Apple', seller: { title: 'Orchard' } };

let fixture: Fixture;
afterEach(() => fixture.stop());

async function start(mode: 'memory' | 'http' = 'memory', overrides: Partial<GatewayOptions> = {}): Promise<Fixture> {
  fixture = await startFixture(mode, overrides);
  return fixture;
}

function openSocket(init?: object): Promise<RawSocket> {
  return openRawSocket(fixture.gateway.url, init ? { init } : {});
}

/** What is logged of sockets that were refused. */
function refusals(): object[] {
  return fixture.logged
    .filter(({ msg }) => msg === 'socket')
    .map(({ status, closeCode, code }) => JSON.parse(JSON.stringify({ status, closeCode, code })) as object);
}

/** A socket whose introduction will not be answered. */
async function openRefusedSocket(init: object): Promise<RawSocket> {
  const opened = await openRawSocket(fixture.gateway.url, { introduce: false });
  opened.send({ type: 'connection_init', payload: init });
  return opened;
}

describe.each(['memory', 'http'] as const)('a subscription (%s)', (mode) => {
  it('completes every event with the fields of other subgraphs, in order', async () => {
    const { world, connect } = await start(mode);
    const events = connect().iterate({ query: ORDER, variables: { id: 'o1' } });
    expect((await events.next()).value).toEqual({
      data: { orderChanged: { id: 'o1', status: 'PENDING', product: JOINED } },
    });
    for (const status of ['CONFIRMED', 'SHIPPED', 'DELIVERED'])
      world.events.emit('order:o1', { id: 'o1', status, product: { sku: 'a' } });
    for (const status of ['CONFIRMED', 'SHIPPED', 'DELIVERED'])
      expect((await events.next()).value).toEqual({
        data: { orderChanged: { id: 'o1', status, product: JOINED } },
      });
    await events.return?.();
  });

  it('frees its upstream when the client completes it, and when the client vanishes', async () => {
    const { world, connect } = await start(mode);
    const events = connect().iterate({ query: ORDER, variables: { id: 'o1' } });
    await events.next();
    expect(world.subscribers).toBe(1);
    await events.return?.();
    await expect.poll(() => world.subscribers).toBe(0);

    const { socket, send, received } = await openSocket();
    send(subscribe('1', ORDER, { id: 'o1' }));
    send(subscribe('2', ORDER, { id: 'o2' }));
    await expect.poll(() => received.filter(({ type }) => type === 'next')).toHaveLength(2);
    expect(world.subscribers).toBe(2);
    socket.terminate();
    await expect.poll(() => world.subscribers).toBe(0);
  });

  it('keeps an event whose joining subgraph is down, with the error at its path', async () => {
    const { down, connect } = await start(mode);
    down.add('products');
    const events = connect().iterate({ query: ORDER, variables: { id: 'o1' } });
    expect((await events.next()).value).toEqual({
      data: { orderChanged: { id: 'o1', status: 'PENDING', product: null } },
      errors: [
        expect.objectContaining({
          path: ['orderChanged', 'product', 'name'],
          extensions: { code: 'SUBGRAPH_UNAVAILABLE' },
        }),
        expect.objectContaining({
          path: ['orderChanged', 'product', 'seller'],
          extensions: { code: 'SUBGRAPH_UNAVAILABLE' },
        }),
      ],
    });
    await events.return?.();
  });

  it('answers under the client’s keys and conditions, though they are those of joins', async () => {
    const { down, connect } = await start(mode);
    const query = `subscription ($id: ID!, $seller: Boolean!) {
      orderChanged(id: $id) { id: status product { sku: name seller @include(if: $seller) { id: title } } }
    }`;
    async function first(seller: boolean): Promise<unknown> {
      const events = connect().iterate({ query, variables: { id: 'o1', seller } });
      const { value } = await events.next();
      await events.return?.();
      return value;
    }
    expect(await first(true)).toEqual({
      data: { orderChanged: { id: 'PENDING', product: { sku: 'Apple', seller: { id: 'Orchard' } } } },
    });
    expect(await first(false)).toEqual({ data: { orderChanged: { id: 'PENDING', product: { sku: 'Apple' } } } });
    down.add('products');
    expect(await first(false)).toMatchObject({ errors: [{ path: ['orderChanged', 'product', 'sku'] }] });
  });

  it.each([
    ['refusedSubscription', { message: 'Not for you.', extensions: { code: 'FORBIDDEN' } }],
    [
      'brokenSubscription',
      { message: 'Something went wrong.', extensions: { code: 'INTERNAL', requestId: expect.any(String) as string } },
    ],
  ])(
    'that its subgraph refuses (%s) ends with the reason, masked like every other, and nothing after it',
    async (field, error) => {
      await start(mode);
      const { send, received } = await openSocket();
      send(subscribe('1', `subscription { ${field} { id } }`));
      await expect.poll(() => received.length).toBeGreaterThan(1);
      // What came after it on the same socket would have come before this.
      send(subscribe('2', '{ product(sku: "a") { name } }'));
      await expect.poll(() => received.at(-1)).toEqual({ id: '2', type: 'complete' });
      expect(received.filter(({ id }) => id === '1')).toEqual([{ id: '1', type: 'error', payload: [error] }]);
    },
  );

  it('knows its caller', async () => {
    const { connect, token } = await start(mode);
    const client = connect({ authorization: `Bearer ${await fixture.token({ sub: 'usr_5' })}` });
    const events = client.iterate({ query: '{ whoami { sub } }' });
    expect((await events.next()).value).toEqual({ data: { whoami: { sub: 'usr_5' } } });
    const bare = connect({ token: await token({ sub: 'usr_6' }) }).iterate({ query: '{ whoami { sub } }' });
    expect((await bare.next()).value).toEqual({ data: { whoami: { sub: 'usr_6' } } });
  });
});

describe('upstreams over HTTP', () => {
  it('share one socket, which closes after the last', async () => {
    const { world, connect, servers } = await start('http');
    const sellers = servers.get('sellers')!;
    const watching = ['o1', 'o2', 'o3'].map((id) => connect().iterate({ query: ORDER, variables: { id } }));
    await Promise.all(watching.map((events) => events.next()));
    expect([world.subscribers, sellers.sockets.accepted]).toEqual([3, 1]);
    await Promise.all(watching.map(async (events) => events.return?.()));
    await expect.poll(() => world.subscribers).toBe(0);
  });
});

describe('a socket', () => {
  it('runs queries and mutations too', async () => {
    await start();
    const { received, send } = await openSocket();
    send(subscribe('1', '{ product(sku: "b") { name stars } }'));
    send(subscribe('2', 'mutation { rename(sku: "a", name: "Pear") { name } }'));
    await expect.poll(() => received).toHaveLength(5);
    expect(received).toContainEqual({
      id: '1',
      type: 'next',
      payload: { data: { product: { name: 'Bread', stars: 4.5 } } },
    });
    expect(received).toContainEqual({ id: '2', type: 'next', payload: { data: { rename: { name: 'Pear' } } } });
    expect(received).toContainEqual({ id: '2', type: 'complete' });
  });

  it('cancels a query that its client completes', async () => {
    const { world } = await start();
    const { send } = await openSocket();
    send(subscribe('1', '{ slow(ms: 10000) }'));
    await expect.poll(() => world.running).toBe(1);
    send({ id: '1', type: 'complete' });
    await expect.poll(() => world.cancelled).toBe(1);
  });

  it('answers what is not valid with an error message, and stays open', async () => {
    await start();
    const { socket, received, send } = await openSocket();
    const bad: [string, string, object?][] = [
      ['subscription {', 'GRAPHQL_PARSE_FAILED'],
      ['subscription { nope }', 'GRAPHQL_VALIDATION_FAILED'],
      ['subscription { refusedSubscription { id } brokenSubscription { id } }', 'GRAPHQL_VALIDATION_FAILED'],
      ['subscription ($yes: Boolean!) { refusedSubscription @skip(if: $yes) { id } }', 'GRAPHQL_VALIDATION_FAILED'],
      ['subscription { __typename }', 'GRAPHQL_VALIDATION_FAILED'],
      ['{ nope }', 'GRAPHQL_VALIDATION_FAILED'],
      ['query A { __typename } query B { __typename }', 'OPERATION_RESOLUTION_FAILURE'],
      ['subscription ($id: ID!) { orderChanged(id: $id) { id } }', 'BAD_USER_INPUT', { id: { not: 'an id' } }],
    ];
    for (const [index, [query, , variables]] of bad.entries()) send(subscribe(`${index}`, query, variables));
    await expect.poll(() => received).toHaveLength(bad.length + 1);
    for (const [index, [, code]] of bad.entries())
      expect(received).toContainEqual({
        id: `${index}`,
        type: 'error',
        payload: [expect.objectContaining({ message: expect.any(String) as string, extensions: { code } })],
      });
    expect(socket.readyState).toBe(WebSocket.OPEN);
    send(subscribe('good', '{ product(sku: "a") { name } }'));
    await expect.poll(() => received.some(({ id }) => id === 'good')).toBe(true);
  });

  it('is closed with 4403 when its token is not good', async () => {
    const { token } = await start();
    for (const bad of [await token({ forged: true }), await token({ expiresInS: -60 }), 'nonsense', 42]) {
      const { closed, received } = await openRefusedSocket({ token: bad });
      expect((await closed).code).toBe(4403);
      expect(received).toEqual([]);
    }
    expect(refusals()).toEqual(Array(4).fill({ closeCode: 4403, code: 'UNAUTHENTICATED' }));
  });

  it('is closed with 4403 when its token expires, and its upstreams end', async () => {
    const { token, world } = await start('memory', {});
    const { closed, send, received } = await openSocket({ token: await token({ expiresInS: -3 }) });
    send(subscribe('1', ORDER, { id: 'o1' }));
    await expect.poll(() => received).toHaveLength(2);
    expect((await closed).code).toBe(4403);
    await expect.poll(() => world.subscribers).toBe(0);
  });

  it('is closed with 4403 when its session is denied, and no other is', async () => {
    const { token, deny, world } = await start();
    const gone = await openSocket({ token: await token({ sid: 'ses_a' }) });
    const other = await openSocket({ token: await token({ sid: 'ses_b' }) });
    for (const { send } of [gone, other]) send(subscribe('1', ORDER, { id: 'o1' }));
    await expect.poll(() => world.subscribers).toBe(2);
    deny('ses_a');
    expect((await gone.closed).code).toBe(4403);
    await expect.poll(() => world.subscribers).toBe(1);
    expect(other.socket.readyState).toBe(WebSocket.OPEN);
    const late = await openRefusedSocket({ token: await token({ sid: 'ses_a' }) });
    expect((await late.closed).code).toBe(4403);
  });

  it('may not have more operations than the limit', async () => {
    await start('memory', { live: { maxOperationsPerSocket: 2 } });
    const { received, send } = await openSocket();
    for (const id of ['1', '2', '3']) send(subscribe(id, ORDER, { id }));
    await expect
      .poll(() => received.find(({ type }) => type === 'error'))
      .toMatchObject({
        id: '3',
        payload: [{ extensions: { code: 'RATE_LIMITED' } }],
      });
  });

  it('is refused where its client has enough of them, and taken when one has closed', async () => {
    await start('memory', { live: { maxSocketsPerAddress: 2 }, trustedProxies: [] });
    const [first] = [await openSocket(), await openSocket()];
    await expect(openSocket()).rejects.toThrow('429');
    const refused = new WebSocket(`${fixture.gateway.url.replace('http', 'ws')}/graphql`, 'graphql-transport-ws');
    refused.on('error', () => undefined);
    const retryAfter = new Promise((resolve) =>
      refused.on('unexpected-response', (request, response) => {
        request.destroy();
        resolve(response.headers['retry-after']);
      }),
    );
    expect(await retryAfter).toBe('5');
    expect(refusals()).toEqual(Array(2).fill({ status: 429, code: 'RATE_LIMITED' }));
    first.socket.terminate();
    await expect.poll(() => openSocket().then(({ received }) => received.length)).toBe(1);
  });

  it('is refused where this process has enough of them', async () => {
    const metrics = new Registry();
    await start('memory', { live: { maxSockets: 1 }, metrics });
    await openSocket();
    await expect(openSocket()).rejects.toThrow('503');
    expect(refusals()).toEqual([{ status: 503, code: 'SUBGRAPH_UNAVAILABLE' }]);
    expect(await metrics.metrics()).toContain(
      'bazaar_gateway_refusals_total{code="SUBGRAPH_UNAVAILABLE",reason="connections"} 1\n',
    );
  });

  it('may not send a message larger than the limit', async () => {
    await start('memory', { live: { maxMessageBytes: 2_000 } });
    const { closed, send } = await openSocket();
    send(subscribe('1', `{ products { name } } #${'x'.repeat(4_000)}`));
    expect((await closed).code).toBe(1009);
  });

  it('loses the subscription of a client that falls too far behind, and keeps the others', async () => {
    const { world } = await start('memory', { live: { maxQueuedEvents: 5 } });
    const { socket, received, send, answers } = await openSocket();
    send(subscribe('1', ORDER, { id: 'o1' }));
    send(subscribe('2', ORDER, { id: 'o2' }));
    await expect.poll(() => received).toHaveLength(3);
    socket.pause();
    // More than the operating system buffers on the way.
    const padding = 'x'.repeat(100_000);
    const flood = setInterval(() => world.events.emit('order:o1', { id: 'o1', status: padding, product: null }), 5);
    await expect.poll(() => world.subscribers, { timeout: 10_000 }).toBe(1);
    clearInterval(flood);
    socket.resume();
    await expect
      .poll(() => received.find(({ type }) => type === 'error'), { timeout: 10_000 })
      .toMatchObject({ id: '1', payload: [{ extensions: { code: 'SLOW_CONSUMER' } }] });
    world.events.emit('order:o2', { id: 'o2', status: 'CONFIRMED', product: null });
    await expect
      .poll(() => answers('2').at(-1))
      .toEqual({ data: { orderChanged: { id: 'o2', status: 'CONFIRMED', product: null } } });
    expect(received.at(-1)?.id).toBe('2');
  });

  it('is cut when its client leaves too much unread', async () => {
    const { world } = await start('memory', { live: { maxUnreadBytes: 200_000, maxQueuedEvents: 10_000 } });
    const { socket, closed, send, received } = await openSocket();
    for (let id = 0; id < 20; id++) send(subscribe(`${id}`, ORDER, { id: 'o1' }));
    await expect.poll(() => received).toHaveLength(21);
    socket.pause();
    const flood = setInterval(() => {
      for (let version = 0; version < 5; version++)
        world.events.emit('order:o1', { id: 'o1', status: 'x'.repeat(100_000), product: null });
    }, 5);
    await expect.poll(() => world.subscribers, { timeout: 10_000 }).toBe(0);
    clearInterval(flood);
    socket.resume();
    expect((await closed).code).toBe(1006);
  });

  it('that never introduces itself is closed', async () => {
    await start('memory', { live: { initMs: 100 } });
    const socket = new WebSocket(`${fixture.gateway.url.replace('http', 'ws')}/graphql`, 'graphql-transport-ws');
    const code = await new Promise((resolve) => socket.on('close', resolve));
    expect(code).toBe(4408);
  });

  it('is cut when its client is gone without a word', async () => {
    await start('memory', { live: { pingMs: 100 } });
    const socket = new WebSocket(`${fixture.gateway.url.replace('http', 'ws')}/graphql`, 'graphql-transport-ws', {
      autoPong: false,
    });
    const code = await new Promise((resolve) => socket.on('close', resolve));
    expect(code).toBe(1006);
  });

  it('of a foreign page is refused; of an allowed page, of our own and of programs it is not', async () => {
    await start('memory', { allowedOrigins: ['https://shop.test'] });
    const attempt = (origin?: string) =>
      new Promise((resolve) => {
        const socket = new WebSocket(
          `${fixture.gateway.url.replace('http', 'ws')}/graphql`,
          'graphql-transport-ws',
          origin ? { origin } : {},
        );
        socket.on('error', (error) => resolve(error.message));
        socket.on('open', () => {
          socket.terminate();
          resolve('open');
        });
      });
    expect(await attempt('https://evil.test')).toContain('403');
    expect(refusals()).toEqual([{ status: 403, code: 'FORBIDDEN' }]);
    expect(await attempt('https://shop.test')).toBe('open');
    expect(await attempt(fixture.gateway.url)).toBe('open');
    expect(await attempt()).toBe('open');
  });
});
