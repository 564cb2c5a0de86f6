import { connect, type Socket } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import type { GatewayOptions } from '../../gateway.ts';
import {
  ACCEPT,
  openStream,
  type OpenStream,
  type StreamedRequest,
  type Transport,
} from '../../testing/open-stream.ts';
import { startFixture, type Fixture } from '../../testing/start-fixture.ts';

const ORDER = 'subscription ($id: ID!) { orderChanged(id: $id) { status product { name } } }';
const variables = { id: 'o1' };
const product = { sku: 'a' };

let fixture: Fixture;
afterEach(() => fixture.stop());

async function start(mode: 'memory' | 'http' = 'memory', overrides: Partial<GatewayOptions> = {}): Promise<Fixture> {
  fixture = await startFixture(mode, overrides);
  return fixture;
}

function open(transport: Transport, request: StreamedRequest): Promise<OpenStream> {
  return openStream(fixture.gateway.url, transport, request);
}

const state = (status: string) => ({ data: { orderChanged: { status, product: { name: 'Apple' } } } });

describe.each(['sse', 'multipart'] as const)('a subscription over %s', (transport) => {
  /** An answer as this transport carries it. */
  const told = (answer: object) => (transport === 'sse' ? answer : { payload: answer });
  const broken = (code: string) => {
    const errors = [expect.objectContaining({ extensions: { code } }) as unknown];
    return transport === 'sse' ? { errors } : { payload: null, errors };
  };

  it('brings every event, in order, until its client leaves', async () => {
    const { world } = await start();
    const stream = await open(transport, { query: ORDER, variables });
    await expect.poll(stream.messages).toEqual([told(state('PENDING'))]);
    for (const status of ['CONFIRMED', 'SHIPPED']) world.change({ id: 'o1', status, product });
    await expect.poll(stream.messages).toEqual(['PENDING', 'CONFIRMED', 'SHIPPED'].map((each) => told(state(each))));
    expect(stream.isComplete()).toBe(false);
    stream.leave();
    await expect.poll(() => world.subscribers).toBe(0);
  });

  it('shares its upstream with the other transports', async () => {
    const { world, connect: client } = await start();
    const stream = await open(transport, { query: ORDER, variables });
    await expect.poll(stream.messages).toHaveLength(1);
    const events = client().iterate({ query: ORDER, variables });
    expect((await events.next()).value).toEqual(state('PENDING'));
    expect(world.subscribers).toBe(1);
    await events.return?.();
  });

  it('knows its caller, carries the request id and the headers of every answer, and is written to the log', async () => {
    const { token, logged, world } = await start('memory', { allowedOrigins: ['https://shop.test'] });
    const headers = {
      authorization: `Bearer ${await token({ sub: 'usr_5' })}`,
      'x-request-id': 'my-request',
      origin: 'https://shop.test',
    };
    const stream = await open(transport, {
      query: ORDER.replace('subscription', 'subscription Watch'),
      variables,
      headers,
    });
    await expect.poll(stream.messages).toHaveLength(1);
    expect(Object.fromEntries(stream.headers)).toMatchObject({
      'x-request-id': 'my-request',
      'x-content-type-options': 'nosniff',
      'access-control-allow-origin': 'https://shop.test',
      'cache-control': 'no-store, no-transform',
      'content-type':
        transport === 'sse'
          ? 'text/event-stream; charset=utf-8'
          : 'multipart/mixed;boundary="graphql";subscriptionSpec=1.0',
    });
    stream.leave();
    await expect.poll(() => world.subscribers).toBe(0);
    const line = { requestId: 'my-request', operation: 'Watch', transport, outcome: 'left', answers: 1 };
    expect(logged).toContainEqual(expect.objectContaining(line));
    const query = await open(transport, { query: '{ whoami { sub } }', headers });
    await query.ended;
    expect(query.messages()).toEqual([told({ data: { whoami: { sub: 'usr_5' } } })]);
  });

  it.each([
    ['a syntax error', 'subscription {', undefined, 'GRAPHQL_PARSE_FAILED'],
    ['a field that does not exist', 'subscription { nope }', undefined, 'GRAPHQL_VALIDATION_FAILED'],
    [
      'a condition at the root',
      'subscription ($yes: Boolean!) { refusedSubscription @skip(if: $yes) { id } }',
      { yes: true },
      'GRAPHQL_VALIDATION_FAILED',
    ],
    ['variables that do not fit', ORDER, { id: { not: 'an id' } }, 'BAD_USER_INPUT'],
    [
      'no operation to choose',
      'query A { __typename } query B { __typename }',
      undefined,
      'OPERATION_RESOLUTION_FAILURE',
    ],
  ])('tells of %s inside the stream, and ends', async (_what, query, given, code) => {
    await start();
    const stream = await open(transport, { query, ...(given && { variables: given }) });
    await stream.ended;
    expect(stream.status).toBe(200);
    expect(stream.messages()).toEqual([told({ errors: [expect.objectContaining({ extensions: { code } })] })]);
    expect(stream.isComplete()).toBe(true);
  });

  it('that its subgraph refuses brings the reason, and ends', async () => {
    await start();
    const stream = await open(transport, { query: 'subscription { refusedSubscription { id } }' });
    await stream.ended;
    expect(stream.messages()).toEqual([broken('FORBIDDEN')]);
    expect(stream.isComplete()).toBe(true);
  });

  it('ends with UNAUTHENTICATED when its token expires', async () => {
    const { token, world } = await start();
    const headers = { authorization: `Bearer ${await token({ expiresInS: -3 })}` };
    const stream = await open(transport, { query: ORDER, variables, headers });
    await stream.ended;
    expect(stream.messages()).toEqual([told(state('PENDING')), broken('UNAUTHENTICATED')]);
    expect([stream.isComplete(), world.subscribers]).toEqual([true, 0]);
  });

  it('ends with UNAUTHENTICATED when its session is denied, and no other does', async () => {
    const { token, deny } = await start();
    const [gone, other] = await Promise.all(
      ['ses_a', 'ses_b'].map(async (sid) => {
        const headers = { authorization: `Bearer ${await token({ sid })}` };
        return open(transport, { query: ORDER, variables, headers });
      }),
    );
    await expect.poll(() => other?.messages()).toHaveLength(1);
    deny('ses_a');
    await gone?.ended;
    expect(gone?.messages().at(-1)).toEqual(broken('UNAUTHENTICATED'));
    expect(other?.isComplete()).toBe(false);
  });

  it('ends with SUBGRAPH_UNAVAILABLE when its subgraph stays away', async () => {
    const { servers } = await start('http', { live: { resubscribeMs: 0 } });
    const stream = await open(transport, { query: ORDER, variables });
    await expect.poll(stream.messages).toHaveLength(1);
    servers.get('sellers')?.cut();
    await stream.ended;
    expect(stream.messages().at(-1)).toEqual(broken('SUBGRAPH_UNAVAILABLE'));
    expect(stream.isComplete()).toBe(true);
  });

  it('is completed when the gateway stops, and a query is answered first', async () => {
    const { gateway, world } = await start();
    const stream = await open(transport, { query: ORDER, variables });
    const query = await open(transport, { query: '{ slow(ms: 300) }' });
    await expect.poll(() => world.running).toBe(1);
    await expect.poll(stream.messages).toHaveLength(1);
    const stopped = gateway.stop();
    await stream.ended;
    expect([stream.isComplete(), stream.messages().length, query.isComplete()]).toEqual([true, 1, false]);
    await query.ended;
    expect([query.messages(), query.isComplete()]).toEqual([[told({ data: { slow: 'done' } })], true]);
    await stopped;
  });

  it('is kept alive while nothing happens', async () => {
    await start('memory', { live: { heartbeatMs: 50 } });
    const stream = await open(transport, { query: ORDER, variables });
    await expect.poll(stream.messages).toHaveLength(1);
    const before = stream.text().length;
    await expect.poll(() => stream.text().length).toBeGreaterThan(before);
    expect(stream.messages()).toHaveLength(1);
    stream.leave();
  });

  it('runs queries and mutations for clients that take nothing else, and cancels those whose client leaves', async () => {
    const { world } = await start();
    const mutation = await open(transport, { query: 'mutation { rename(sku: "a", name: "Pear") { name } }' });
    await mutation.ended;
    expect(mutation.messages()).toEqual([told({ data: { rename: { name: 'Pear' } } })]);
    const slow = await open(transport, { query: '{ slow(ms: 10000) }' });
    await expect.poll(() => world.running).toBe(1);
    slow.leave();
    await expect.poll(() => world.cancelled).toBe(1);
  });

  it('gives a single answer as JSON to clients that take JSON', async () => {
    await start();
    const headers = { accept: `${ACCEPT[transport]}, application/json` };
    const query = await open(transport, { query: '{ product(sku: "a") { name } }', headers });
    await query.ended;
    expect(query.headers.get('content-type')).toBe('application/json; charset=utf-8');
    expect(JSON.parse(query.text())).toEqual({ data: { product: { name: 'Apple' } } });
    const subscription = await open(transport, { query: ORDER, variables, headers });
    await expect.poll(subscription.messages).toEqual([told(state('PENDING'))]);
    subscription.leave();
  });

  it('may be asked for by GET, with what makes browsers ask first', async () => {
    await start();
    const get = async (headers: Record<string, string>, query = ORDER) =>
      open(transport, { method: 'GET', query, variables, headers });
    const stream = await get({ 'content-type': 'application/json' });
    await expect.poll(stream.messages).toEqual([told(state('PENDING'))]);
    stream.leave();
    const preflighted = await get({ 'content-type': 'text/plain', 'apollo-require-preflight': 'true' });
    expect(preflighted.status).toBe(200);
    preflighted.leave();
    for (const simple of ['', 'text/plain', 'TEXT/plain;charset=utf-8', 'multipart/form-data; boundary=x']) {
      const blocked = await get({ 'content-type': simple });
      await blocked.ended;
      expect([blocked.status, blocked.text()]).toEqual([400, expect.stringContaining('Cross-Site')]);
    }
    const mutation = await get({}, 'mutation { rename(sku: "a", name: "Pear") { name } }');
    await mutation.ended;
    expect([mutation.status, mutation.headers.get('allow')]).toEqual([405, 'POST']);
  });

  it('is ended for a client that falls too far behind, once it reads again', async () => {
    const { world } = await start('memory', { live: { maxQueuedEvents: 5 } });
    const { socket, text } = await openFrozen(transport);
    await expect.poll(() => world.subscribers).toBe(1);
    flood(world);
    await expect.poll(() => world.subscribers, { timeout: 10_000 }).toBe(0);
    socket.resume();
    await expect.poll(text, { timeout: 10_000 }).toContain('SLOW_CONSUMER');
    socket.destroy();
  });

  it('is cut when its client leaves too much unread', async () => {
    const { world, logged } = await start('memory', { live: { maxUnreadBytes: 200_000, maxQueuedEvents: 1_000 } });
    const { socket } = await openFrozen(transport);
    await expect.poll(() => world.subscribers).toBe(1);
    flood(world);
    await expect.poll(() => world.subscribers, { timeout: 10_000 }).toBe(0);
    expect(logged).toContainEqual(
      expect.objectContaining({ msg: 'a stream was cut: its client does not read', unreadBytes: expect.any(Number) }),
    );
    socket.destroy();
  });

  it('is cut when its client reads not even what keeps it alive', async () => {
    const { world } = await start('memory', { live: { heartbeatMs: 50 } });
    const { socket } = await openFrozen(transport);
    await expect.poll(() => world.subscribers).toBe(1);
    // One answer more than the operating system takes.
    world.events.emit('order:o1', { id: 'o1', status: 'x'.repeat(16 << 20), product: null });
    await expect.poll(() => world.subscribers).toBe(0);
    socket.destroy();
  });

  /** A client that has sent its request and reads nothing. */
  async function openFrozen(form: Transport): Promise<{ socket: Socket; text: () => string }> {
    const { port, hostname } = new URL(fixture.gateway.url);
    const socket = connect(Number(port), hostname);
    let received = '';
    socket.on('data', (chunk: Buffer) => (received += chunk.toString()));
    socket.on('error', () => undefined);
    socket.pause();
    await new Promise((resolve) => socket.once('connect', resolve));
    const body = JSON.stringify({ query: ORDER, variables });
    socket.write(
      `POST /graphql HTTP/1.1\r\nhost: gateway\r\naccept: ${ACCEPT[form]}\r\ncontent-type: application/json\r\ncontent-length: ${body.length}\r\n\r\n${body}`,
    );
    return { socket, text: () => received };
  }

  function flood(world: Fixture['world']): void {
    const timer = setInterval(() => {
      world.events.emit('order:o1', { id: 'o1', status: 'x'.repeat(50_000), product: null });
      if (world.subscribers === 0) clearInterval(timer);
    }, 2);
  }
});

describe('the bytes of a stream', () => {
  const query = '{ product(sku: "a") { name } }';

  it('are those of GraphQL over SSE', async () => {
    await start();
    const stream = await open('sse', { query });
    await stream.ended;
    expect(stream.text()).toBe(
      ':\n\nevent: next\ndata: {"data":{"product":{"name":"Apple"}}}\n\nevent: complete\ndata:\n\n',
    );
  });

  it('are those of Apollo’s multipart protocol', async () => {
    await start();
    const stream = await open('multipart', { query });
    await stream.ended;
    const head = 'content-type: application/json; charset=utf-8\r\n\r\n';
    expect(stream.text()).toBe(
      `\r\n--graphql\r\n${head}{}\r\n--graphql\r\n${head}{"payload":{"data":{"product":{"name":"Apple"}}}}\r\n--graphql--\r\n`,
    );
  });
});

describe('a request for a stream', () => {
  it.each<[string, RequestInit]>([
    ['no JSON', { body: 'subscription { x }', headers: { 'content-type': 'application/graphql' } }],
    ['broken JSON', { body: '{"query":' }],
    ['a list', { body: '[{"query":"{ __typename }"}]' }],
    ['no query', { body: '{}' }],
    ['a query that is no text', { body: '{"query":1}' }],
    ['variables that are no object', { body: '{"query":"{ __typename }","variables":[1]}' }],
    ['an operation name that is no text', { body: '{"query":"{ __typename }","operationName":{}}' }],
  ])('with %s is refused before the stream begins', async (_what, { body, headers }) => {
    const { gateway } = await start();
    const response = await fetch(`${gateway.url}/graphql`, {
      method: 'POST',
      headers: { accept: ACCEPT.sse, 'content-type': 'application/json', ...(headers as Record<string, string>) },
      body: body ?? null,
    });
    expect([response.status, response.headers.get('content-type')]).toEqual([400, 'application/json; charset=utf-8']);
    expect(await response.json()).toMatchObject({ errors: [{ extensions: { code: 'BAD_REQUEST' } }] });
  });

  it.each(['query=%7B', 'variables=%7B&query=%7B__typename%7D', 'query=a&query=b', ''])(
    'by GET with ?%s is answered in order',
    async (search) => {
      const { gateway } = await start();
      const response = await fetch(`${gateway.url}/graphql?${search}`, {
        headers: { accept: ACCEPT.sse, 'content-type': 'application/json' },
      });
      const text = await response.text();
      if (search === 'query=%7B')
        expect([response.status, text]).toEqual([200, expect.stringContaining('PARSE_FAILED')]);
      else expect([response.status, text]).toEqual([400, expect.stringContaining('BAD_REQUEST')]);
    },
  );

  it('with a bad token is refused as every other request', async () => {
    const { token } = await start();
    for (const authorization of ['nonsense', `Bearer ${await token({ forged: true })}`]) {
      const stream = await open('sse', { query: ORDER, variables, headers: { authorization } });
      await stream.ended;
      expect([stream.status, stream.headers.get('www-authenticate')]).toEqual([401, 'Bearer error="invalid_token"']);
    }
  });

  it('is refused where the client has enough of them, and taken when one has ended', async () => {
    const { token, world } = await start('memory', {
      live: { maxStreamsPerAddress: 3, maxStreamsPerUser: 2 },
      trustedProxies: [],
    });
    const headers = { authorization: `Bearer ${await token()}` };
    const first = await open('sse', { query: ORDER, variables, headers });
    await open('sse', { query: ORDER, variables, headers });
    const third = await open('sse', { query: ORDER, variables, headers });
    expect([third.status, third.headers.get('retry-after')]).toEqual([429, '5']);
    expect((await open('sse', { query: ORDER, variables })).status).toBe(200);
    const fourth = await open('sse', { query: ORDER, variables });
    await fourth.ended;
    expect([fourth.status, fourth.text()]).toEqual([429, expect.stringContaining('RATE_LIMITED')]);
    await expect.poll(() => world.subscribers).toBe(2);
    first.leave();
    await expect.poll(async () => (await open('sse', { query: ORDER, variables, headers })).status).toBe(200);
  });

  it('is refused where this process has enough of them', async () => {
    await start('memory', { live: { maxStreams: 1 } });
    expect((await open('sse', { query: ORDER, variables })).status).toBe(200);
    expect((await open('multipart', { query: ORDER, variables })).status).toBe(503);
  });
});

describe('a subscription that is asked for as JSON', () => {
  it.each([
    undefined,
    '*/*',
    'application/json',
    'application/graphql-response+json',
    'multipart/mixed;deferSpec=20220824',
  ])('by accept: %s is told which forms there are', async (accept) => {
    await start();
    const { status, body } = await fixture.ask(ORDER, variables, accept === undefined ? {} : { accept });
    expect(status).toBe(406);
    if (accept?.startsWith('multipart')) return;
    expect(body).toEqual({
      errors: [{ message: expect.stringContaining('text/event-stream'), extensions: { code: 'BAD_REQUEST' } }],
    });
    expect(fixture.world.subscribers).toBe(0);
  });
});
